package io.recurrence.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.InputSpec;
import io.recurrence.config.PipelineSpec;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesForecast;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.evaluate.RowFile;
import io.recurrence.streams.Meters;
import io.recurrence.streams.Topologies;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Describes what a pipeline is made of. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    header = "Describes a pipeline: its state, stage by stage, and its topology.",
    description = {
      "",
      "With --input, also what the state of a series holds at the end of a file.",
      ""
    })
final class DescribeCommand implements Callable<Integer> {
  @Mixin private SpecOptions options = new SpecOptions();

  @Option(
      names = "--input",
      paramLabel = "F.csv",
      description = "A file to run over, as backtest would.")
  private @Nullable Path input;

  @Option(
      names = "--series",
      paramLabel = "NAME",
      description = "The series to show. Default: the first of the file.")
  private @Nullable String series;

  @Override
  public Integer call() {
    PipelineSpec spec = options.load();
    SeriesPipeline pipeline = spec.newPipeline();
    System.out.printf(
        "pipeline %s, %,d bytes of state per series:%n",
        spec.version(pipeline), pipeline.stateBytes());
    pipeline
        .stages()
        .forEach((name, bytes) -> System.out.printf("  %,7d bytes  %s%n", bytes, name));
    if (!spec.input().topics().isEmpty()) {
      Meters meters = new Meters(new SimpleMeterRegistry(), spec.name());
      System.out.printf("%n%s", Topologies.of(spec, meters).describe());
    }
    if (input != null && !spec.forecasts()) {
      throw new UsageException("--input is for pipelines that forecast; backtest runs this one");
    }
    if (input != null) {
      show(pipeline, run(pipeline, spec.input(), input));
    }
    return 0;
  }

  private State run(SeriesPipeline pipeline, InputSpec columns, Path file) {
    State state = pipeline.newState();
    Reorderer reorderer = new Reorderer(pipeline);
    RowFile.of(file, columns, pipeline.policy().latenessMillis())
        .read(
            row -> {
              if (series == null) {
                series = row.series();
              }
              if (row.series().equals(series)) {
                reorderer.accept(
                    state, state.offset() + 1, row.time(), row.present(), row.value(), out -> {});
              }
            });
    if (state.count() == 0) {
      throw new UsageException("%s has no rows of the series '%s'".formatted(file, series));
    }
    return state;
  }

  private void show(SeriesPipeline pipeline, State state) {
    System.out.printf("%nseries '%s' after %,d values:%n", series, state.count());
    state
        .describe()
        .forEach(
            (stage, fields) -> {
              if (!fields.isEmpty()) {
                System.out.printf("  %-28s %s%n", stage, shown(fields));
              }
            });
    SeriesForecast forecast = pipeline.newOutput().forecast();
    if (pipeline.forecast(state, forecast)) {
      for (int i = 0; i < forecast.models().length; i++) {
        System.out.printf(
            Locale.ROOT, "  weight %.3f of %s%n", forecast.weight(i), forecast.models()[i]);
      }
      System.out.printf(
          Locale.ROOT,
          "  next: %.6g, between %.6g and %.6g%n",
          forecast.mean(1),
          forecast.lower(1),
          forecast.upper(1));
    }
  }

  private static String shown(Map<String, Double> fields) {
    return fields.entrySet().stream()
        .map(field -> String.format(Locale.ROOT, "%s %.6g", field.getKey(), field.getValue()))
        .collect(Collectors.joining(", "));
  }
}
