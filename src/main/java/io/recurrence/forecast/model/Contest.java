package io.recurrence.forecast.model;

/**
 * How the rate of a smoothing is chosen online: candidates side by side, judged by their discounted
 * squared errors.
 */
final class Contest {
  private static final double DISCOUNT = 0.99;

  private Contest() {}

  /** The score after one more error; less is better. */
  static double score(double score, double error) {
    return DISCOUNT * score + error * error;
  }

  /**
   * The candidate with the least score; scores stand at {@code first}, {@code first + stride}, …
   */
  static int winner(double[] h, int first, int stride, int candidates) {
    int best = 0;
    for (int i = 1; i < candidates; i++) {
      if (h[first + stride * i] < h[first + stride * best]) {
        best = i;
      }
    }
    return best;
  }
}
