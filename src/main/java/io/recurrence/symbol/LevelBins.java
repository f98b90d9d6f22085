package io.recurrence.symbol;

import java.util.Arrays;

/**
 * K bins of the level of a series, each with about as many values. In a longer memory, from {@code
 * at}: the K - 1 edges between them; how many values each has had; their means; their variances.
 */
final class LevelBins {
  private final int bins; // K
  private final double[] shares;

  LevelBins(int bins) {
    this.bins = bins;
    this.shares = new double[bins];
  }

  int size() {
    return 4 * bins - 1;
  }

  /**
   * Puts the edges at the quantiles of the sample, between two of its values; or into a gap that is
   * wider than all others together from the quantile before to the one behind, so that levels apart
   * share no bin. No value is counted then.
   */
  void place(double[] h, int at, double[] sample) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    for (int j = 1; j < bins; j++) {
      double place = (double) j * n / bins - 0.5;
      int i = (int) place;
      double share = place - i;
      int from = (j - 1) * n / bins;
      int to = ((j + 1) * n - 1) / bins;
      for (int k = from; k < to; k++) {
        if (sorted[k + 1] - sorted[k] > (sorted[to] - sorted[from]) / 2) {
          i = k;
          share = 0.5;
        }
      }
      h[at + j - 1] = sorted[i] + share * (sorted[i + 1] - sorted[i]);
    }
    Arrays.fill(h, at + bins - 1, at + size(), 0);
  }

  /** The bin of a value: how many edges lie below. */
  int of(double[] h, int at, double x) {
    int bin = 0;
    while (bin < bins - 1 && h[at + bin] < x) {
      bin++;
    }
    return bin;
  }

  /** Adds a value to the count, mean and variance of its bin, which is returned. */
  int add(double[] h, int at, double x) {
    int bin = of(h, at, x);
    int mean = at + 2 * bins - 1 + bin;
    double n = ++h[mean - bins];
    double off = x - h[mean];
    h[mean] += off / n;
    h[mean + bins] += (off * (x - h[mean]) - h[mean + bins]) / n;
    return bin;
  }

  /** Multiplies all counts by a factor. */
  void fade(double[] h, int at, double factor) {
    for (int j = 0; j < bins; j++) {
      h[at + bins - 1 + j] *= factor;
    }
  }

  /** The share of all values in each bin; the same array at each call. */
  double[] shares(double[] h, int at) {
    double total = 0;
    for (int j = 0; j < bins; j++) {
      total += count(h, at, j);
    }
    for (int j = 0; j < bins; j++) {
      shares[j] = count(h, at, j) / total;
    }
    return shares;
  }

  double count(double[] h, int at, int bin) {
    return h[at + bins - 1 + bin];
  }

  double mean(double[] h, int at, int bin) {
    return h[at + 2 * bins - 1 + bin];
  }

  /** Never below 0, as rounding might have it. */
  double variance(double[] h, int at, int bin) {
    return Math.max(0, h[at + 3 * bins - 1 + bin]);
  }
}
