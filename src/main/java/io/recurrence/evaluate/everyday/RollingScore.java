package io.recurrence.evaluate.everyday;

import java.time.Duration;

/**
 * The rule that people write first: a value is flagged where it is more than {@value #DEVIATIONS}
 * standard deviations from the mean of the day before it.
 */
final class RollingScore implements Rival.Rule {
  static final int DEVIATIONS = 4;
  private static final int MIN_ROWS = 96; // rows of the window, where a day has fewer
  private static final int MAX_ROWS = 1440; // where a day has more
  private static final int WARM_UP = 30; // values before anything is flagged

  private final double[] window;
  private long seen;

  /** A rule over the last rows. */
  RollingScore(int rows) {
    this.window = new double[rows];
  }

  static Rival rival() {
    return new Rival(
        "z-score",
        series -> {
          long day = Duration.ofDays(1).toMillis() / series.step();
          return new RollingScore((int) Math.min(MAX_ROWS, Math.max(MIN_ROWS, day)));
        });
  }

  @Override
  public boolean flags(long time, double x) {
    int n = (int) Math.min(seen, window.length);
    boolean flagged = false;
    if (n >= WARM_UP) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += window[i];
      }
      double mean = sum / n;
      double squares = 0;
      for (int i = 0; i < n; i++) {
        squares += (window[i] - mean) * (window[i] - mean);
      }
      flagged = Math.abs(x - mean) > DEVIATIONS * Math.sqrt(squares / (n - 1));
    }
    window[(int) (seen++ % window.length)] = x;
    return flagged;
  }
}
