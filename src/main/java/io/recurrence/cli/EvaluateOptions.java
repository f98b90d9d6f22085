package io.recurrence.cli;

import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.evaluate.benchmark.Benchmark;
import io.recurrence.evaluate.benchmark.PipelineEngine;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.ReportFiles;
import io.recurrence.evaluate.report.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all evaluations have in common: the pipeline, what is written, how much is run. */
final class EvaluateOptions {
  private static final String DEFAULT = "default.yaml";

  @Option(
      names = "--pipeline",
      paramLabel = "FILE",
      description =
          "The pipeline, the same for every series. Default: that of topology/default.yaml.")
  private @Nullable Path pipeline;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Overrides a key of the file, other than those that the protocol decides on, such as quantiles.")
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
      for (String key : benchmark.decides()) {
        if (override.startsWith(key + "=")) {
          throw new UsageException(
              "--set " + override + " cannot be: the protocol of the data set decides on " + key);
        }
      }
    }
    Path file = pipeline == null ? supplied() : pipeline;
    PipelineSpec spec =
        load(file, List.of()); // so that a faulty pipeline is reported before data are read
    long started = System.nanoTime();
    Report report;
    try (EvaluateBar bar = new EvaluateBar()) {
      report = benchmark.run(new PipelineEngine(settings -> load(file, settings)), bar);
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

  private PipelineSpec load(Path file, List<String> settings) {
    List<String> all = new ArrayList<>(overrides);
    all.addAll(settings);
    return SpecLoader.load(file, System.getenv(), all);
  }

  /** The pipeline that comes with the program, as a file. */
  private static Path supplied() {
    try (InputStream in = EvaluateOptions.class.getResourceAsStream("/topology/" + DEFAULT)) {
      Path directory = Files.createTempDirectory("recurrence");
      directory.toFile().deleteOnExit(); // after what it holds, which is registered later
      Path file = directory.resolve(DEFAULT);
      Files.copy(Objects.requireNonNull(in, DEFAULT), file);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new FailureException("cannot write the default pipeline to a temporary file", e);
    }
  }
}
