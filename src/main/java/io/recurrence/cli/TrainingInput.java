package io.recurrence.cli;

import io.recurrence.config.PipelineSpec;
import io.recurrence.forecast.network.Example;
import io.recurrence.forecast.network.Recorded;
import io.recurrence.forecast.network.Synthetic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** What a network learns to forecast from: series of files, synthetic ones, or both. */
public final class TrainingInput {
  @Option(
      names = "--input",
      paramLabel = "F.csv",
      arity = "1..*",
      description =
          "Files as for backtest; .gz is decompressed. Without any: synthetic series alone.")
  private List<Path> input = new ArrayList<>();

  @Option(
      names = "--synthetic",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description = "Share of synthetic series where there is input. Default: ${DEFAULT-VALUE}.")
  private double synthetic;

  /**
   * The series of the files.
   *
   * @param spec names their columns; not asked for where there are none
   * @throws UsageException where the share is none
   */
  public List<Example> read(Supplier<PipelineSpec> spec) {
    UsageException.require(synthetic >= 0 && synthetic <= 1, "--synthetic must be in [0, 1]");
    List<Example> series = new ArrayList<>();
    input.forEach(file -> series.addAll(Recordings.read(file, spec.get().input())));
    return series;
  }

  /**
   * Some of the series mixed with synthetic ones, which stand alone where there are none.
   *
   * @throws UsageException where none of them can be learned from
   */
  public Example.Source mixed(List<Example> series, Synthetic made) {
    if (series.isEmpty()) {
      return made;
    }
    try {
      return new Recorded(series).mixedWith(made, 1 - synthetic);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--input: " + e.getMessage());
    }
  }

  /** Adds the provenance of the input to that of a file of weights. */
  public void describe(List<Example> series, Map<String, String> facts) {
    facts.put("synthetic-share", Double.toString(series.isEmpty() ? 1 : synthetic));
    facts.put(
        "input",
        input.stream().map(f -> f.getFileName() + " " + Recordings.digest(f)).toList().toString());
  }
}
