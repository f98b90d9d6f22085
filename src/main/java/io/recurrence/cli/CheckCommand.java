package io.recurrence.cli;

import io.recurrence.config.PipelineSpec;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks a pipeline. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    header = "Checks a pipeline and reports every error in it at once.",
    description = {
      "",
      "Exit code 0 where run would accept it, 2 where not. backtest uses no topics, and accepts a pipeline that names none.",
      ""
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private SpecOptions options = new SpecOptions();

  @Override
  public Integer call() {
    PipelineSpec spec = options.loadToRun();
    System.out.printf(
        "%s is sound: %,d bytes of state per series%n",
        spec.name(), spec.newPipeline().stateBytes());
    return 0;
  }
}
