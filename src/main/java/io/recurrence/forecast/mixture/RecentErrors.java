package io.recurrence.forecast.mixture;

import io.recurrence.core.Precision;
import java.util.Arrays;

/**
 * The recent mean squared error of each expert in each band of the horizon, and the weights {@code
 * error^-4} that follow from them and follow changes within ten forecasts.
 */
final class RecentErrors {
  private static final double RATE = .1;
  private static final double RATE_ALONE = .02; // where there are no other weights
  private static final double FAR_WORSE = 1e6; // times the best expert's mean squared error
  private static final double RESTARTED = 16; // times the largest, of an expert that begins anew
  private static final double MIN_ERROR = 1e-12;

  private final int experts;
  private final boolean alone;
  private final int errors;

  RecentErrors(MemoryAllocator allocator, int bands, int experts, boolean alone) {
    this.experts = experts;
    this.alone = alone;
    this.errors = allocator.take(Precision.BRIEF, bands * experts);
  }

  /** Writes weights, not yet normalised; those of experts that are not active are 0. */
  void weights(double[] h, int band, boolean[] active, double[] out) {
    int at = errors + band * experts;
    double best = best(h, band, active);
    for (int e = 0; e < experts; e++) {
      double ratio = active[e] ? (best + MIN_ERROR) / (h[at + e] + MIN_ERROR) : 0;
      out[e] = ratio * ratio * ratio * ratio;
    }
  }

  /** Writes which of the active experts are not far worse than the best of them. */
  void eligible(double[] h, int band, boolean[] active, boolean[] out) {
    double max = FAR_WORSE * (best(h, band, active) + MIN_ERROR);
    for (int e = 0; e < experts; e++) {
      out[e] = active[e] && h[errors + band * experts + e] <= max;
    }
  }

  private double best(double[] h, int band, boolean[] active) {
    double best = Double.POSITIVE_INFINITY;
    for (int e = 0; e < experts; e++) {
      best = active[e] ? Math.min(best, h[errors + band * experts + e]) : best;
    }
    return best;
  }

  /** The least error of all experts beyond which one is far worse. */
  double limit(double[] h, int band) {
    int at = errors + band * experts;
    double best = Double.POSITIVE_INFINITY;
    for (int e = at; e < at + experts; e++) {
      best = Math.min(best, h[e]);
    }
    return FAR_WORSE * (best + MIN_ERROR);
  }

  double get(double[] h, int band, int expert) {
    return h[errors + band * experts + expert];
  }

  /**
   * Learns the error of one expert.
   *
   * @param seen how many forecasts of the band have been scored
   */
  void learn(double[] h, int band, double seen, int expert, double error) {
    int at = errors + band * experts + expert;
    double young = 1 / (1 + seen);
    double rate = alone ? (young > RATE ? young : RATE_ALONE) : Math.max(RATE, young);
    h[at] = Precision.brief(h[at] + rate * (error * error - h[at]));
  }

  /** An expert begins anew, with larger errors than all others. */
  void restart(double[] h, int band, int expert) {
    int at = errors + band * experts;
    double max = 0;
    for (int e = at; e < at + experts; e++) {
      max = Math.max(max, h[e]);
    }
    h[at + expert] = Precision.brief(RESTARTED * max);
  }

  void clear(double[] h, int bands) {
    Arrays.fill(h, errors, errors + bands * experts, 0);
  }

  /** The unit of errors grows by {@code 1 / factor}. */
  void rescale(double[] h, int bands, double factor) {
    for (int i = errors; i < errors + bands * experts; i++) {
      h[i] = Precision.brief(h[i] * factor * factor);
    }
  }
}
