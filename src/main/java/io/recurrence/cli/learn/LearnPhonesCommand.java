package io.recurrence.cli.learn;

import static io.recurrence.cli.UsageException.require;

import io.recurrence.sequence.DelayedLabeller;
import io.recurrence.sequence.MadeSpeech;
import io.recurrence.sequence.SequenceLabeller;
import io.recurrence.sequence.WindowLabeller;
import io.recurrence.symbol.SymbolWeights;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Teaches networks to label each record of made speech with its phone. */
@Command(
    name = "phones",
    mixinStandardHelpOptions = true,
    header = "Teaches networks to label each record of a sequence, and compares them.",
    description = {
      "",
      "Records are the first two formants of five vowels that glide into each other, with noise, made at random; the seed"
          + " decides them. Three networks are examined on sequences that they have not learned from: one that answers at"
          + " once, one that answers some records late, and one that reads the newest records both ways. Examples:",
      "",
      "  recurrence learn phones",
      "  recurrence learn phones --lag 2 --out phones              the network that answers late",
      "  recurrence learn phones --both-ways --out phones          the one that reads both ways",
      ""
    })
final class LearnPhonesCommand implements Callable<Integer> {
  private static final int EXAMINED = 200; // sequences
  private static final int BATCH = 8; // sequences of an update
  private static final int LENGTH = 60; // of a sequence

  @Option(
      names = "--sequences",
      paramLabel = "N",
      defaultValue = "200",
      description = "To learn from, of 60 records each. Default: ${DEFAULT-VALUE}.")
  private int sequences;

  @Option(
      names = "--hidden",
      paramLabel = "UNITS",
      defaultValue = "16",
      description = "Of each direction. Default: ${DEFAULT-VALUE}.")
  private int hidden;

  @Option(
      names = "--lag",
      paramLabel = "N",
      defaultValue = "3",
      description = "Records after which a label is given. Default: ${DEFAULT-VALUE}.")
  private int lag;

  @Option(
      names = "--window",
      paramLabel = "N",
      defaultValue = "20",
      description = "Records that are read both ways. Default: ${DEFAULT-VALUE}.")
  private int window;

  @Option(
      names = "--updates",
      paramLabel = "N",
      defaultValue = "600",
      description = "Of 8 sequences each. Default: ${DEFAULT-VALUE}.")
  private int updates;

  @Option(names = "--both-ways", description = "Write the network that reads both ways.")
  private boolean bothWays;

  @Mixin private LearnOptions learn = new LearnOptions();

  @Override
  public Integer call() {
    require(sequences >= 1 && sequences <= 10_000, "--sequences must be in [1, 10000]");
    require(hidden >= 1 && hidden <= 256, "--hidden must be in [1, 256]");
    require(window >= 2 && window <= LENGTH, "--window must be in [2, 60]");
    require(lag >= 1 && lag < window, "--lag must be at least 1 and less than --window");
    require(updates >= 1 && updates <= 100_000, "--updates must be in [1, 100000]");
    MadeSpeech learned = new MadeSpeech(sequences, 2 * learn.seed());
    MadeSpeech fresh = new MadeSpeech(EXAMINED, 2 * learn.seed() + 1);
    System.out.println("network    records late  right %  weights  bytes per key");
    print("one way", delayed(learned, 0), fresh);
    SequenceLabeller late = delayed(learned, lag);
    print("one way", late, fresh);
    SequenceLabeller both =
        WindowLabeller.learn(
            learned.records(),
            learned.labels(),
            MadeSpeech.PHONES,
            window,
            lag,
            hidden,
            passes((LENGTH + window - 1) / window),
            learn.seed());
    print("both ways", both, fresh);
    learn.write((bothWays ? both : late).weights(facts()));
    return 0;
  }

  private DelayedLabeller delayed(MadeSpeech learned, int lag) {
    return DelayedLabeller.learn(
        learned.records(),
        learned.labels(),
        MadeSpeech.PHONES,
        lag,
        hidden,
        passes(1),
        learn.seed());
  }

  /** Passes that make up the updates, where a sequence is learned from in so many pieces. */
  private int passes(int pieces) {
    return Math.max(1, updates * BATCH / (sequences * pieces));
  }

  private static void print(String network, SequenceLabeller labeller, MadeSpeech fresh) {
    SymbolWeights weights = labeller.weights(Map.of());
    System.out.printf(
        Locale.ROOT,
        "%-9s  %12d  %7.1f  %7d  %13d%n",
        network,
        labeller.lag(),
        100 * fresh.right(labeller),
        weights.values().length,
        labeller.storage().bytes());
  }

  private Map<String, String> facts() {
    return Map.of(
        "task", "phones",
        "sequences", Integer.toString(sequences),
        "updates", Integer.toString(updates),
        "seed", Long.toString(learn.seed()));
  }
}
