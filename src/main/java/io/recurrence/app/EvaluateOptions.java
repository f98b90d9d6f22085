package io.recurrence.app;

import io.recurrence.evaluate.benchmark.Benchmark;
import io.recurrence.evaluate.benchmark.PipelineEngine;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.ReportFiles;
import io.recurrence.evaluate.report.Text;
import io.recurrence.spec.PipelineSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all evaluations have in common: the pipeline, what is written, how much is run. */
final class EvaluateOptions {
  private static final List<String> OF_THE_PROTOCOL =
      List.of("horizon", "quantiles", "time.lateness");

  @Option(
      names = "--pipeline",
      paramLabel = "FILE",
      defaultValue = "topology/default.yaml",
      description = "The pipeline, the same for every series. Default: ${DEFAULT-VALUE}.")
  private Path pipeline = Path.of("");

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Overrides a key of the file. The horizon, the quantiles and what a step is are the protocol's.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where to write report.html, results.json, results.csv and details by series; made if need be.")
  private @Nullable Path out;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Runs only the first N series or files of each set, for a quick look.")
  private @Nullable Integer limit;

  /** Series or files at most. */
  int limit() {
    if (limit != null && limit < 1) {
      throw new UsageException("--limit was " + limit + " but it must be at least 1");
    }
    return limit == null ? Integer.MAX_VALUE : limit;
  }

  int run(Benchmark benchmark) {
    for (String override : overrides) {
      for (String key : OF_THE_PROTOCOL) {
        if (override.startsWith(key + "=")) {
          throw new UsageException(
              "--set " + override + " cannot be: the protocol of the data set decides on " + key);
        }
      }
    }
    PipelineSpec spec = load(List.of()); // so that a faulty pipeline is told before data are read
    long started = System.nanoTime();
    Report report;
    try (EvaluateBar bar = new EvaluateBar()) {
      report = benchmark.run(new PipelineEngine(this::load), bar);
    }
    report.fact("pipeline", spec.name() + (overrides.isEmpty() ? "" : " " + overrides));
    report.fact("seconds", String.format(Locale.ROOT, "%.1f", (System.nanoTime() - started) / 1e9));
    System.out.println(Text.of(report));
    if (out != null) {
      ReportFiles.write(report, out);
      System.out.println("written: " + out.resolve("report.html"));
    }
    return 0;
  }

  private PipelineSpec load(List<String> settings) {
    List<String> all = new ArrayList<>(overrides);
    all.addAll(settings);
    return PipelineSpec.load(pipeline, System.getenv(), all);
  }
}
