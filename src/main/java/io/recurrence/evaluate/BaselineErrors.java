package io.recurrence.evaluate;

/**
 * Absolute errors of forecasts beside those of two that need no model, on the same values: the
 * naive one repeats the last value, the seasonal naive one the season before.
 */
public final class BaselineErrors {
  private long count;
  private double ours;
  private double naive;
  private double seasonal;

  /** Compares one value with what was forecast for it; not where there was no season before. */
  void add(double actual, double forecast, double last, double season) {
    if (Double.isFinite(last) && Double.isFinite(season)) {
      count++;
      ours += Math.abs(actual - forecast);
      naive += Math.abs(actual - last);
      seasonal += Math.abs(actual - season);
    }
  }

  /** How many values were compared. */
  public long count() {
    return count;
  }

  /** Mean absolute error of the pipeline. */
  public double ours() {
    return ours / count;
  }

  /** Mean absolute error where the last value is repeated. */
  public double naive() {
    return naive / count;
  }

  /** Mean absolute error where the season before is repeated. */
  public double seasonalNaive() {
    return seasonal / count;
  }
}
