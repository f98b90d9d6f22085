package io.recurrence.evaluate.everyday;

/**
 * The rule that people write first: a value is flagged where it is more than {@value #LIMIT}
 * standard deviations from the mean of the values before it.
 */
final class RollingScore implements FlagRule {
  static final int LIMIT = 4;
  private static final int LEAST = 30; // values before anything is flagged

  private final double[] window;
  private long seen;

  /**
   * @param rows that mean and deviation are taken of
   */
  RollingScore(int rows) {
    this.window = new double[rows];
  }

  @Override
  public boolean flags(long time, double x) {
    int n = (int) Math.min(seen, window.length);
    boolean flagged = false;
    if (n >= LEAST) {
      double mean = 0;
      for (int i = 0; i < n; i++) {
        mean += window[i] / n;
      }
      double squares = 0;
      for (int i = 0; i < n; i++) {
        squares += (window[i] - mean) * (window[i] - mean);
      }
      flagged = Math.abs(x - mean) > LIMIT * Math.sqrt(squares / (n - 1));
    }
    window[(int) (seen++ % window.length)] = x;
    return flagged;
  }
}
