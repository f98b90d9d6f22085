package io.recurrence.symbol;

import java.util.Arrays;

/**
 * A normal distribution per state: {@code p(x | k) = exp(-(x - m_k)² / 2 v_k) / sqrt(2π v_k)}.
 *
 * <p>Values are in units of the usual distance between values, see {@link HiddenMarkov}. Statistics
 * are weight, mean and variance of the values of state i, given the newest state k; they are merged
 * as mixtures are, so that no large squares are subtracted.
 */
final class GaussianDensity implements EmissionDensity {
  /** A deviation never falls below this, in units: a state of equal values stays a density. */
  static final double LEAST_DEVIATION = 1e-4;

  /** A value counts as no farther than this many deviations outside all states when learned. */
  private static final double MAX_DEVIATIONS = 8;

  /** Weights below this are none. */
  private static final double NOTHING = 1e-200;

  private static final double HALF_LOG_2PI = 0.9189385332046728;

  /** Values that the variance within all states counts for in each. */
  private static final double PRIOR = 2;

  private static final int FIELDS = 3; // weight, mean, variance

  private final int states;
  private final double[] weights;
  private final double[] means;
  private final double[] variances;
  private final double[] merged = new double[FIELDS];

  GaussianDensity(int states) {
    this.states = states;
    this.weights = new double[states];
    this.means = new double[states];
    this.variances = new double[states];
  }

  @Override
  public int states() {
    return states;
  }

  @Override
  public int parameters() {
    return 2 * states;
  }

  @Override
  public int size() {
    return 2 * states + FIELDS * states * states;
  }

  double mean(double[] h, int at, int k) {
    return h[at + k];
  }

  double deviation(double[] h, int at, int k) {
    return Math.sqrt(h[at + states + k]);
  }

  /** Sets the parameters of state k. */
  void set(double[] h, int at, int k, double mean, double deviation) {
    h[at + k] = mean;
    h[at + states + k] = deviation * deviation;
  }

  /** Begins with {@linkplain GaussianStart components} of the sample. */
  @Override
  public void start(double[] h, int at, double[] sample, int variant) {
    GaussianStart start = GaussianStart.of(sample, states, variant);
    for (int k = 0; k < states; k++) {
      set(h, at, k, start.mean(k), Math.max(LEAST_DEVIATION, Math.sqrt(start.variance(k))));
    }
    Arrays.fill(h, at + 2 * states, at + size(), 0);
  }

  @Override
  public void logDensity(double[] h, int at, double x, double[] out) {
    for (int k = 0; k < states; k++) {
      double variance = h[at + states + k];
      double off = x - h[at + k];
      out[k] = -0.5 * (off * off / variance + StrictMath.log(variance)) - HALF_LOG_2PI;
    }
  }

  @Override
  public void carry(double[] h, int at, double[] retro) {
    for (int i = 0; i < states; i++) {
      int row = gather(h, at, i);
      for (int k = 0; k < states; k++) {
        merge(retro, k * states);
        System.arraycopy(merged, 0, h, row + FIELDS * k, FIELDS);
      }
    }
  }

  /** Weight, mean and variance of all, each weighted by its share too. */
  private void merge(double[] shares, int from) {
    double weight = 0;
    double mean = 0;
    double variance = 0;
    for (int j = 0; j < states; j++) {
      double more = weights[j] * shares[from + j];
      if (more > NOTHING) {
        weight += more;
        double part = more / weight;
        double off = means[j] - mean;
        variance += part * (variances[j] - variance + (1 - part) * off * off);
        mean += part * off;
      }
    }
    merged[0] = weight;
    merged[1] = mean;
    merged[2] = variance;
  }

  @Override
  public void add(double[] h, int at, double x, double rate) {
    double low = h[at];
    double high = h[at];
    for (int k = 0; k < states; k++) {
      double reach = MAX_DEVIATIONS * deviation(h, at, k);
      low = Math.min(low, h[at + k] - reach);
      high = Math.max(high, h[at + k] + reach);
    }
    double learned = Math.max(low, Math.min(high, x));
    for (int i = 0; i < states; i++) {
      for (int k = 0; k < states; k++) {
        int s = at + 2 * states + FIELDS * (states * i + k);
        h[s] *= 1 - rate;
        if (i == k) {
          h[s] += rate;
          double part = rate / h[s];
          double off = learned - h[s + 1];
          h[s + 2] += part * ((1 - part) * off * off - h[s + 2]);
          h[s + 1] += part * off;
        }
      }
    }
  }

  @Override
  public void maximise(double[] h, int at, double[] filter, double one) {
    double pooled = 0;
    double all = 0;
    for (int i = 0; i < states; i++) {
      state(h, at, i, filter);
      all += merged[0];
      pooled += all > 0 ? merged[0] / all * (merged[2] - pooled) : 0;
    }
    for (int i = 0; i < states; i++) {
      state(h, at, i, filter);
      double part = merged[0] / (merged[0] + one);
      h[at + i] += part * (merged[1] - h[at + i]);
      double spread = merged[0] / (merged[0] + PRIOR * one);
      double variance = pooled + spread * (merged[2] - pooled);
      h[at + states + i] = Math.max(LEAST_DEVIATION * LEAST_DEVIATION, variance);
    }
  }

  /** Merges the statistics of state i over the newest states. */
  private void state(double[] h, int at, int i, double[] filter) {
    gather(h, at, i);
    merge(filter, 0);
  }

  /** Takes out the statistics of state i, and returns where they stand. */
  private int gather(double[] h, int at, int i) {
    int row = at + 2 * states + FIELDS * states * i;
    for (int k = 0; k < states; k++) {
      weights[k] = h[row + FIELDS * k];
      means[k] = h[row + FIELDS * k + 1];
      variances[k] = h[row + FIELDS * k + 2];
    }
    return row;
  }

  @Override
  public double rank(double[] h, int at, int i) {
    return h[at + i];
  }

  /** Half the larger deviation: states that differ in spread alone keep their places. */
  @Override
  public double tolerance(double[] h, int at, int i, int j) {
    return 0.5 * Math.max(deviation(h, at, i), deviation(h, at, j));
  }

  /** The distance of the means in deviations, and the logarithm of the ratio of these. */
  @Override
  public double distance(double[] h, int at, int i, int other, int j) {
    double a = deviation(h, at, i);
    double b = deviation(h, other, j);
    return Math.abs(mean(h, at, i) - mean(h, other, j)) / (a + b) + Math.abs(StrictMath.log(a / b));
  }
}
