package io.recurrence.cli;

import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The pipeline that a command works on. */
public final class SpecOptions {
  @Parameters(
      index = "0",
      paramLabel = "PIPELINE.yaml",
      description = "The pipeline; topology/ holds some, config/reference.yaml explains every key.")
  Path file = Path.of("topology", "default.yaml");

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Overrides a key of the file, such as --set horizon=48 or --set output.forecasts=other."
              + " Environment variables do too: RECURRENCE__OUTPUT__FORECASTS=other.")
  List<String> overrides = new ArrayList<>();

  public PipelineSpec load() {
    return SpecLoader.load(file, System.getenv(), overrides);
  }
}
