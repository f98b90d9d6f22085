package io.recurrence.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.InputSpec;
import io.recurrence.config.PipelineSpec;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.evaluate.RowFile;
import io.recurrence.streams.Meters;
import io.recurrence.streams.Topologies;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
      State state = run(pipeline, spec.input(), input);
      System.out.printf("%nseries '%s' after %,d values:%n", series, state.count());
      StateText.lines(pipeline, state, true).forEach(System.out::println);
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
}
