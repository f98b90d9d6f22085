package io.recurrence.core;

import io.recurrence.time.Calendar;

/** What forecasts look like: how far they reach, and what they say of each step. */
final class ForecastShape {
  private final int horizon;
  private final double[] levels;
  private final double confidence;
  private final ForecastLimits limits;
  private final ValueRange range;
  private final Calendar calendar;
  private final boolean always;

  /**
   * @param levels of the quantiles, ascending
   * @param confidence the share of values that lower and upper bound are to hold between them
   * @param always whether each step makes a forecast, whether or not it is to be written
   */
  ForecastShape(
      int horizon,
      double[] levels,
      double confidence,
      ForecastLimits limits,
      ValueRange range,
      Calendar calendar,
      boolean always) {
    this.horizon = horizon;
    this.levels = levels;
    this.confidence = confidence;
    this.limits = limits;
    this.range = range;
    this.calendar = calendar;
    this.always = always;
  }

  /** Whether each step makes a forecast, whether or not it is to be written. */
  boolean always() {
    return always;
  }

  /** A fresh receiver for what steps give. */
  StepResult newOutput(String[] experts, String[] features) {
    SeriesForecast forecast =
        new SeriesForecast(horizon, levels, confidence, limits, experts, calendar);
    return new StepResult(forecast, features).within(range);
  }
}
