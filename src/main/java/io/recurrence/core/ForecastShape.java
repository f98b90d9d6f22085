package io.recurrence.core;

import io.recurrence.time.Calendar;

/**
 * What forecasts look like: how far they reach, and what they say of each step.
 *
 * @param levels of the quantiles, ascending
 * @param confidence the share of values that lower and upper bound are to hold between them
 * @param range the values that there can be
 */
record ForecastShape(
    int horizon,
    double[] levels,
    double confidence,
    Limits limits,
    ValueRange range,
    Calendar calendar) {

  static ForecastShape of(PipelineBuilder b) {
    return new ForecastShape(b.horizon, b.levels, b.confidence, b.limits, b.range, b.calendar);
  }

  /** Whether each step makes a forecast, whether or not it is to be written. */
  boolean always() {
    return limits.any();
  }

  /** A fresh receiver for what steps give. */
  StepResult newOutput(String[] experts, String[] features) {
    SeriesForecast forecast =
        new SeriesForecast(horizon, levels, confidence, limits, experts, calendar);
    return new StepResult(forecast, features).within(range);
  }
}
