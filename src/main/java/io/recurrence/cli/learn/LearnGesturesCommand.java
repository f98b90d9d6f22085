package io.recurrence.cli.learn;

import static io.recurrence.cli.UsageException.require;

import io.recurrence.sequence.ClassifierExam;
import io.recurrence.sequence.Labelled;
import io.recurrence.sequence.MadeSequences;
import io.recurrence.sequence.ReservoirClassifier;
import io.recurrence.symbol.SymbolWeights;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Teaches a classifier the gestures of a hand. */
@Command(
    name = "gestures",
    mixinStandardHelpOptions = true,
    header = "Teaches a classifier which gesture a sequence of accelerations is.",
    description = {
      "",
      "circle, knock, lift, push, shake, wave: accelerations to the right, ahead and up, gravity with them, made at random;"
          + " the seed decides them. The classifier is examined on sequences that it has not learned from, and gives"
          + " probabilities before they have ended, too. Examples:",
      "",
      "  recurrence learn gestures",
      "  recurrence learn gestures --units 200 --out gestures",
      ""
    })
final class LearnGesturesCommand implements Callable<Integer> {
  private static final int EXAMINED = 100; // sequences of each class

  @Option(
      names = "--sequences",
      paramLabel = "N",
      defaultValue = "100",
      description = "Of each gesture, to learn from. Default: ${DEFAULT-VALUE}.")
  private int sequences;

  @Option(
      names = "--units",
      paramLabel = "N",
      defaultValue = "100",
      description = "Of the reservoir. Default: ${DEFAULT-VALUE}.")
  private int units;

  @Mixin private LearnOptions learn = new LearnOptions();

  @Override
  public Integer call() {
    require(sequences >= 1 && sequences <= 300, "--sequences must be in [1, 300]");
    require(units >= 1 && units <= 5000, "--units must be in [1, 5000]");
    Labelled fresh = MadeSequences.GESTURES.make(EXAMINED, 2 * learn.seed() + 1);
    ReservoirClassifier classifier =
        ReservoirClassifier.learn(
            MadeSequences.GESTURES.make(sequences, 2 * learn.seed()), units, learn.seed());
    ClassifierExam exam = ClassifierExam.of(classifier, fresh);
    SymbolWeights weights = classifier.weights(facts());
    System.out.printf(
        Locale.ROOT,
        "%d weights, %d bytes per key; of %d sequences %.1f %% right at their end, %.1f %% after half, %.1f %% after a"
            + " quarter%n",
        weights.values().length,
        classifier.storage().bytes(),
        fresh.of().length,
        100 * exam.right(),
        100 * exam.half(),
        100 * exam.quarter());
    learn.write(weights);
    return 0;
  }

  private Map<String, String> facts() {
    return Map.of(
        "task", "gestures",
        "sequences", Integer.toString(sequences),
        "seed", Long.toString(learn.seed()));
  }
}
