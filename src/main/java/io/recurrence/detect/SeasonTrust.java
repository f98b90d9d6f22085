package io.recurrence.detect;

import io.recurrence.core.Expectation;

/**
 * How far what is usual at this time of the season is to be believed: as far as it forecasts better
 * than a level alone. Both are corrected by their mean error over the last dozen values, so that
 * only the movement of the season counts.
 */
final class SeasonTrust {
  static final int DOUBLES = 9;

  private static final int USUAL = 0; // last heard
  private static final int CENTRE = 1; // its slow mean
  private static final int SEASON_ERROR = 2;
  private static final int LEVEL_ERROR = 3;
  private static final int SEASON_LEVEL = 4; // mean of x - usual
  private static final int LEVEL = 5; // mean of x
  private static final int TRUST = 6;
  private static final int SEEN = 7;
  private static final int FINER = 8; // bins by which histories have been restated

  private static final double LEVEL_MEMORY = 12;
  private static final double CENTRE_MEMORY = 300;
  private static final double ERROR_RATE = .003;
  private static final double ERROR_BOUND = 6; // mean errors
  private static final int YOUNG = 10;
  private static final int WARM_UP = 20;
  private static final double FULL = .3; // gain in error that is trusted in full
  private static final double RESTATED = .25; // trust from which the histories are in finer units
  private static final double GREATEST_GAIN = .05;
  private static final double MOST = 1e9;

  private final int at;

  SeasonTrust(int at) {
    this.at = at;
  }

  /** The part of {@code x} that is the season's. */
  double part(double[] h, Expectation expected, double x) {
    boolean heard = expected.hasUsual();
    if (heard && h[at + SEEN] == 0) {
      h[at + CENTRE] = expected.usual();
      h[at + SEASON_LEVEL] = x - expected.usual();
      h[at + LEVEL] = x;
    }
    if (heard) {
      h[at + USUAL] = expected.usual();
    }
    return heard || h[at + SEEN] > 0 ? h[at + TRUST] * (h[at + USUAL] - h[at + CENTRE]) : 0;
  }

  double trust(double[] h) {
    return h[at + TRUST];
  }

  boolean trusted(double[] h) {
    return h[at + TRUST] > FULL;
  }

  /**
   * Learns how well the season foretold {@code x}.
   *
   * @return by how many bins finer histories are henceforth, mostly 0
   */
  double learn(double[] h, double usual, double x) {
    double seen = h[at + SEEN];
    double rate = Math.max(ERROR_RATE, 1 / (seen + 1));
    double bound =
        seen < YOUNG
            ? Double.MAX_VALUE
            : ERROR_BOUND * Math.max(h[at + SEASON_ERROR], h[at + LEVEL_ERROR]);
    error(h, LEVEL_ERROR, LEVEL, x, rate, bound);
    error(h, SEASON_ERROR, SEASON_LEVEL, x - usual, rate, bound);
    h[at + CENTRE] += Math.max(1 / CENTRE_MEMORY, 1 / (seen + 1)) * (usual - h[at + CENTRE]);
    h[at + SEEN] = Math.min(seen + 1, MOST);
    double ratio = h[at + LEVEL_ERROR] > 0 ? h[at + SEASON_ERROR] / h[at + LEVEL_ERROR] : 1;
    h[at + TRUST] = seen < WARM_UP ? 0 : Math.max(0, Math.min(1, (1 - ratio) / FULL));
    if (h[at + TRUST] < RESTATED) {
      return 0;
    }
    double finer = Histories.bins(1 / Math.max(GREATEST_GAIN, ratio));
    double more = Math.max(0, finer - h[at + FINER]);
    h[at + FINER] += more;
    return more;
  }

  private void error(double[] h, int error, int level, double x, double rate, double bound) {
    double missed = Math.min(bound, Math.abs(x - h[at + level]));
    h[at + error] += rate * (missed - h[at + error]);
    h[at + level] += (x - h[at + level]) / LEVEL_MEMORY;
  }
}
