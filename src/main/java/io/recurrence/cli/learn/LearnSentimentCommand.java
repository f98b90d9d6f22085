package io.recurrence.cli.learn;

import static io.recurrence.cli.UsageException.require;

import io.recurrence.sequence.MadeReviews;
import io.recurrence.sequence.SymbolClassifier;
import io.recurrence.sequence.WordCounts;
import io.recurrence.symbol.SymbolWeights;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Teaches a network whether a short review is positive or negative. */
@Command(
    name = "sentiment",
    mixinStandardHelpOptions = true,
    header = "Teaches a recurrent network whether a short review is positive or negative.",
    description = {
      "",
      "Reviews are made by a grammar in which a negation turns around what it governs: \"not bad at all\", \"nobody would"
          + " call the food good\". The network is examined on reviews that it has not learned from, beside logistic"
          + " regression on the counts of words, which are blind to negation. Examples:",
      "",
      "  recurrence learn sentiment",
      "  recurrence learn sentiment --hidden 24 --out reviews",
      ""
    })
final class LearnSentimentCommand implements Callable<Integer> {
  private static final int EXAMINED = 2000;
  private static final int COUNT_PASSES = 20;
  private static final int SHOWN = 5;

  @Option(
      names = "--reviews",
      paramLabel = "N",
      defaultValue = "5000",
      description = "To learn from. Default: ${DEFAULT-VALUE}.")
  private int reviews;

  @Option(
      names = "--embedding",
      paramLabel = "N",
      defaultValue = "8",
      description = "Numbers that stand for a word. Default: ${DEFAULT-VALUE}.")
  private int embedding;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      defaultValue = "24",
      description = "Gated recurrent units. Default: ${DEFAULT-VALUE}.")
  private int hidden;

  @Option(
      names = "--passes",
      paramLabel = "N",
      defaultValue = "20",
      description = "How often the reviews are read. Default: ${DEFAULT-VALUE}.")
  private int passes;

  @Mixin private LearnOptions learn = new LearnOptions();

  @Override
  public Integer call() {
    require(reviews >= 16 && reviews <= 20_000, "--reviews must be in [16, 20000]");
    require(embedding >= 1 && embedding <= 256, "--embedding must be in [1, 256]");
    require(hidden >= 1 && hidden <= 512, "--hidden must be in [1, 512]");
    require(passes >= 1 && passes <= 1000, "--passes must be in [1, 1000]");
    MadeReviews made = new MadeReviews(reviews, false, 2 * learn.seed());
    MadeReviews fresh = new MadeReviews(EXAMINED, true, 2 * learn.seed() + 1);
    SymbolClassifier classifier = made.learn(embedding, hidden, passes, learn.seed());
    SymbolWeights weights = classifier.weights(facts());
    System.out.printf(
        Locale.ROOT,
        "%d weights, %d bytes per key; of %d unseen reviews %.1f %% right, by counts of words %.1f %%%n",
        weights.values().length,
        classifier.storage().bytes(),
        EXAMINED,
        100 * fresh.right(classifier),
        100 * fresh.right(WordCounts.learn(made, COUNT_PASSES)));
    for (int i = 0; i < SHOWN; i++) {
      System.out.printf(
          Locale.ROOT, "  %.3f positive: %s%n", positive(classifier, fresh.text(i)), fresh.text(i));
    }
    learn.write(weights);
    return 0;
  }

  private static double positive(SymbolClassifier classifier, String text) {
    double[] h = new double[classifier.size()];
    double[] p = new double[classifier.classes()];
    for (String word : List.of(text.split(" "))) {
      classifier.step(h, new double[] {classifier.index(word)});
    }
    classifier.whole(h, p);
    return p[1];
  }

  private Map<String, String> facts() {
    return Map.of(
        "task", "sentiment",
        "reviews", Integer.toString(reviews),
        "passes", Integer.toString(passes),
        "seed", Long.toString(learn.seed()));
  }
}
