package io.recurrence.forecast.mixture;

import io.recurrence.core.Precision;
import java.util.Arrays;

/**
 * Weighs the experts, in each band of the horizon apart, in two ways: by {@linkplain
 * BernsteinWeights Bernstein online aggregation}, which is slow, and by their {@linkplain
 * RecentErrors recent errors}, which is quick. How much each counts is decided by the recent errors
 * of the mixtures that either makes.
 */
final class ExpertWeights {
  private static final double RATE = .03; // of the errors of both mixtures,
  private static final double MIN_RATE = .005; // where one season is to be remembered
  private static final double PRIOR_ODDS = .25; // of the recent errors, where both do as well
  private static final double MAX_ODDS = 1e6;
  private static final double MIN_ERROR = 1e-12;

  private final int experts;
  private final boolean hasBoa;
  private final BernsteinWeights boa;
  private final RecentErrors recent;
  private final int mixtures; // per band, mean squared errors of both mixtures: BOA, recent errors
  private final int mixtureCount;
  private final boolean[] eligible;

  ExpertWeights(MemoryAllocator allocator, int bands, int experts, boolean hasBoa) {
    this.experts = experts;
    this.hasBoa = hasBoa;
    this.boa = new BernsteinWeights(allocator, hasBoa ? bands : 0, experts);
    this.mixtureCount = hasBoa ? 2 * bands : 0;
    this.mixtures = allocator.take(Precision.SINGLE, mixtureCount);
    this.recent = new RecentErrors(allocator, bands, experts, !hasBoa);
    this.eligible = new boolean[experts];
  }

  /** Whether there are BOA weights. */
  boolean hasBoa() {
    return hasBoa;
  }

  /**
   * Writes the BOA weights.
   *
   * @param seen how many forecasts of the band have been scored
   * @param active which experts get a weight
   */
  void boa(double[] h, int band, double seen, boolean[] active, double[] out) {
    if (seen < 1 || !hasBoa) {
      equal(active, out);
      return;
    }
    recent.eligible(h, band, active, eligible);
    boa.weights(h, band, count(active), eligible, out);
    normalise(out);
  }

  /** Writes the weights by recent errors. */
  void recent(double[] h, int band, double seen, boolean[] active, double[] out) {
    if (seen < 1) {
      equal(active, out);
      return;
    }
    recent.weights(h, band, active, out);
    normalise(out);
  }

  /** How much the weights by recent errors count, in [0, 1]. */
  double recentShare(double[] h, int band, double seen) {
    if (!hasBoa) {
      return 1;
    }
    if (seen < 1) {
      return .5;
    }
    int at = mixtures + 2 * band;
    double ratio = (h[at] + MIN_ERROR) / (h[at + 1] + MIN_ERROR);
    double cube = ratio * ratio * ratio;
    double odds = PRIOR_ODDS * cube * cube;
    return odds > MAX_ODDS ? 1 : odds / (1 + odds);
  }

  private static int count(boolean[] active) {
    int count = 0;
    for (boolean one : active) {
      count += one ? 1 : 0;
    }
    return count;
  }

  private static void equal(boolean[] active, double[] out) {
    double share = 1.0 / count(active);
    for (int e = 0; e < out.length; e++) {
      out[e] = active[e] ? share : 0;
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
   * Learns the errors of both mixtures.
   *
   * @param boaError error of the mixture by BOA weights
   * @param recentError error of the one by recent errors
   * @param season in steps, 0 if none: what comes once in it is to count until it comes again
   */
  void learnShare(
      double[] h, int band, double seen, double boaError, double recentError, int season) {
    if (hasBoa) {
      double baseline = Math.max(MIN_RATE, Math.min(RATE, 1.0 / Math.max(1, season)));
      double rate = Math.max(baseline, 1 / (1 + seen));
      int at = mixtures + 2 * band;
      h[at] = (float) (h[at] + rate * (boaError * boaError - h[at]));
      h[at + 1] = (float) (h[at + 1] + rate * (recentError * recentError - h[at + 1]));
    }
  }

  /**
   * Learns the error of one expert, for its BOA weight.
   *
   * @param mixed error of the mixture by BOA weights at the same time
   * @param scale mean absolute error of the mixture
   */
  void learnBoa(double[] h, int band, int expert, double error, double mixed, double scale) {
    if (hasBoa) {
      boa.learn(h, band, expert, error, mixed, scale);
    }
  }

  /** Learns the error of one expert, for its weight by recent errors. */
  void learnRecent(double[] h, int band, double seen, int expert, double error) {
    recent.learn(h, band, seen, expert, error);
  }

  /** An expert that is far worse than the best of a band has gained nothing there. */
  void dropGains(double[] h, int band) {
    double limit = recent.limit(h, band);
    for (int e = 0; hasBoa && e < experts; e++) {
      if (recent.get(h, band, e) > limit) {
        boa.dropGain(h, band, e);
      }
    }
  }

  /** Admits an expert, for which nothing speaks yet. */
  void admit(double[] h, int band, int expert) {
    if (hasBoa) {
      boa.admit(h, band, expert);
    }
  }

  /** An expert begins anew, with larger errors than all others. */
  void restart(double[] h, int band, int expert) {
    admit(h, band, expert);
    recent.restart(h, band, expert);
  }

  /** Trusts less in what was learned before a season could be seen. */
  void decay(double[] h, int band) {
    if (hasBoa) {
      boa.decay(h, band);
    }
  }

  void clear(double[] h, int bands) {
    recent.clear(h, bands);
    boa.clear(h);
    Arrays.fill(h, mixtures, mixtures + mixtureCount, 0);
  }

  /** The unit of errors grows by {@code 1 / factor}. */
  void rescale(double[] h, int bands, double factor) {
    recent.rescale(h, bands, factor);
    Numbers.transformSquares(h, mixtures, mixtureCount, factor);
  }
}
