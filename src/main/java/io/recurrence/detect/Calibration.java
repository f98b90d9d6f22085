package io.recurrence.detect;

import io.recurrence.core.ElementaryFunctions;

/**
 * From evidence to probability: the evidence that candidates pass once in 100, 1000 and 10,000
 * values. It starts where series without anomalies of twelve kinds have it, and is then moved by
 * the series' own rate (stochastic approximation: Robbins and Monro, 1951), so that in the long run
 * a score of {@code 1 - p} is passed as often as it says.
 *
 * <p>In the memory: the evidence of the first, and the distances to the second and the third.
 */
final class Calibration {
  static final int SIZE = 3;

  /** How evidence is distributed where nothing is strange. */
  static final class Law {
    /** Of the alarm. */
    static final Law OF_ALARMS =
        new Law(
            new double[] {2.1, 2.75, 1.7},
            new double[] {1, .7, .5},
            new double[] {6, 8, 8},
            new double[] {0, .25, .5, .75, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7},
            new double[] {
              0, .02, .145, .37, .65, .97, 1.31, 2.0, 2.73, 3.38, 4.77, 6.03, 7.2, 8.5
            });

    /** Of single records. */
    static final Law OF_RECORDS =
        new Law(
            new double[] {3.62, .94, .65},
            new double[] {3.2, .6, .4},
            new double[] {4.2, 1.5, 1.2},
            new double[] {0, .5, 1, 1.25, 1.62, 2.12, 2.47, 2.82, 3.26, 3.62},
            new double[] {0, .02, .12, .27, .693, 1.609, 2.303, 2.996, 3.912, 4.605});

    private final double[] start;
    private final double[] lowest;
    private final double[] highest;
    private final double[] evidence;
    private final double[] surprise;

    /**
     * A law.
     *
     * @param start evidence passed once in 100 values, the distance to that passed once in 1000,
     *     and from there to once in 10,000
     * @param lowest of these three
     * @param highest of these three
     * @param evidence and the {@code -ln P} of more of it, below the first of these
     */
    private Law(
        double[] start, double[] lowest, double[] highest, double[] evidence, double[] surprise) {
      this.start = start;
      this.lowest = lowest;
      this.highest = highest;
      this.evidence = evidence;
      this.surprise = surprise;
    }
  }

  private static final double[] RATES = {1e-2, 1e-3, 1e-4};
  private static final double[] PRIORS = {30, 10, 2}; // exceedances that the start is worth
  private static final double[] MOST = {300, 300, 100}; // and how many are remembered
  private static final double FOLD = .75; // change of evidence for a factor e of probability
  private static final double LN_10 = ElementaryFunctions.ln(10);
  private static final double MOST_DECADES = 15;

  private final int at;
  private final Law law;

  Calibration(int at, Law law) {
    this.at = at;
    this.law = law;
  }

  void start(double[] h) {
    System.arraycopy(law.start, 0, h, at, SIZE);
  }

  /** The share of ordinary values of which there is as much evidence. */
  double probability(double[] h, double evidence, boolean candidate) {
    if (!candidate || evidence < h[at]) {
      return RATES[0] + (1 - RATES[0]) * ElementaryFunctions.exp(-bulk(evidence));
    }
    double beyond = evidence - h[at];
    double decades = beyond < h[at + 1] ? beyond / h[at + 1] : 1 + (beyond - h[at + 1]) / h[at + 2];
    return ElementaryFunctions.exp(-LN_10 * Math.min(MOST_DECADES, 2 + decades));
  }

  private double bulk(double evidence) {
    double[] u = law.evidence;
    int i = 1;
    while (i < u.length - 1 && evidence > u[i]) {
      i++;
    }
    double share = (evidence - u[i - 1]) / (u[i] - u[i - 1]);
    return law.surprise[i - 1] + (law.surprise[i] - law.surprise[i - 1]) * share;
  }

  /**
   * Learns how much evidence there was.
   *
   * @param n values so far
   */
  void learn(double[] h, double evidence, boolean candidate, double n) {
    double knot = 0; // as it was before this value
    for (int i = 0; i < SIZE; i++) {
      knot += h[at + i];
      double hit = candidate && evidence >= knot ? 1 : 0;
      double step = FOLD / (PRIORS[i] + Math.min(n * RATES[i], MOST[i]));
      double moved = h[at + i] + step * (hit - RATES[i]);
      h[at + i] = Math.max(law.lowest[i], Math.min(law.highest[i], moved));
    }
  }
}
