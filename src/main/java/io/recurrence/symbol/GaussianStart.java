package io.recurrence.symbol;

import java.util.Arrays;

/**
 * Means and variances of K normal distributions to begin with, from a sample. In turn: clusters of
 * the values (Lloyd's algorithm) from evenly spaced quantiles; from evenly spaced places between
 * the ends, which finds what is rare and far; and one mean with deviations each twice the one
 * before, which finds what differs in spread alone.
 */
final class GaussianStart {
  private static final int ROUNDS = 20; // of Lloyd's algorithm
  private static final int VARIANTS = 3;

  private final double[] sorted;
  private final int states; // K
  private final double[] means;
  private final double[] variances;

  private GaussianStart(double[] sample, int states) {
    this.sorted = sample.clone();
    this.states = states;
    this.means = new double[states];
    this.variances = new double[states];
    Arrays.sort(sorted);
  }

  /**
   * @param variant which of the three, in turn
   */
  static GaussianStart of(double[] sample, int states, int variant) {
    GaussianStart start = new GaussianStart(sample, states);
    if (variant % VARIANTS == 2) {
      start.spreads();
    } else {
      start.clusters(variant % VARIANTS == 1);
    }
    return start;
  }

  double mean(int k) {
    return means[k];
  }

  double variance(int k) {
    return variances[k];
  }

  private void clusters(boolean places) {
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    for (int k = 0; k < states; k++) {
      double place = (k + 0.5) / states;
      means[k] = places ? low + place * (high - low) : quantile(place);
    }
    for (int round = 0; round < ROUNDS; round++) {
      cluster(round == ROUNDS - 1);
    }
  }

  private double quantile(double share) {
    double place = share * sorted.length - 0.5;
    int below = (int) Math.max(0, Math.floor(place));
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private void spreads() {
    double half = (quantile(0.75) - quantile(0.25)) / 2;
    for (int k = 0; k < states; k++) {
      double deviation = half * Math.scalb(1.0, k) / Math.sqrt(Math.scalb(1.0, states - 1));
      means[k] = quantile(0.5);
      variances[k] = deviation * deviation;
    }
  }

  /** One round: the mean of what is nearest to each centre, and at last the variances. */
  private void cluster(boolean last) {
    double total = 0;
    double[] centres = means.clone();
    int[] counts = new int[states];
    for (int k = 0; k < states; k++) {
      double mean = 0;
      double squares = 0;
      int count = 0;
      for (double x : sorted) {
        if (nearest(centres, x) == k) {
          count++;
          double off = x - mean;
          mean += off / count;
          squares += off * (x - mean);
        }
      }
      means[k] = count == 0 ? centres[k] : mean;
      counts[k] = count;
      variances[k] = count == 0 ? 0 : squares / count;
      total += squares;
    }
    for (int k = 0; k < states && last; k++) { // a few values are no estimate of their variance
      double pooled = total / sorted.length;
      variances[k] = (counts[k] * variances[k] + 2 * pooled) / (counts[k] + 2);
    }
  }

  private static int nearest(double[] centres, double x) {
    int best = 0;
    for (int k = 1; k < centres.length; k++) {
      if (Math.abs(x - centres[k]) < Math.abs(x - centres[best])) {
        best = k;
      }
    }
    return best;
  }
}
