package io.recurrence.forecast.mixture;

import java.util.Arrays;

/**
 * Finds a season in a window of values: the first high peak of the autocorrelation of the values
 * less their trend, or else of their differences.
 */
final class PeriodFinder {
  private static final int MIN_VALUES = 48; // values without which there is no saying
  private static final int MAX_VALUES = 512; // values that are looked at
  private static final double MIN_PEAK =
      .3; // a peak, and how far it must rise above the dip before it
  private static final double NOISE = 3; // standard errors of the correlation of white noise
  private static final double NEAR_TOP =
      .85; // of the highest peak: the first so high is the period
  private static final double PLAIN_PEAK = .6; // a peak that needs no second look

  private final double[] x = new double[MAX_VALUES];
  private final double[] correlation = new double[MAX_VALUES / 2 + 1];
  private final double[] dip = new double[MAX_VALUES / 2 + 1]; // lowest correlation before a lag

  private boolean plain;

  /** The period of the values of a view in steps, 0 if there is none. */
  int find(SeriesView view) {
    int n = (int) Math.min(Math.min(view.seasons.fine, view.t + 1), MAX_VALUES);
    if (n < MIN_VALUES) {
      return 0;
    }
    int from = view.now + 1 - n;
    System.arraycopy(view.values, from, x, 0, n);
    int period = period(n);
    if (period == 0) {
      for (int i = 0; i < n - 1; i++) {
        x[i] = view.values[from + i + 1] - view.values[from + i];
      }
      period = period(n - 1);
    }
    return period;
  }

  /** Whether the period found last is beyond doubt. */
  boolean plain() {
    return plain;
  }

  /** The correlation at a lag when last looked; at the longest one for lags beyond. */
  double correlation(int lag) {
    return correlation[Math.min(lag, correlation.length - 1)];
  }

  private int period(int n) {
    Arrays.fill(correlation, 0);
    if (!correlate(n)) {
      return 0;
    }
    double top = 0;
    for (int lag = 3; lag < n / 2; lag++) {
      top = peak(lag, n) ? Math.max(top, correlation[lag]) : top;
    }
    for (int lag = 3; lag < n / 2 && top > 0; lag++) {
      if (peak(lag, n) && correlation[lag] >= NEAR_TOP * top) {
        plain = correlation[lag] >= PLAIN_PEAK && lag <= n / 3;
        return lag;
      }
    }
    return 0;
  }

  /** Correlates the first n values, less their trend; false where they do not vary. */
  private boolean correlate(int n) {
    double mean = 0;
    for (int i = 0; i < n; i++) {
      mean += x[i];
    }
    mean /= n;
    double middle = (n - 1) / 2.0;
    double times = 0;
    double products = 0;
    for (int i = 0; i < n; i++) {
      times += (i - middle) * (i - middle);
      products += (i - middle) * (x[i] - mean);
    }
    double variance = 0;
    for (int i = 0; i < n; i++) {
      x[i] -= mean + products / times * (i - middle);
      variance += x[i] * x[i];
    }
    if (!(variance > 0)) {
      return false;
    }
    double lowest = 1;
    correlation[0] = 1;
    for (int lag = 1; lag <= n / 2; lag++) {
      double sum = 0;
      for (int i = lag; i < n; i++) {
        sum += x[i] * x[i - lag];
      }
      correlation[lag] = sum / variance * n / (n - lag);
      dip[lag] = lowest;
      lowest = Math.min(lowest, correlation[lag]);
    }
    return true;
  }

  private boolean peak(int lag, int n) {
    double c = correlation[lag];
    double min = Math.max(MIN_PEAK, NOISE / Math.sqrt(n - lag));
    return c >= correlation[lag - 1]
        && c >= correlation[lag + 1]
        && c - dip[lag] >= MIN_PEAK
        && c >= min
        && (lag <= n / 3 || c >= PLAIN_PEAK);
  }
}
