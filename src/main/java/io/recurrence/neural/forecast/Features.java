package io.recurrence.neural.forecast;

import static io.recurrence.neural.forecast.Approximate.cosine;
import static io.recurrence.neural.forecast.Approximate.log2;
import static io.recurrence.neural.forecast.Approximate.sine;
import static io.recurrence.neural.forecast.Approximate.squash;

import java.util.Arrays;

/**
 * What the network is told of a series: differences to the newest value in units of the scale of
 * the series, so that stretching a series stretches its forecasts and does nothing else. Of the
 * level it is told how far the newest value lies from 0, since many series do not fall below it.
 * All of it is causal; the running statistics are exponential averages, kept as differences to the
 * newest value, so that single precision suffices at any level.
 */
final class Features {
  /** Changes whenever the inputs of the network change their meaning. */
  static final int LAYOUT = 1;

  /** The longest lag that is read. */
  static final int WINDOW = 340;

  private static final int COUNT = 0;
  private static final int SLOW = 1; // slow average - x_t
  private static final int FAST = 2; // fast average - x_t
  private static final int SLOPE = 3; // average of the last differences
  private static final int SCALE = 4; // average of |x - slow average|
  private static final int VARIOGRAM = 5; // average of |x_t - x_{t-l}|, by lag l
  private static final int SEASONAL = VARIOGRAM + 5; // the same at the two seasons,
  private static final int SEEN = SEASONAL + 2; // and over how many pairs
  private static final int STILL = SEEN + 2; // share of steps on which nothing moved
  private static final int LOWEST = STILL + 1; // lowest value - x_t, forgotten slowly
  private static final int HIGHEST = LOWEST + 1;

  /** The numbers kept per series. */
  static final int MEMORY = HIGHEST + 1;

  private static final int[] LAGS = {1, 2, 4, 8, 16};

  /** The inputs of the recurrent layers at a step. */
  static final int INPUTS = 34;

  /** Simple forecasts of a step, of which the network makes its own. */
  static final int PATHS = 16;

  /** The inputs of the head for one step of the horizon: the paths, squashed, and where it lies. */
  static final int LOCAL = PATHS + 11;

  private static final double LIMIT = 50; // of a path, in units of the scale

  private final double[] paths = new double[PATHS];

  /**
   * Tells the running statistics that the newest value is now {@code above} below what it was:
   * steps without a value have moved the window, but not the memory.
   */
  void shift(double[] h, int at, double above) {
    h[at + SLOW] += above;
    h[at + FAST] += above;
    h[at + LOWEST] = Math.min(0, h[at + LOWEST] + above);
    h[at + HIGHEST] = Math.max(0, h[at + HIGHEST] + above);
  }

  /** Learns the newest value; {@code h} belongs to the value before it. */
  void learn(double[] h, int at, Lags lags, Season season) {
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
    seasonal(h, at, 0, lags, season.first());
    seasonal(h, at, 1, lags, season.second());
  }

  private static void seasonal(double[] h, int at, int which, Lags lags, int season) {
    if (season > 0 && season < lags.length()) {
      double seen = Math.min(h[at + SEEN + which] + 1, 1e6);
      h[at + SEEN + which] = seen;
      double distance = Math.abs(lags.above(season));
      h[at + SEASONAL + which] += Math.max(1 / seen, 0.02) * (distance - h[at + SEASONAL + which]);
    }
  }

  /** The unit in which everything is told; 0 while the series has not moved. */
  double scale(double[] h, int at) {
    double move = h[at + VARIOGRAM];
    double scale = Math.max(h[at + SCALE], 0.25 * move);
    return scale > 1e-300 ? scale : 0;
  }

  /**
   * Writes the inputs of the recurrent layers.
   *
   * @param time of the newest value
   */
  void inputs(double[] h, int at, Lags lags, Season season, long time, float[] u, int to) {
    Arrays.fill(u, to, to + INPUTS, 0);
    double scale = scale(h, at);
    u[to] = (float) (1 / Math.sqrt(h[at + COUNT]));
    if (scale == 0) {
      return;
    }
    double unit = 1 / scale;
    int first = season.first();
    int second = season.second();
    u[to + 1] = squash(h[at + SLOW] * unit);
    u[to + 2] = squash(h[at + FAST] * unit);
    u[to + 3] = squash(lags.above(1) * unit);
    u[to + 4] = squash(lags.above(2) * unit);
    u[to + 5] = squash(lags.above(first) * unit);
    u[to + 6] = squash(lags.above(first - 1) * unit);
    u[to + 7] = squash(lags.above(second) * unit);
    u[to + 8] = squash(lags.above(second - 1) * unit);
    u[to + 9] = squash(profile(lags, first, 0) * unit);
    u[to + 10] = squash(profile(lags, first, 1) * unit);
    for (int i = 0; i < LAGS.length + 2; i++) {
      u[to + 11 + i] = ratio(h[at + VARIOGRAM + i], unit);
    }
    u[to + 18] = (float) h[at + STILL];
    u[to + 19] = squash(h[at + LOWEST] * unit);
    u[to + 20] = squash(h[at + HIGHEST] * unit);
    u[to + 21] = squash(lags.newest() * unit);
    u[to + 22] = first > 0 && first < lags.length() ? 1 : 0;
    u[to + 23] = second > 0 && second < lags.length() ? 1 : 0;
    u[to + 24] = first > 0 ? (float) log2(first) / 8 : 0;
    u[to + 25] = squash(h[at + SLOPE] * unit);
    u[to + 26] = first > 0 ? (float) Math.min(1, h[at + COUNT] / (4 * first)) : 0;
    u[to + 27] = squash(-4 * h[at + SLOW] * unit / Math.sqrt(h[at + COUNT]));
    wave(season.first(), season, time, 0, u, to + 28);
    wave(season.second(), season, time, 0, u, to + 30);
    u[to + 32] = squash(mean(lags, first, 0) * unit);
    u[to + 33] = squash(mean(lags, first, second) * unit);
  }

  /** {@code log2(x unit) / 4}, within [-2, 1]. */
  private static float ratio(double x, double unit) {
    double ratio = x * unit;
    return ratio < 0.004 ? -2 : ratio > 16 ? 1 : (float) (log2(ratio) / 4);
  }

  private static void wave(int length, Season season, long time, int ahead, float[] u, int to) {
    if (length > 0) {
      long phase = Math.floorMod(Math.floorDiv(time, season.step()) + ahead, (long) length);
      u[to] = (float) sine((double) phase / length);
      u[to + 1] = (float) cosine((double) phase / length);
    }
  }

  /** The mean of up to seven values whole seasons before the one {@code ahead} steps from now. */
  private static double profile(Lags lags, int season, int ahead) {
    if (season == 0) {
      return 0;
    }
    int within = ahead <= season ? ahead : (ahead - 1) % season + 1;
    double sum = 0;
    int n = 0;
    for (int lag = season - within; n < 7 && lag < lags.length(); lag += season) {
      if (lag > 0) {
        sum += lags.above(lag);
      }
      n++;
    }
    return n == 0 ? 0 : sum / n;
  }

  /** The mean of about 24 values spread over the season that ended {@code back} steps ago. */
  private static double mean(Lags lags, int season, int back) {
    int every = Math.max(1, season / 24);
    double sum = 0;
    int n = 0;
    for (int lag = back; lag < back + season && lag < lags.length(); lag += every) {
      sum += lags.above(lag);
      n++;
    }
    return n == 0 ? 0 : sum / n;
  }

  /** The lag of the newest value that lies whole seasons before the one {@code ahead} from now. */
  private static int lag(int season, int ahead) {
    return season == 0 ? 0 : season - 1 - (ahead - 1) % season;
  }

  /**
   * Writes what the head needs for one step of the horizon.
   *
   * @param ahead k, the step, counted from 1
   * @param unit 1 / scale
   * @param c the paths at {@code cAt}, in units of the scale
   * @param v the inputs of the head at {@code vAt}
   */
  void local(
      double[] h,
      int at,
      Lags lags,
      Season season,
      long time,
      int ahead,
      double unit,
      float[] c,
      int cAt,
      float[] v,
      int vAt) {
    int first = season.first();
    int second = season.second();
    int lag = lag(first, ahead);
    paths[0] = lags.above(lag);
    paths[1] = lag + first < lags.length() ? lags.above(lag + first) : paths[0];
    paths[2] = lags.above(lag(second, ahead));
    paths[3] = profile(lags, first, ahead);
    paths[4] = h[at + SLOW];
    paths[5] = h[at + FAST];
    paths[6] = h[at + SLOPE] * ahead;
    paths[7] = h[at + SLOPE] * (ahead < 10 ? ahead * (1 - 0.05 * (ahead - 1)) : 5.5);
    paths[8] = lags.above(first);
    paths[9] = profile(lags, first, 0);
    paths[10] = lags.above(second);
    paths[11] = lags.above(1);
    paths[12] =
        first == 0
            ? 0
            : (lags.above(lag(first, Math.max(1, ahead - 1)))
                    + paths[0]
                    + lags.above(lag(first, ahead + 1)))
                / 3;
    paths[13] = mean(lags, first, 0);
    paths[14] = mean(lags, first, second);
    int longer = lag(second, ahead) + second;
    paths[15] = longer < lags.length() ? lags.above(longer) : paths[2];
    for (int i = 0; i < PATHS; i++) {
      double path = Math.max(-LIMIT, Math.min(LIMIT, paths[i] * unit));
      c[cAt + i] = (float) path;
      v[vAt + i] = squash(path);
    }
    int to = vAt + PATHS;
    v[to] = ahead / 48f;
    v[to + 1] = (float) log2(ahead) / 6;
    v[to + 2] = first == 0 ? 0 : (float) Math.min(2, (double) ahead / first);
    v[to + 3] = first > 0 && lag < lags.length() ? 1 : 0;
    v[to + 4] = second > 0 && lag(second, ahead) < lags.length() ? 1 : 0;
    v[to + 5] = ratio(width(h, at, ahead), unit);
    v[to + 6] = 0;
    v[to + 7] = 0;
    v[to + 8] = 0;
    v[to + 9] = 0;
    v[to + 10] = 1f / ahead;
    wave(first, season, time, ahead, v, to + 6);
    wave(second, season, time, ahead, v, to + 8);
  }

  /**
   * A first guess of the error of a forecast of {@code ahead} steps: the smaller of how far the
   * series moves in as many steps and in a season.
   */
  double width(double[] h, int at, int ahead) {
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
