package io.recurrence.detect;

import io.recurrence.core.Expectation;

/**
 * How far what is usual at this time of the season is to be believed: as far as it forecasts better
 * than a level alone. Both are corrected by their mean error over the last hour or dozen values, so
 * that only the movement of the season counts; and an error counts as much as the season says that
 * the value differs from its mean, so that a job of ten minutes a night is seen beside a day of
 * nothing.
 *
 * <pre>
 * w = |usual - its slow mean|,   trust = (1 - Σ w |error of the season| / Σ w |error of the level|) / 0.5
 * </pre>
 */
final class SeasonTrust {
  static final int DOUBLES = 2;
  static final int SINGLES = 8;

  private static final int CENTRE = 0; // slow mean of what is usual
  private static final int LEVEL = 1; // mean of x

  private static final int SEASON_LEVEL = 0; // mean of x - usual
  private static final int SEASON_ERROR = 1;
  private static final int LEVEL_ERROR = 2;
  static final int MOVEMENT = 3; // usual less its slow mean, when it was last known
  private static final int SEEN = 4;
  private static final int FINER = 5; // bins by which histories have been restated
  private static final int SEASON_WEIGHTED = 6; // errors times the movement of the season
  private static final int LEVEL_WEIGHTED = 7;

  private static final double LEAST_MEMORY = 12; // of the levels, in values;
  private static final double HOUR = 3_600_000; // an hour, where that is more
  private static final double CENTRE_MEMORY = 300;
  private static final double ERROR_RATE = .003;
  private static final double WEIGHTED_MEMORY = 5 * 86_400_000.0; // of errors, as time
  private static final double ERROR_BOUND = 6; // mean errors,
  private static final double MOVEMENT_BOUND = 2; // or movements of the season
  private static final int YOUNG = 10;
  private static final int WARM_UP = 20;
  private static final double FORGOTTEN = 180; // values until no mean holds the season any more
  private static final double FULL_TRUST_GAIN = .5; // gain in error that is trusted in full
  private static final double RESTATED =
      .25; // of that, from which the histories are in finer units
  private static final double GREATEST_GAIN = .05;
  private static final double VISIBLE = .05; // part of the season's movement
  private static final double MAX_RATIO = 1e6;

  private final int at;
  private final int singles;

  SeasonTrust(int at, int singles) {
    this.at = at;
    this.singles = singles;
  }

  /** The part of {@code x} that is the season's. */
  double part(double[] h, Expectation expected, double x) {
    boolean known = expected.hasBaseline();
    if (known && h[singles + SEEN] == 0) {
      h[at + CENTRE] = expected.baseline();
      h[singles + SEASON_LEVEL] = x - expected.baseline();
      h[at + LEVEL] = x;
    }
    if (known) {
      h[singles + MOVEMENT] = expected.baseline() - h[at + CENTRE];
    }
    return trust(h) * h[singles + MOVEMENT];
  }

  double trust(double[] h) {
    double ratio = ratio(h[singles + SEASON_WEIGHTED], h[singles + LEVEL_WEIGHTED]);
    return h[singles + SEEN] <= WARM_UP
        ? 0
        : Math.max(0, Math.min(1, (1 - ratio) / FULL_TRUST_GAIN));
  }

  boolean trusted(double[] h) {
    return trust(h) > FULL_TRUST_GAIN;
  }

  /** Whether a value misses a season that is to be believed, by what a person would see. */
  boolean misses(double[] h, Expectation expected, double x) {
    double movement = Math.abs(h[singles + MOVEMENT]);
    return trusted(h) && Math.abs(x - expected.baseline()) > VISIBLE * movement;
  }

  /**
   * Learns how well the season predicted {@code x}.
   *
   * @param pace milliseconds from value to value
   * @return by how many bins finer histories are henceforth, mostly 0
   */
  double learn(double[] h, double baseline, double x, long pace) {
    double seen = h[singles + SEEN];
    double memory = Math.max(LEAST_MEMORY, HOUR / Math.max(1, pace));
    double rate = Math.max(ERROR_RATE, 1 / (seen + 1));
    double bound =
        seen < YOUNG
            ? Double.MAX_VALUE
            : ERROR_BOUND * Math.max(h[singles + SEASON_ERROR], h[singles + LEVEL_ERROR]);
    double movement = Math.abs(baseline - h[at + CENTRE]);
    double max = Math.max(bound, MOVEMENT_BOUND * movement);
    double errors = Math.max(1 / ERROR_RATE, WEIGHTED_MEMORY / Math.max(1, pace));
    double slow = 1 / Math.min(seen + 1, errors);
    double bySeason = Math.min(max, Math.abs(x - baseline - h[singles + SEASON_LEVEL]));
    double byLevel = Math.min(max, Math.abs(x - h[at + LEVEL]));
    h[singles + SEASON_WEIGHTED] += slow * (movement * bySeason - h[singles + SEASON_WEIGHTED]);
    h[singles + LEVEL_WEIGHTED] += slow * (movement * byLevel - h[singles + LEVEL_WEIGHTED]);
    error(h, singles + LEVEL_ERROR, at + LEVEL, x, memory, rate, bound);
    error(h, singles + SEASON_ERROR, singles + SEASON_LEVEL, x - baseline, memory, rate, bound);
    h[at + CENTRE] += Math.max(1 / CENTRE_MEMORY, 1 / (seen + 1)) * (baseline - h[at + CENTRE]);
    h[singles + SEEN] = Math.min(seen + 1, MAX_RATIO);
    double ratio = ratio(h[singles + SEASON_ERROR], h[singles + LEVEL_ERROR]);
    if (seen < WARM_UP || 1 - ratio < RESTATED * FULL_TRUST_GAIN) {
      return 0;
    }
    double grown = Math.min(1, (seen - WARM_UP) / FORGOTTEN);
    double finer = grown * Histories.bins(1 / Math.max(GREATEST_GAIN, ratio));
    double more = Math.max(0, finer - h[singles + FINER]);
    h[singles + FINER] += more;
    return more;
  }

  private static double ratio(double season, double level) {
    return level > 0 ? season / level : 1;
  }

  private static void error(
      double[] h, int error, int level, double x, double memory, double rate, double bound) {
    double missed = Math.min(bound, Math.abs(x - h[level]));
    h[error] += rate * (missed - h[error]);
    h[level] += (x - h[level]) / memory;
  }
}
