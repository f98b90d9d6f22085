package io.recurrence.forecast.network;

/**
 * Running statistics of a series: exponential averages, kept as differences to the newest value, so
 * that single precision suffices at any level. They give the scale in which the network sees the
 * series, and what it sees of the series beyond the {@linkplain Lags window}.
 */
final class SeriesStatistics {
  static final int COUNT = 0;
  static final int SLOW = 1; // slow average - x_t
  static final int FAST = 2; // fast average - x_t
  static final int SLOPE = 3; // average of the last differences
  private static final int SCALE = 4; // average of |x - slow average|
  static final int VARIOGRAM = 5; // average of |x_t - x_{t-l}|, by lag l
  private static final int SEASONAL = VARIOGRAM + 5; // the same at the two seasons,
  private static final int SEEN = SEASONAL + 2; // and over how many pairs
  static final int STILL = SEEN + 2; // share of steps on which nothing moved
  static final int LOWEST = STILL + 1; // lowest value - x_t, forgotten slowly
  static final int HIGHEST = LOWEST + 1;

  /** The numbers kept per series. */
  static final int MEMORY = HIGHEST + 1;

  private static final int[] LAGS = {1, 2, 4, 8, 16};

  /** How many averages begin at {@link #VARIOGRAM}: one per lag, then one per season. */
  static final int DISTANCES = LAGS.length + 2;

  private SeriesStatistics() {}

  /**
   * Tells the running statistics that the newest value is now {@code above} below what it was:
   * steps without a value have moved the window, but not the memory.
   */
  static void shift(double[] h, int at, double above) {
    h[at + SLOW] += above;
    h[at + FAST] += above;
    h[at + LOWEST] = Math.min(0, h[at + LOWEST] + above);
    h[at + HIGHEST] = Math.max(0, h[at + HIGHEST] + above);
  }

  /** Learns the newest value; {@code h} belongs to the value before it. */
  static void learn(double[] h, int at, Lags lags) {
    double n = Math.min(h[at + COUNT] + 1, 1e6);
    h[at + COUNT] = n;
    double step = -lags.above(1); // x_t - x_{t-1}
    double slow = (h[at + SLOW] - step) * (1 - Math.max(1 / n, 0.02));
    double fast = (h[at + FAST] - step) * (1 - Math.max(1 / n, 0.2));
    h[at + SLOW] = slow;
    h[at + FAST] = fast;
    h[at + LOWEST] = Math.min(0, (h[at + LOWEST] - step) * 0.999);
    h[at + HIGHEST] = Math.max(0, (h[at + HIGHEST] - step) * 0.999);
    if (n == 1) {
      return;
    }
    double m = n - 1;
    h[at + SLOPE] += Math.max(1 / m, 0.1) * (step - h[at + SLOPE]);
    h[at + SCALE] += Math.max(1 / m, 0.01) * (Math.abs(slow) - h[at + SCALE]);
    h[at + STILL] += Math.max(1 / m, 0.02) * ((step == 0 ? 1 : 0) - h[at + STILL]);
    for (int i = 0; i < LAGS.length; i++) {
      if (n > LAGS[i]) {
        double rate = Math.max(1 / (n - LAGS[i]), 0.02);
        double distance = Math.abs(lags.above(LAGS[i]));
        h[at + VARIOGRAM + i] += rate * (distance - h[at + VARIOGRAM + i]);
      }
    }
    seasonal(h, at, 0, lags, lags.season().first());
    seasonal(h, at, 1, lags, lags.season().second());
  }

  private static void seasonal(double[] h, int at, int which, Lags lags, int season) {
    if (season > 0 && season < lags.length()) {
      double seen = Math.min(h[at + SEEN + which] + 1, 1e6);
      h[at + SEEN + which] = seen;
      double distance = Math.abs(lags.above(season));
      h[at + SEASONAL + which] += Math.max(1 / seen, 0.02) * (distance - h[at + SEASONAL + which]);
    }
  }

  /** The scale of the series; 0 while it has not moved. */
  static double scale(double[] h, int at) {
    double move = h[at + VARIOGRAM];
    double scale = Math.max(h[at + SCALE], 0.25 * move);
    return scale > 1e-300 ? scale : 0;
  }

  /** 1 / scale; 0 while the series has not moved. */
  static double unit(double[] h, int at) {
    double scale = scale(h, at);
    return scale == 0 ? 0 : 1 / scale;
  }

  /**
   * A first guess of the error of a forecast of {@code ahead} steps: the smaller of how far the
   * series moves in as many steps and in a season.
   */
  static double width(double[] h, int at, int ahead) {
    int i = 0;
    while (i < LAGS.length - 1 && LAGS[i + 1] <= ahead && h[at + COUNT] > LAGS[i + 1]) {
      i++;
    }
    double width = h[at + VARIOGRAM + i];
    if (i < LAGS.length - 1 && h[at + COUNT] > LAGS[i + 1]) {
      double part = (double) (ahead - LAGS[i]) / (LAGS[i + 1] - LAGS[i]);
      width += part * (h[at + VARIOGRAM + i + 1] - width);
    }
    if (h[at + SEEN] > 0) {
      width = Math.min(width, h[at + SEASONAL]);
    }
    return Math.max(width, 0.004 * scale(h, at));
  }
}
