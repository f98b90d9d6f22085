package io.recurrence.forecast.mixture;

import io.recurrence.core.ElementaryFunctions;
import io.recurrence.core.Precision;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Bernstein online aggregation on the gradient (BOA: Wintenberger, 2017), in each band of the
 * horizon apart. With the regret {@code r_e = 2 m (m - x_e) / S²} of the mixture's error m against
 * an expert's error x_e, {@code L_e = Σ γ^{t-i} r_e}, {@code V_e = Σ γ^{t-i} r_e²}, {@code η_e =
 * sqrt(ln E / V_e)}, the weights are {@code η_e e^{η_e L_e}}; their regret against the best fixed
 * mixture is bounded.
 */
final class BernsteinWeights {
  private static final double DISCOUNT = .9998; // γ
  private static final double MAX_REGRET = 1e4;
  private static final double DECAYED = .2; // of what is known, once a new season can be seen
  private static final double MIN_RANGE = 1e-12;

  /** {@code sqrt(ln E)}. */
  private static final double[] ROOTS =
      IntStream.range(0, 64)
          .mapToDouble(n -> Math.sqrt(ElementaryFunctions.ln(Math.max(1, n))))
          .toArray();

  private final int experts;
  private final int count; // of numbers of each kind
  private final int gains; // L
  private final int variances; // V
  private final double[] rates; // η

  BernsteinWeights(MemoryAllocator allocator, int bands, int experts) {
    this.experts = experts;
    this.count = bands * experts;
    this.gains = allocator.take(Precision.SINGLE, count);
    this.variances = allocator.take(Precision.SINGLE, count);
    this.rates = new double[experts];
  }

  /**
   * Writes weights, not yet normalised.
   *
   * @param active how many experts are, E
   * @param eligible which of them get a weight
   */
  void weights(double[] h, int band, int active, boolean[] eligible, double[] out) {
    double root = ROOTS[Math.max(2, active)];
    int at = band * experts;
    double highest = Double.NEGATIVE_INFINITY;
    for (int e = 0; e < experts; e++) {
      if (eligible[e]) {
        rates[e] = root / Math.sqrt(h[variances + at + e] + MIN_RANGE);
        out[e] = rates[e] * h[gains + at + e];
        highest = Math.max(highest, out[e]);
      }
    }
    for (int e = 0; e < experts; e++) {
      out[e] = eligible[e] ? rates[e] * ElementaryFunctions.exp(out[e] - highest) : 0;
    }
  }

  /**
   * Learns the error of one expert.
   *
   * @param mixed error of the mixture by these weights, m
   * @param scale mean absolute error, S
   */
  void learn(double[] h, int band, int expert, double error, double mixed, double scale) {
    int at = band * experts + expert;
    double regret = 2 * mixed * (mixed - error) / (scale * scale + 1e-20);
    regret = Math.max(-MAX_REGRET, Math.min(MAX_REGRET, regret));
    h[gains + at] = (float) (DISCOUNT * h[gains + at] + regret);
    h[variances + at] = (float) (DISCOUNT * h[variances + at] + regret * regret);
  }

  /** What an expert has gained so far counts for nothing, unless it is a loss. */
  void dropGain(double[] h, int band, int expert) {
    int at = gains + band * experts + expert;
    h[at] = Math.min(0, h[at]);
  }

  /** Admits an expert: without gain, and with the largest variance of the others. */
  void admit(double[] h, int band, int expert) {
    double max = 0;
    for (int e = 0; e < experts; e++) {
      max = e == expert ? max : Math.max(max, h[variances + band * experts + e]);
    }
    h[gains + band * experts + expert] = 0;
    h[variances + band * experts + expert] = max;
  }

  /** Trusts less in what was learned before a season could be seen. */
  void decay(double[] h, int band) {
    for (int i = band * experts; i < (band + 1) * experts; i++) {
      h[gains + i] = (float) (DECAYED * h[gains + i]);
      h[variances + i] = (float) (DECAYED * h[variances + i]);
    }
  }

  void clear(double[] h) {
    Arrays.fill(h, gains, gains + count, 0);
    Arrays.fill(h, variances, variances + count, 0);
  }
}
