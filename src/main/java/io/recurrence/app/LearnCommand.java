package io.recurrence.app;

import io.recurrence.neural.Cell;
import io.recurrence.neural.CoupledLstm;
import io.recurrence.neural.Elman;
import io.recurrence.neural.Gru;
import io.recurrence.neural.Jordan;
import io.recurrence.neural.Lstm;
import io.recurrence.neural.PeepholeLstm;
import io.recurrence.neural.RecurrentNetwork;
import io.recurrence.neural.Task;
import io.recurrence.neural.Teacher;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Teaches a small network one of the tasks that recurrent networks are introduced by. */
@Command(
    name = "learn",
    mixinStandardHelpOptions = true,
    header = "Teaches a small network a classic task and examines it.",
    description = {
      "",
      "sum: the sum of the inputs. larger: which of two inputs has the larger total. parity: whether the number of ones"
          + " is odd. logistic: the next value of the logistic map. symbols: the next symbol of a grammar. recall: the"
          + " first bit, after a long wait. Sequences are made at random; the seed decides them. Examples:",
      "",
      "  recurrence learn parity --cell lstm --hidden 4 --length 12",
      "  recurrence learn recall --cell elman --hidden 8 --length 100   it cannot",
      "  recurrence learn recall --cell lstm --hidden 8 --length 100    it can",
      ""
    },
    subcommands = {
      LearnSeasonsCommand.class,
      LearnTranslationCommand.class,
      LearnLanguageCommand.class
    })
final class LearnCommand implements Callable<Integer> {
  /** The cells by name. */
  enum Kind {
    LINEAR,
    ELMAN,
    JORDAN,
    LSTM,
    PEEPHOLE,
    COUPLED,
    GRU
  }

  private static final int EXAMINED = 1000;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TASK",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Task task = Task.PARITY;

  @Option(
      names = "--cell",
      defaultValue = "lstm",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Kind kind = Kind.LSTM;

  @Option(names = "--hidden", defaultValue = "8", description = "Default: ${DEFAULT-VALUE}.")
  private int hidden;

  @Option(
      names = "--length",
      defaultValue = "20",
      description = "Of the longest sequence to learn from. Default: ${DEFAULT-VALUE}.")
  private int length;

  @Option(
      names = "--updates",
      defaultValue = "2000",
      description = "Of 16 sequences each. Default: ${DEFAULT-VALUE}.")
  private int updates;

  @Option(names = "--rate", defaultValue = "0.02", description = "Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() {
    require(hidden >= 1 && hidden <= 256, "--hidden must be in [1, 256]");
    require(length >= 2 && length <= 10_000, "--length must be in [2, 10000]");
    require(updates >= 10 && updates <= 1_000_000, "--updates must be in [10, 1000000]");
    require(rate > 0 && rate < 1, "--rate must be in (0, 1)");
    RecurrentNetwork network = new RecurrentNetwork(List.of(cell()), task.output());
    Teacher teacher = new Teacher(network, task, length, rate, seed);
    double loss;
    try (ProgressBar bar =
        new ProgressBarBuilder().setTaskName("learn").setInitialMax(updates).build()) {
      loss =
          teacher.teach(
              updates,
              (update, newest) -> {
                bar.stepTo(update);
                if (update % 50 == 0) {
                  bar.setExtraMessage(String.format(Locale.ROOT, " loss %.4f", newest));
                }
              });
    }
    System.out.printf(
        Locale.ROOT,
        "%d weights, loss %.5f%nall answers right in %.1f %% of %d sequences of %d, and in %.1f %% of %d of %d%n",
        network.weights(),
        loss,
        100 * teacher.examine(EXAMINED, length, seed + 1),
        EXAMINED,
        length,
        100 * teacher.examine(EXAMINED, longer(), seed + 2),
        EXAMINED,
        longer());
    return 0;
  }

  private int longer() {
    return task == Task.RECALL ? length : 10 * length;
  }

  private Cell cell() {
    int inputs = task.inputs();
    return switch (kind) {
      case LINEAR -> Elman.linear(inputs, hidden);
      case ELMAN -> new Elman(inputs, hidden);
      case JORDAN -> new Jordan(inputs, hidden);
      case LSTM -> new Lstm(inputs, hidden, task == Task.RECALL ? Math.max(3, length) : 0);
      case PEEPHOLE -> new PeepholeLstm(inputs, hidden);
      case COUPLED -> new CoupledLstm(inputs, hidden);
      case GRU -> new Gru(inputs, hidden);
    };
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new UsageException(rule);
    }
  }
}
