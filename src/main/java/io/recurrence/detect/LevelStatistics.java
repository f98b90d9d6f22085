package io.recurrence.detect;

import io.recurrence.core.ElementaryFunctions;
import java.util.Arrays;

/**
 * Four signed statistics of where a series lies and how much it moves, each compared with its own
 * {@linkplain Histories history}: a value, the mean of 5 and the mean of 15, each against a longer
 * mean that does not hold it, and the mean distance of late to the usual one.
 *
 * <pre>
 * D1 = z - L20,  D5 = M5 - L60,  D15 = M15 - L180
 * V  = ln(mean |D1| over 30 / over 240)
 * </pre>
 *
 * <p>Long means hardly learn rare values; values that stay where they hardly ever were are a new
 * level, which the means take at once.
 */
final class LevelStatistics {
  static final int DOUBLES = 6;
  static final int SINGLES = 2;
  static final int SHORTS = 1;
  static final int D1 = 0;
  static final int D5 = 1;
  static final int D15 = 2;
  static final int SPREAD = 3;
  static final int STATISTICS = 4;

  private static final double[] SHORT = {1, 5, 15}; // memory of the means, in values
  private static final double[] LONG = {20, 60, 180};
  private static final double SPREAD_SHORT = 30;
  private static final double SPREAD_LONG = 240;
  private static final double RARE_PROBABILITY =
      .005; // probability below which long means learn less
  private static final int RARE_FROM = 50; // values before that
  private static final double MIN_CHANGE = 1e-9; // change of the spread that is none
  private static final double STILLER =
      ElementaryFunctions.ln(.5); // change of the spread that is seen
  private static final double SHIFT_EVIDENCE = 5; // a new level: rare values,
  private static final double SHIFT_STEADY = .25; // as steady as this, compared with the shift,
  private static final int SHIFT_RUN = 5; // so many in a row
  private static final double LASTING = .5; // part of a shift that was there before this value

  private static final int M = 0; // means of 1, 5, 15
  private static final int L = 3; // means of 20, 60, 180
  private static final int SPREAD_NOW = 0;
  private static final int SPREAD_USUAL = 1;

  /** The statistics of the value that came last, and the evidence of each. */
  final double[] value = new double[STATISTICS];

  final double[] evidence = new double[STATISTICS];

  private final Histories histories;
  private final int at;
  private final int singles;
  private final int rare; // values in a row, negative below
  private double clipped; // the value, as far as it counts for means
  private double distance; // of it

  LevelStatistics(Histories histories, int at, int singles, int shorts) {
    this.histories = histories;
    this.at = at;
    this.singles = singles;
    this.rare = shorts;
  }

  /** The first value. */
  void begin(double[] h, double z) {
    Arrays.fill(h, at, at + DOUBLES, z);
  }

  /** The series has moved by so much while it was closed. */
  void move(double[] h, double by) {
    for (int i = 0; i < DOUBLES; i++) {
      h[at + i] += by;
    }
  }

  /**
   * Moves the short means on, and takes the statistics of a value.
   *
   * @param z without the part of the season
   * @param min differences up to this are none
   * @param n values before this one
   */
  void observe(double[] h, double z, double min, double n, double lnMass, boolean warm) {
    double away = z - h[at + L];
    clipped = z;
    double bound = n > RARE_FROM ? histories.beyond(h, D1) : 0;
    if (bound > 0) { // one wild value must not fill the means for long
      clipped = h[at + L] + Math.max(-bound, Math.min(bound, away));
    }
    h[at + M] = z;
    for (int k = D5; k <= D15; k++) {
      h[at + M + k] += (clipped - h[at + M + k]) / SHORT[k];
    }
    for (int k = D1; k <= D15; k++) {
      double difference = h[at + M + k] - h[at + L + k];
      value[k] = Math.abs(difference) > min ? difference : 0;
    }
    distance = value[D1] == 0 ? 0 : Math.abs(clipped - h[at + L]);
    h[singles + SPREAD_NOW] +=
        (distance - h[singles + SPREAD_NOW]) * Math.max(1 / SPREAD_SHORT, 1 / (n + 2));
    double ratio = (h[singles + SPREAD_NOW] + min) / (h[singles + SPREAD_USUAL] + min);
    double change = n == 0 ? 0 : ElementaryFunctions.ln(ratio);
    value[SPREAD] = Math.abs(change) > MIN_CHANGE ? change : 0;
    for (int k = 0; k < STATISTICS; k++) {
      evidence[k] = warm && value[k] != 0 ? histories.surprise(h, k, value[k], lnMass) : 0;
    }
  }

  /** The quadratic mean of the evidence: scales that agree count, a clear one is not outvoted. */
  double combined() {
    double sum = 0;
    for (double e : evidence) {
      sum += e * e;
    }
    return Math.sqrt(sum / STATISTICS);
  }

  /** The statistic that gives the most evidence. */
  int strongest() {
    int strongest = 0;
    for (int k = 1; k < STATISTICS; k++) {
      strongest = evidence[k] > evidence[strongest] ? k : strongest;
    }
    return strongest;
  }

  /** Whether a mean was away from its longer one before this value came. */
  boolean lasting(double[] h, int k) {
    double before = value[k] - (clipped - h[at + L + k] - value[k]) / (SHORT[k] - 1);
    return k != D1 && before * value[k] > 0 && Math.abs(before) > LASTING * Math.abs(value[k]);
  }

  /** The level by the shorter mean of a statistic. */
  double now(double[] h, int k) {
    return h[at + M + k];
  }

  /** The level by the longer mean of a statistic. */
  double before(double[] h, int k) {
    return h[at + L + k];
  }

  /** How many values the shorter mean of a statistic is of. */
  static int values(int k) {
    return (int) SHORT[k];
  }

  /** How many values its longer mean is of. */
  static int longValues(int k) {
    return (int) LONG[k];
  }

  /** Whether values lie half as far from their level as usual at most, with so much evidence. */
  boolean stiller(double min) {
    return value[SPREAD] < STILLER && evidence[SPREAD] >= min;
  }

  /** The mean distance of late. */
  double spread(double[] h) {
    return h[singles + SPREAD_NOW];
  }

  /** The usual mean distance. */
  double usualDistance(double[] h) {
    return h[singles + SPREAD_USUAL];
  }

  /**
   * Learns the statistics.
   *
   * @param which evidence is too much to be learned now
   */
  void learn(double[] h, double n, boolean warm, double which) {
    for (int k = 0; k < STATISTICS; k++) {
      if (value[k] != 0 && evidence[k] < which) {
        histories.learn(h, k, value[k], !warm);
      }
    }
    double young = 1 / (n + 2);
    for (int k = D1; k <= D15; k++) {
      double rate = Math.max(1 / LONG[k], young) * weight(evidence[k], n);
      h[at + L + k] += rate * (clipped - h[at + L + k]);
    }
    shift(h);
    double rate = Math.max(1 / SPREAD_LONG, young) * weight(evidence[SPREAD], n);
    h[singles + SPREAD_USUAL] += rate * (distance - h[singles + SPREAD_USUAL]);
  }

  private static double weight(double evidence, double n) {
    return n > RARE_FROM ? Math.min(1, ElementaryFunctions.exp(-evidence) / RARE_PROBABILITY) : 1;
  }

  /** Values that stay where they hardly ever were are a new level: the means go there at once. */
  private void shift(double[] h) {
    double mean = h[at + M + D5];
    boolean steady = Math.abs(h[at + M] - mean) <= SHIFT_STEADY * Math.abs(mean - h[at + L]);
    if (evidence[D1] < SHIFT_EVIDENCE || !steady) {
      h[rare] = 0;
      return;
    }
    h[rare] = value[D1] > 0 ? Math.max(0, h[rare]) + 1 : Math.min(0, h[rare]) - 1;
    if (Math.abs(h[rare]) >= SHIFT_RUN) {
      h[at + M + D15] = h[at + L] = h[at + L + D5] = h[at + L + D15] = mean;
      h[rare] = 0;
    }
  }
}
