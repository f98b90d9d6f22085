package io.recurrence.forecast.network;

import static io.recurrence.forecast.network.FastFunctions.log2;
import static io.recurrence.forecast.network.FastFunctions.squash;
import static io.recurrence.forecast.network.FastFunctions.squashRatio;

import java.util.Arrays;

/**
 * The inputs of the recurrent layers: differences to the newest value in units of the {@linkplain
 * SeriesStatistics#scale scale} of the series, so that stretching a series stretches its forecasts
 * and does nothing else. Of the level they hold how far the newest value lies from 0, since many
 * series do not fall below it. All of it is causal.
 */
final class NetworkInputs {
  /** Changes whenever the inputs of the network, or of its head, change their meaning. */
  static final int LAYOUT = 1;

  /** How many inputs there are at a step. */
  static final int SIZE = 34;

  private NetworkInputs() {}

  /**
   * Writes the inputs at the newest value.
   *
   * @param h with statistics at {@code at}, which have learned the newest value
   * @param u inputs, from {@code to} on
   */
  static void write(double[] h, int at, Lags lags, float[] u, int to) {
    Arrays.fill(u, to, to + SIZE, 0);
    double count = h[at + SeriesStatistics.COUNT];
    u[to] = (float) (1 / Math.sqrt(count));
    double unit = SeriesStatistics.unit(h, at);
    if (unit == 0) {
      return;
    }
    Season season = lags.season();
    int first = season.first();
    int second = season.second();
    double slow = h[at + SeriesStatistics.SLOW];
    u[to + 1] = squash(slow * unit);
    u[to + 2] = squash(h[at + SeriesStatistics.FAST] * unit);
    u[to + 3] = squash(lags.above(1) * unit);
    u[to + 4] = squash(lags.above(2) * unit);
    u[to + 5] = squash(lags.above(first) * unit);
    u[to + 6] = squash(lags.above(first - 1) * unit);
    u[to + 7] = squash(lags.above(second) * unit);
    u[to + 8] = squash(lags.above(second - 1) * unit);
    u[to + 9] = squash(lags.profile(first, 0) * unit);
    u[to + 10] = squash(lags.profile(first, 1) * unit);
    for (int i = 0; i < SeriesStatistics.DISTANCES; i++) {
      u[to + 11 + i] = squashRatio(h[at + SeriesStatistics.VARIOGRAM + i] * unit);
    }
    u[to + 18] = (float) h[at + SeriesStatistics.STILL];
    u[to + 19] = squash(h[at + SeriesStatistics.LOWEST] * unit);
    u[to + 20] = squash(h[at + SeriesStatistics.HIGHEST] * unit);
    u[to + 21] = squash(lags.newest() * unit);
    u[to + 22] = first > 0 && first < lags.length() ? 1 : 0;
    u[to + 23] = second > 0 && second < lags.length() ? 1 : 0;
    u[to + 24] = first > 0 ? (float) log2(first) / 8 : 0;
    u[to + 25] = squash(h[at + SeriesStatistics.SLOPE] * unit);
    u[to + 26] = first > 0 ? (float) Math.min(1, count / (4 * first)) : 0;
    u[to + 27] = squash(-4 * slow * unit / Math.sqrt(count));
    season.phase(first, lags.time(), 0, u, to + 28);
    season.phase(second, lags.time(), 0, u, to + 30);
    u[to + 32] = squash(lags.mean(first, 0) * unit);
    u[to + 33] = squash(lags.mean(first, second) * unit);
  }
}
