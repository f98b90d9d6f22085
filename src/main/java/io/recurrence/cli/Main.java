package io.recurrence.cli;

import io.recurrence.cli.demo.DemoCommand;
import io.recurrence.cli.learn.LearnCommand;
import io.recurrence.config.SpecException;
import io.recurrence.core.NearestName;
import io.recurrence.evaluate.InputException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line. Exit codes: 0 done, 1 it failed while running, 2 the command or a file it was
 * given is wrong; 143 and 130 are the JVM's after an orderly end by SIGTERM and Ctrl-C.
 */
@Command(
    name = "recurrence",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    header = "Online forecasts and anomaly flags for Apache Kafka.",
    description = {
      "",
      "Numbers arrive on a topic; for each series and each record Recurrence says what comes next, how sure it is, and"
          + " whether the value is strange. Begin with:",
      "",
      "  recurrence demo                       a broker, live data and forecasts in this terminal",
      "  recurrence backtest topology/default.yaml --input F.csv --output DIR",
      "  recurrence run topology/default.yaml --bootstrap-server localhost:9092",
      ""
    },
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      BacktestCommand.class,
      CheckCommand.class,
      AclsCommand.class,
      DescribeCommand.class,
      SendCommand.class,
      ReadCommand.class,
      NotifyCommand.class,
      ExplainCommand.class,
      FeedbackCommand.class,
      InspectCommand.class,
      ReplayCommand.class,
      DiffCommand.class,
      ResetCommand.class,
      SchemaCommand.class,
      GenerateCommand.class,
      EvaluateCommand.class,
      TrainCommand.class,
      PublishCommand.class,
      LearnCommand.class,
      BenchCommand.class
    })
public final class Main {
  private Main() {}

  static final int FAILED = 1;
  static final int WRONG = 2;

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    return new CommandLine(new Main())
        .registerConverter(Duration.class, new ToDuration())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, given) -> misused(e))
        .setExecutionExceptionHandler((e, command, parsed) -> report(e, command.getErr()))
        .execute(args);
  }

  private static int misused(ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    List<String> unknown =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getUnmatched() : List.of();
    if (command.getParent() == null && !unknown.isEmpty() && !unknown.get(0).startsWith("-")) {
      String hint = NearestName.hint(unknown.get(0), command.getSubcommands().keySet());
      err.println("there is no command '" + unknown.get(0) + "'" + hint);
    } else {
      err.println(e.getMessage());
      UnmatchedArgumentException.printSuggestions(e, err);
      err.println(command.getCommandSpec().qualifiedName() + " --help says how it is used");
    }
    err.flush();
    return WRONG;
  }

  private static int report(Exception e, PrintWriter err) {
    boolean wrong =
        e instanceof SpecException
            || e instanceof InputException
            || e instanceof UsageException
            || e.getCause() instanceof NoSuchFileException;
    if (e instanceof UncheckedIOException && e.getCause() instanceof NoSuchFileException) {
      err.println("there is no file " + e.getCause().getMessage());
    } else if (wrong || e instanceof FailureException) {
      err.println(e.getMessage());
    } else if (e instanceof KafkaException failure) { // of its clients, which say what is wrong
      err.println("Kafka: " + KafkaFailure.text(failure));
      LoggerFactory.getLogger(Main.class).debug("A failure of Kafka's clients", e);
    } else {
      err.println("failed: " + e);
      LoggerFactory.getLogger(Main.class).error("An unexpected failure; please report it", e);
    }
    err.flush();
    return wrong ? WRONG : FAILED;
  }
}
