package io.recurrence.cli.learn;

import static io.recurrence.cli.UsageException.require;

import io.recurrence.learn.BestAverage;
import io.recurrence.learn.SequenceTrainer;
import io.recurrence.learn.Task;
import io.recurrence.network.Cell;
import io.recurrence.network.CoupledLstm;
import io.recurrence.network.Elman;
import io.recurrence.network.Gru;
import io.recurrence.network.Jordan;
import io.recurrence.network.Lstm;
import io.recurrence.network.PeepholeLstm;
import io.recurrence.network.RecurrentNetwork;
import io.recurrence.sequence.TuringMachine;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
          + " first bit, after a long wait. copy: vectors of bits, given back once all are given. repeat-copy: the same, as"
          + " many times as a number says. Sequences are made at random; the seed decides them. Examples:",
      "",
      "  recurrence learn parity --cell lstm --hidden 4 --length 12",
      "  recurrence learn recall --cell elman --hidden 8 --length 100   it cannot",
      "  recurrence learn recall --cell lstm --hidden 8 --length 100    it can",
      "  recurrence learn copy                                          by an external memory",
      ""
    },
    subcommands = {
      LearnSeasonsCommand.class,
      LearnTranslationCommand.class,
      LearnForecastCommand.class,
      LearnDrawingCommand.class,
      LearnLanguageCommand.class,
      LearnMarkovCommand.class,
      LearnPhonesCommand.class,
      LearnSentimentCommand.class,
      LearnGesturesCommand.class,
      LearnClassesCommand.class
    })
public final class LearnCommand implements Callable<Integer> {
  /** The cells by name. */
  enum Kind {
    LINEAR,
    ELMAN,
    JORDAN,
    LSTM,
    PEEPHOLE,
    COUPLED,
    GRU,
    TURING
  }

  /**
   * What is not said on the command line, by task.
   *
   * @param spare slots of an external memory beyond twice the length
   */
  private record Usual(Kind kind, int hidden, int length, int spare, int updates, double rate) {
    static Usual of(Task task) {
      return switch (task) {
        case COPY -> new Usual(Kind.TURING, 16, 10, 4, 3000, 0.01);
        case REPEAT_COPY -> new Usual(Kind.TURING, 24, 6, 8, 8000, 0.01);
        case SUM, LARGER, PARITY, LOGISTIC, SYMBOLS, RECALL ->
            new Usual(Kind.LSTM, 8, 20, 4, 2000, 0.02);
      };
    }
  }

  private static final int EXAMINED = 1000;
  private static final int WIDTH = 8; // of a slot

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TASK",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Task task = Task.PARITY;

  @Option(
      names = "--cell",
      paramLabel = "CELL",
      description =
          "${COMPLETION-CANDIDATES}. Default: turing for copy and repeat-copy, else lstm.")
  private @Nullable Kind givenKind;

  @Option(
      names = "--hidden",
      paramLabel = "UNITS",
      description = "Default: 16 for copy, 24 for repeat-copy, else 8.")
  private @Nullable Integer givenHidden;

  @Option(
      names = "--length",
      paramLabel = "N",
      description =
          "Of the longest sequence to learn from. Default: 10 for copy, 6 for repeat-copy, else 20.")
  private @Nullable Integer givenLength;

  @Option(
      names = "--updates",
      paramLabel = "N",
      description =
          "Of 16 sequences each. Default: 3000 for copy, 8000 for repeat-copy, else 2000.")
  private @Nullable Integer givenUpdates;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      description = "Default: 0.01 for copy and repeat-copy, else 0.02.")
  private @Nullable Double givenRate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() {
    Usual usual = Usual.of(task);
    Kind kind = Objects.requireNonNullElse(givenKind, usual.kind());
    int hidden = Objects.requireNonNullElse(givenHidden, usual.hidden());
    int length = Objects.requireNonNullElse(givenLength, usual.length());
    int updates = Objects.requireNonNullElse(givenUpdates, usual.updates());
    double rate = Objects.requireNonNullElse(givenRate, usual.rate());
    require(hidden >= 1 && hidden <= 256, "--hidden must be in [1, 256]");
    require(length >= 2 && length <= 10_000, "--length must be in [2, 10000]");
    require(updates >= 10 && updates <= 1_000_000, "--updates must be in [10, 1000000]");
    require(rate > 0 && rate < 1, "--rate must be in (0, 1)");
    RecurrentNetwork network =
        new RecurrentNetwork(
            List.of(cell(kind, hidden, length, 2 * length + usual.spare())), task.output());
    SequenceTrainer trainer = new SequenceTrainer(network, task, length, rate, seed);
    BestAverage average = new BestAverage(trainer, updates, longer(length), seed + 3);
    boolean copies = task == Task.COPY || task == Task.REPEAT_COPY;
    double loss;
    try (LossBar bar = new LossBar(updates)) {
      loss =
          trainer.teach(
              updates,
              (update, newest) -> {
                if (copies) {
                  average.updated(update, newest);
                }
                bar.updated(update, newest);
              });
    }
    double[] weights = copies ? average.weights() : trainer.weights();
    System.out.printf(
        Locale.ROOT,
        "%d weights, loss %.5f%nall answers right in %.1f %% of %d sequences of %d, and in %.1f %% of %d of %d%n",
        network.weights(),
        loss,
        100 * trainer.examine(weights, EXAMINED, length, seed + 1),
        EXAMINED,
        length,
        100 * trainer.examine(weights, EXAMINED, longer(length), seed + 2),
        EXAMINED,
        longer(length));
    return 0;
  }

  private int longer(int length) {
    return switch (task) {
      case RECALL -> length;
      case COPY, REPEAT_COPY -> 2 * length;
      case SUM, LARGER, PARITY, LOGISTIC, SYMBOLS -> 10 * length;
    };
  }

  private Cell cell(Kind kind, int hidden, int length, int slots) {
    int inputs = task.inputs();
    return switch (kind) {
      case LINEAR -> Elman.linear(inputs, hidden);
      case ELMAN -> new Elman(inputs, hidden);
      case JORDAN -> new Jordan(inputs, hidden);
      case LSTM -> new Lstm(inputs, hidden, task == Task.RECALL ? Math.max(3, length) : 0);
      case PEEPHOLE -> new PeepholeLstm(inputs, hidden);
      case COUPLED -> new CoupledLstm(inputs, hidden);
      case GRU -> new Gru(inputs, hidden);
      case TURING -> new TuringMachine(new Elman(inputs + WIDTH, hidden), slots, WIDTH);
    };
  }
}
