package io.recurrence.mixture;

import io.recurrence.core.Elementary;
import io.recurrence.core.Precision;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Weighs the experts, in each band of the horizon apart, by two opinions.
 *
 * <p>The slow one is Bernstein online aggregation on the gradient (Wintenberger, 2017): with the
 * regret {@code r_e = 2 m (m - x_e) / S²} of the mixture's error m against an expert's error x_e,
 * {@code L_e = Σ γ^{t-i} r_e}, {@code V_e = Σ γ^{t-i} r_e²}, {@code η_e = sqrt(ln E / V_e)}, its
 * weights are {@code η_e e^{η_e L_e}}, and its regret against the best fixed mixture is bounded.
 * The quick one weighs by {@code (recent mean squared error)^-4} and follows changes within ten
 * forecasts. How much each is listened to is decided by their own recent errors.
 */
final class Mixer {
  private static final double SLOW = .9998; // γ
  private static final double QUICK = .1; // rate of the recent squared errors
  private static final double QUICK_ALONE = .02; // where there is no slow opinion
  private static final double META = .03; // rate of the errors of the two opinions,
  private static final double META_LEAST = .005; // where one season is to be remembered
  private static final double LARGEST_REGRET = 1e4;
  private static final double PRIOR = .25; // odds of the quick opinion where both do as well
  private static final double KEEP = .2; // of what is known, once a new season can be seen
  private static final double FAR_WORSE = 1e6; // times the best expert's mean squared error
  private static final double RESTARTED = 16; // squared errors of one that begins anew
  private static final double TINY = 1e-12;

  /** {@code sqrt(ln E)}. */
  private static final double[] ROOTS =
      IntStream.range(0, 64).mapToDouble(n -> Math.sqrt(Elementary.ln(Math.max(1, n)))).toArray();

  private final int experts;
  private final boolean credit;
  private final int gains;
  private final int variances;
  private final int opinions;
  private final int errors;
  private final double[] rates; // η of each expert

  Mixer(Plan plan, int bands, int experts, boolean credit) {
    this.experts = experts;
    this.credit = credit;
    this.gains = plan.take(Precision.SINGLE, credit ? bands * experts : 0);
    this.variances = plan.take(Precision.SINGLE, credit ? bands * experts : 0);
    this.opinions = plan.take(Precision.SINGLE, credit ? 2 * bands : 0);
    this.rates = new double[experts];
    this.errors = plan.take(Precision.BRIEF, bands * experts);
  }

  /** Whether there is a slow opinion. */
  boolean credit() {
    return credit;
  }

  /**
   * Writes the weights of the slow opinion.
   *
   * @param seen how many forecasts of the band have met their truth
   * @param heard which experts may speak
   */
  void slow(double[] h, int band, double seen, boolean[] heard, double[] out) {
    if (seen < 1 || !credit) {
      equal(heard, out);
      return;
    }
    double root = ROOTS[Math.max(2, count(heard))];
    int at = band * experts;
    double most = FAR_WORSE * (best(h, band, heard) + TINY);
    double highest = Double.NEGATIVE_INFINITY;
    for (int e = 0; e < experts; e++) {
      if (heard[e] && h[errors + at + e] <= most) {
        rates[e] = root / Math.sqrt(h[variances + at + e] + TINY);
        out[e] = rates[e] * h[gains + at + e];
        highest = Math.max(highest, out[e]);
      }
    }
    for (int e = 0; e < experts; e++) {
      out[e] =
          heard[e] && h[errors + at + e] <= most ? rates[e] * Elementary.exp(out[e] - highest) : 0;
    }
    normalise(out);
  }

  /** The least recent mean squared error. */
  private double best(double[] h, int band, boolean[] heard) {
    double best = Double.POSITIVE_INFINITY;
    for (int e = 0; e < experts; e++) {
      best = heard[e] ? Math.min(best, h[errors + band * experts + e]) : best;
    }
    return best;
  }

  /** Writes the weights of the quick opinion. */
  void quick(double[] h, int band, double seen, boolean[] heard, double[] out) {
    if (seen < 1) {
      equal(heard, out);
      return;
    }
    int at = errors + band * experts;
    double best = best(h, band, heard);
    for (int e = 0; e < experts; e++) {
      double ratio = heard[e] ? (best + TINY) / (h[at + e] + TINY) : 0;
      out[e] = ratio * ratio * ratio * ratio;
    }
    normalise(out);
  }

  /** How much the quick opinion is listened to, in [0, 1]. */
  double share(double[] h, int band, double seen) {
    if (!credit) {
      return 1;
    }
    if (seen < 1) {
      return .5;
    }
    double ratio = (h[opinions + 2 * band] + TINY) / (h[opinions + 2 * band + 1] + TINY);
    double cube = ratio * ratio * ratio;
    double odds = PRIOR * cube * cube;
    return odds > 1e6 ? 1 : odds / (1 + odds);
  }

  private static int count(boolean[] heard) {
    int count = 0;
    for (boolean one : heard) {
      count += one ? 1 : 0;
    }
    return count;
  }

  private static void equal(boolean[] heard, double[] out) {
    double share = 1.0 / count(heard);
    for (int e = 0; e < out.length; e++) {
      out[e] = heard[e] ? share : 0;
    }
  }

  private static void normalise(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    for (int e = 0; e < weights.length; e++) {
      weights[e] /= sum;
    }
  }

  /**
   * Learns the errors of the two opinions.
   *
   * @param slow error of the slow opinion
   * @param quick error of the quick one
   * @param season in steps, 0 if none: what comes once in it is to count until it comes again
   */
  void learn(double[] h, int band, double seen, double slow, double quick, int season) {
    if (credit) {
      double usual = Math.max(META_LEAST, Math.min(META, 1.0 / Math.max(1, season)));
      double rate = Math.max(usual, 1 / (1 + seen));
      int at = opinions + 2 * band;
      h[at] = (float) (h[at] + rate * (slow * slow - h[at]));
      h[at + 1] = (float) (h[at + 1] + rate * (quick * quick - h[at + 1]));
    }
  }

  /**
   * Learns the error of one expert.
   *
   * @param mixed error of the slow opinion at the same time
   * @param scale mean absolute error of the mixture
   * @param own whether the expert had something of its own to say
   */
  void learn(
      double[] h,
      int band,
      double seen,
      int expert,
      double error,
      double mixed,
      double scale,
      boolean own) {
    int at = band * experts + expert;
    if (credit && own) {
      double regret = 2 * mixed * (mixed - error) / (scale * scale + 1e-20);
      regret = Math.max(-LARGEST_REGRET, Math.min(LARGEST_REGRET, regret));
      h[gains + at] = (float) (SLOW * h[gains + at] + regret);
      h[variances + at] = (float) (SLOW * h[variances + at] + regret * regret);
    }
    double young = 1 / (1 + seen);
    double rate = credit ? Math.max(QUICK, young) : young > QUICK ? young : QUICK_ALONE;
    h[errors + at] = Precision.brief(h[errors + at] + rate * (error * error - h[errors + at]));
  }

  /** An expert that is far worse than the best of a band has no credit there. */
  void discredit(double[] h, int band) {
    int at = band * experts;
    double best = Double.POSITIVE_INFINITY;
    for (int e = 0; e < experts; e++) {
      best = Math.min(best, h[errors + at + e]);
    }
    for (int e = 0; credit && e < experts; e++) {
      if (h[errors + at + e] > FAR_WORSE * (best + TINY)) {
        h[gains + at + e] = Math.min(0, h[gains + at + e]);
      }
    }
  }

  /** An expert begins to speak: without credit, and as doubtful as the most doubtful other. */
  void enter(double[] h, int band, int expert) {
    if (!credit) {
      return;
    }
    double most = 0;
    for (int e = 0; e < experts; e++) {
      most = e == expert ? most : Math.max(most, h[variances + band * experts + e]);
    }
    h[gains + band * experts + expert] = 0;
    h[variances + band * experts + expert] = most;
  }

  /** An expert begins anew: without credit, and with larger errors than all others. */
  void restart(double[] h, int band, int expert) {
    enter(h, band, expert);
    double most = 0;
    for (int e = 0; e < experts; e++) {
      most = Math.max(most, h[errors + band * experts + e]);
    }
    h[errors + band * experts + expert] = Precision.brief(RESTARTED * most);
  }

  /** Trusts less in what was learned before a season could be seen. */
  void doubt(double[] h, int band) {
    for (int i = band * experts; credit && i < (band + 1) * experts; i++) {
      h[gains + i] = (float) (KEEP * h[gains + i]);
      h[variances + i] = (float) (KEEP * h[variances + i]);
    }
  }

  void clear(double[] h, int bands) {
    Arrays.fill(h, errors, errors + bands * experts, 0);
    if (credit) {
      Arrays.fill(h, gains, gains + bands * experts, 0);
      Arrays.fill(h, variances, variances + bands * experts, 0);
      Arrays.fill(h, opinions, opinions + 2 * bands, 0);
    }
  }

  /** The unit of errors grows by {@code 1 / factor}. */
  void rescale(double[] h, int bands, double factor) {
    for (int i = errors; i < errors + bands * experts; i++) {
      h[i] = Precision.brief(h[i] * factor * factor);
    }
    if (credit) {
      Numbers.transformSquares(h, opinions, 2 * bands, factor);
    }
  }
}
