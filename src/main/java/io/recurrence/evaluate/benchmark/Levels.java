package io.recurrence.evaluate.benchmark;

/** The quantile levels that every benchmark asks for. */
public final class Levels {
  /** Ascending; symmetric about the median. */
  static final double[] ALL = {
    0.025, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.975
  };

  /** Where 0.1, 0.2 … 0.9 stand. */
  static final int[] DECILES = {1, 2, 4, 5, 6, 7, 8, 10, 11};

  /** Where the ends of the central intervals stand: 50, 80 and 95 %. */
  static final int[][] CENTRAL = {{3, 9}, {1, 11}, {0, 12}};

  static final int COUNT = ALL.length;

  /** Where the ends of the central 95 % interval stand. */
  public static final int LOWER_95 = 0;

  public static final int UPPER_95 = COUNT - 1;

  private Levels() {}

  /** {@code quantiles: [...]}, as a pipeline file would say it. */
  static String setting() {
    StringBuilder text = new StringBuilder("quantiles=[");
    for (int i = 0; i < COUNT; i++) {
      text.append(i == 0 ? "" : ", ").append(ALL[i]);
    }
    return text.append(']').toString();
  }
}
