package io.recurrence.cli;

import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.PipelineSpec;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks pipelines. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    header =
        "Checks a pipeline, or several that are to run together, and reports every error at once.",
    description = {
      "",
      "Exit code 0 where run would accept them, 2 where not. backtest uses no topics, and accepts a pipeline that names none.",
      ""
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private ApplicationOptions options = new ApplicationOptions();

  @Override
  public Integer call() {
    ApplicationSpec application = options.loadToRun();
    for (PipelineSpec spec : application.pipelines()) {
      System.out.printf(
          "%s is sound: %,d bytes of state per series%n",
          spec.name(), spec.newPipeline().stateBytes());
    }
    if (!application.alone()) {
      System.out.printf("together they are the application %s%n", application.name());
    }
    return 0;
  }
}
