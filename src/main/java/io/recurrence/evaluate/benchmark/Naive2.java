package io.recurrence.evaluate.benchmark;

import java.util.Arrays;

/**
 * The reference of M4: the last value of the series without its season, times the season's index. A
 * series has a season of {@code m} steps where its autocorrelation at lag {@code m} is beyond 1.645
 * standard errors (Bartlett, 1946); the indices are those of the classical multiplicative
 * decomposition (Makridakis, Spiliotis and Assimakopoulos, 2020).
 */
final class Naive2 {
  private static final double CRITICAL = 1.645;

  private Naive2() {}

  /** Forecasts {@code horizon} steps from the first {@code n} values. */
  static double[] forecast(double[] x, int n, int m, int horizon) {
    double[] path = new double[horizon];
    double[] index = m > 1 && seasonal(x, n, m) ? indices(x, n, m) : new double[0];
    if (index.length == 0) {
      Arrays.fill(path, x[n - 1]);
      return path;
    }
    double level = x[n - 1] / index[(n - 1) % m];
    for (int k = 0; k < horizon; k++) {
      path[k] = level * index[(n + k) % m];
    }
    return path;
  }

  /** Whether the autocorrelation at lag {@code m} stands out. */
  static boolean seasonal(double[] x, int n, int m) {
    if (n < 3 * m) {
      return false;
    }
    double mean = 0;
    for (int t = 0; t < n; t++) {
      mean += x[t] / n;
    }
    double variance = covariance(x, n, mean, 0);
    double sum = 1;
    for (int lag = 1; lag < m; lag++) {
      double r = covariance(x, n, mean, lag) / variance;
      sum += 2 * r * r;
    }
    double limit = CRITICAL * Math.sqrt(sum / n);
    return Math.abs(covariance(x, n, mean, m) / variance) > limit;
  }

  private static double covariance(double[] x, int n, double mean, int lag) {
    double sum = 0;
    for (int t = lag; t < n; t++) {
      sum += (x[t] - mean) * (x[t - lag] - mean);
    }
    return sum;
  }

  /** The mean ratio of the values of each phase to the centred moving average, scaled to mean 1. */
  private static double[] indices(double[] x, int n, int m) {
    double[] index = new double[m];
    int[] count = new int[m];
    int half = m / 2;
    for (int t = half; t < n - half; t++) {
      double sum = 0;
      for (int j = -half; j <= half; j++) {
        boolean end = m % 2 == 0 && Math.abs(j) == half;
        sum += x[t + j] * (end ? 0.5 : 1);
      }
      index[t % m] += x[t] / (sum / m);
      count[t % m]++;
    }
    double mean = 0;
    for (int i = 0; i < m; i++) {
      index[i] /= count[i];
      mean += index[i] / m;
    }
    for (int i = 0; i < m; i++) {
      index[i] /= mean;
    }
    return index;
  }
}
