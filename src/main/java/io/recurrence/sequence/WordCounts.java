package io.recurrence.sequence;

/**
 * What a sequence is by how often each of its symbols stands in it, wherever: logistic regression
 * on counts (a bag of words), which a classifier that reads in order has to beat.
 *
 * <pre>P(class 1) = σ(b + Σ_k a_k count_k)</pre>
 */
public final class WordCounts {
  private static final double RATE = .05;

  private final double[] a;
  private double b;

  private WordCounts(int symbols) {
    this.a = new double[symbols];
  }

  /**
   * Learns from reviews, one after the other, with a rate that falls to nothing.
   *
   * @param passes through them
   */
  public static WordCounts learn(MadeReviews reviews, int passes) {
    WordCounts words = new WordCounts(reviews.alphabet().size());
    int[][] x = reviews.symbols();
    int steps = passes * x.length;
    for (int n = 0; n < steps; n++) {
      int i = n % x.length;
      double error = reviews.of()[i] - words.probability(x[i]);
      double move = RATE * (1 - (double) n / steps) * error;
      words.b += move;
      for (int symbol : x[i]) {
        words.a[symbol] += move;
      }
    }
    return words;
  }

  /** Of class 1. */
  double probability(int[] symbols) {
    double score = b;
    for (int symbol : symbols) {
      score += a[symbol];
    }
    return 1 / (1 + StrictMath.exp(-score));
  }
}
