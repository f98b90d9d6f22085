package io.recurrence.detect;

import io.recurrence.core.Expectation;

/**
 * How far what is usual at this time of the season is to be believed: as far as it forecasts better
 * than a level alone. Both are corrected by their mean error over the last hour or dozen values, so
 * that only the movement of the season counts.
 */
final class SeasonTrust {
  static final int DOUBLES = 3;
  static final int SINGLES = 6;

  private static final int USUAL = 0; // the last one
  private static final int CENTRE = 1; // its slow mean
  private static final int LEVEL = 2; // mean of x

  private static final int SEASON_LEVEL = 0; // mean of x - usual
  private static final int SEASON_ERROR = 1;
  private static final int LEVEL_ERROR = 2;
  private static final int TRUST = 3;
  private static final int SEEN = 4;
  private static final int FINER = 5; // bins by which histories have been restated

  private static final double LEAST_MEMORY = 12; // of the levels, in values;
  private static final double HOUR = 3_600_000; // an hour, where that is more
  private static final double CENTRE_MEMORY = 300;
  private static final double ERROR_RATE = .003;
  private static final double ERROR_BOUND = 6; // mean errors
  private static final int YOUNG = 10;
  private static final int WARM_UP = 20;
  private static final double FULL = .5; // gain in error that is trusted in full
  private static final double RESTATED = .25; // trust from which the histories are in finer units
  private static final double GREATEST_GAIN = .05;
  private static final double MOST = 1e6;

  private final int at;
  private final int singles;

  SeasonTrust(int at, int singles) {
    this.at = at;
    this.singles = singles;
  }

  /** The part of {@code x} that is the season's. */
  double part(double[] h, Expectation expected, double x) {
    boolean known = expected.hasUsual();
    if (known && h[singles + SEEN] == 0) {
      h[at + CENTRE] = expected.usual();
      h[singles + SEASON_LEVEL] = x - expected.usual();
      h[at + LEVEL] = x;
    }
    if (known) {
      h[at + USUAL] = expected.usual();
    }
    return known || h[singles + SEEN] > 0
        ? h[singles + TRUST] * (h[at + USUAL] - h[at + CENTRE])
        : 0;
  }

  double trust(double[] h) {
    return h[singles + TRUST];
  }

  boolean trusted(double[] h) {
    return h[singles + TRUST] > FULL;
  }

  /**
   * Learns how well the season foretold {@code x}.
   *
   * @param pace milliseconds from value to value
   * @return by how many bins finer histories are henceforth, mostly 0
   */
  double learn(double[] h, double usual, double x, long pace) {
    double seen = h[singles + SEEN];
    double memory = Math.max(LEAST_MEMORY, HOUR / Math.max(1, pace));
    double rate = Math.max(ERROR_RATE, 1 / (seen + 1));
    double bound =
        seen < YOUNG
            ? Double.MAX_VALUE
            : ERROR_BOUND * Math.max(h[singles + SEASON_ERROR], h[singles + LEVEL_ERROR]);
    error(h, singles + LEVEL_ERROR, at + LEVEL, x, memory, rate, bound);
    error(h, singles + SEASON_ERROR, singles + SEASON_LEVEL, x - usual, memory, rate, bound);
    h[at + CENTRE] += Math.max(1 / CENTRE_MEMORY, 1 / (seen + 1)) * (usual - h[at + CENTRE]);
    h[singles + SEEN] = Math.min(seen + 1, MOST);
    double ratio =
        h[singles + LEVEL_ERROR] > 0 ? h[singles + SEASON_ERROR] / h[singles + LEVEL_ERROR] : 1;
    h[singles + TRUST] = seen < WARM_UP ? 0 : Math.max(0, Math.min(1, (1 - ratio) / FULL));
    if (h[singles + TRUST] < RESTATED) {
      return 0;
    }
    double finer = Histories.bins(1 / Math.max(GREATEST_GAIN, ratio));
    double more = Math.max(0, finer - h[singles + FINER]);
    h[singles + FINER] += more;
    return more;
  }

  private static void error(
      double[] h, int error, int level, double x, double memory, double rate, double bound) {
    double missed = Math.min(bound, Math.abs(x - h[level]));
    h[error] += rate * (missed - h[error]);
    h[level] += (x - h[level]) / memory;
  }
}
