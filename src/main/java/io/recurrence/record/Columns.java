package io.recurrence.record;

import io.recurrence.core.SeriesForecast;

/** A forecast on its way between formats, an array per column. Reused from record to record. */
final class Columns {
  int horizon;
  long[] times = new long[0]; // [step]
  boolean even; // whether the steps are evenly spaced
  long pace; // between two steps, where they are
  double[] forecast = new double[0];
  double[] lower = new double[0];
  double[] upper = new double[0];
  double confidence;
  double[] levels = new double[0];
  double[][] quantiles = new double[0][]; // [level][step]

  /** Makes room for so many steps and quantiles. */
  void resize(int steps, int quantileLevels) {
    horizon = steps;
    if (forecast.length < steps || quantiles.length != quantileLevels) {
      times = new long[steps];
      forecast = new double[steps];
      lower = new double[steps];
      upper = new double[steps];
      quantiles = new double[quantileLevels][steps];
    }
  }

  void read(SeriesForecast source, double confidence) {
    this.confidence = confidence;
    levels = source.levels();
    resize(source.horizon(), levels.length);
    pace = source.time(2) - source.time(1);
    even = true;
    for (int k = 1; k <= horizon; k++) {
      times[k - 1] = source.time(k);
      even &= k == 1 || times[k - 1] - times[k - 2] == pace;
      forecast[k - 1] = source.mean(k);
      lower[k - 1] = source.lower(k);
      upper[k - 1] = source.upper(k);
    }
    for (int i = 0; i < levels.length; i++) {
      for (int k = 1; k <= horizon; k++) {
        quantiles[i][k - 1] = source.quantile(i, k);
      }
    }
  }

  /** The narrowest band between lower and upper bound. */
  double narrowest() {
    double narrowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < horizon; i++) {
      narrowest = Math.min(narrowest, upper[i] - lower[i]);
    }
    return narrowest;
  }

  /** The largest distance of any number from {@code anchor}. */
  double reach(double anchor) {
    double reach =
        Math.max(reach(forecast, anchor), Math.max(reach(lower, anchor), reach(upper, anchor)));
    for (double[] quantile : quantiles) {
      reach = Math.max(reach, reach(quantile, anchor));
    }
    return reach;
  }

  private double reach(double[] column, double anchor) {
    double reach = 0;
    for (int i = 0; i < horizon; i++) {
      reach = Math.max(reach, Math.abs(column[i] - anchor));
    }
    return reach;
  }
}
