package io.recurrence.forecast.network;

import static io.recurrence.forecast.network.FastFunctions.log2;
import static io.recurrence.forecast.network.FastFunctions.squash;
import static io.recurrence.forecast.network.FastFunctions.squashRatio;

/**
 * The inputs of the {@link Head} for one step of the horizon: simple forecasts of the step, of
 * which the network makes its own, and where the step lies. In units of the scale of the series, as
 * the {@linkplain NetworkInputs inputs of the layers}. Serves one thread.
 */
final class HeadInputs {
  /** Simple forecasts of a step. */
  static final int PATHS = 16;

  /** Inputs of a step: the simple forecasts, squashed, then where the step lies. */
  static final int LOCAL = PATHS + 11;

  private static final double MAX_VALUE = 50; // of a path, in units of the scale

  private final double[] paths = new double[PATHS];

  /**
   * Writes the inputs of a row of the head, and the width of its quantiles to begin with.
   *
   * @param h with statistics at {@code at}, which have learned the newest value
   * @param ahead k, the step, counted from 1
   * @return 1 / scale, the unit in which the row is; 0 while the series has not moved
   */
  double write(double[] h, int at, Lags lags, int ahead, Head head, int row) {
    double unit = SeriesStatistics.unit(h, at);
    simpleForecasts(h, at, lags, ahead);
    int c = row * PATHS;
    int v = row * LOCAL;
    for (int i = 0; i < PATHS; i++) {
      double path = Math.max(-MAX_VALUE, Math.min(MAX_VALUE, paths[i] * unit));
      head.paths[c + i] = (float) path;
      head.local[v + i] = squash(path);
    }
    double width = SeriesStatistics.width(h, at, ahead);
    place(lags, ahead, width * unit, head.local, v + PATHS);
    head.width[row] = (float) (width * unit);
    return unit;
  }

  /** Forecasts as differences to the newest value. */
  private void simpleForecasts(double[] h, int at, Lags lags, int ahead) {
    int first = lags.season().first();
    int second = lags.season().second();
    int lag = Lags.seasonal(first, ahead);
    int longer = Lags.seasonal(second, ahead);
    double slope = h[at + SeriesStatistics.SLOPE];
    paths[0] = lags.above(lag);
    paths[1] = lag + first < lags.length() ? lags.above(lag + first) : paths[0];
    paths[2] = lags.above(longer);
    paths[3] = lags.profile(first, ahead);
    paths[4] = h[at + SeriesStatistics.SLOW];
    paths[5] = h[at + SeriesStatistics.FAST];
    paths[6] = slope * ahead;
    paths[7] = slope * (ahead < 10 ? ahead * (1 - 0.05 * (ahead - 1)) : 5.5); // damped
    paths[8] = lags.above(first);
    paths[9] = lags.profile(first, 0);
    paths[10] = lags.above(second);
    paths[11] = lags.above(1);
    paths[12] =
        first == 0
            ? 0
            : (lags.above(Lags.seasonal(first, Math.max(1, ahead - 1)))
                    + paths[0]
                    + lags.above(Lags.seasonal(first, ahead + 1)))
                / 3;
    paths[13] = lags.mean(first, 0);
    paths[14] = lags.mean(first, second);
    paths[15] = longer + second < lags.length() ? lags.above(longer + second) : paths[2];
  }

  private static void place(Lags lags, int ahead, double width, float[] v, int to) {
    Season season = lags.season();
    int first = season.first();
    int second = season.second();
    v[to] = ahead / 48f;
    v[to + 1] = (float) log2(ahead) / 6;
    v[to + 2] = first == 0 ? 0 : (float) Math.min(2, (double) ahead / first);
    v[to + 3] = first > 0 && Lags.seasonal(first, ahead) < lags.length() ? 1 : 0;
    v[to + 4] = second > 0 && Lags.seasonal(second, ahead) < lags.length() ? 1 : 0;
    v[to + 5] = squashRatio(width);
    v[to + 6] = 0;
    v[to + 7] = 0;
    v[to + 8] = 0;
    v[to + 9] = 0;
    v[to + 10] = 1f / ahead;
    season.phase(first, lags.time(), ahead, v, to + 6);
    season.phase(second, lags.time(), ahead, v, to + 8);
  }
}
