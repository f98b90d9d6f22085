package io.recurrence.config;

import io.recurrence.core.ForecastLimits;
import io.recurrence.core.ValueRange;
import io.recurrence.core.Values;

/** The limits that forecasts are watched for: the keys under {@code limits}. */
final class LimitsSpec {
  private static final double PROBABILITY = .5; // from which a crossing is reported

  private LimitsSpec() {}

  /**
   * Reads the section, if it is there.
   *
   * @param range of the values, outside of which no limit is ever passed
   */
  static ForecastLimits read(Section s, ValueRange range, OutputSpec output) {
    Section limits = s.section("limits");
    double above = limit(limits, "above", ForecastLimits.NONE.above());
    double below = limit(limits, "below", ForecastLimits.NONE.below());
    double probability = limits.share("probability", PROBABILITY, false);
    limits.done();
    if (!s.has("limits") || s.faulty("limits")) {
      return ForecastLimits.NONE;
    }
    if (!limits.has("above") && !limits.has("below")) {
      s.fault("limits", "names no limit; give 'above', 'below' or both");
    }
    if (below >= above) {
      limits.fault("below", "was %s but it must be less than 'above'".formatted(below));
    }
    if (limits.has("above") && above >= range.highest()) {
      limits.fault("above", "can never be passed: range ends at " + range.highest());
    }
    if (limits.has("below") && below <= range.lowest()) {
      limits.fault("below", "can never be passed: range begins at " + range.lowest());
    }
    if (limits.has("above") && above < range.lowest()) {
      limits.fault("above", "is passed by every value: range begins at " + range.lowest());
    }
    if (limits.has("below") && below > range.highest()) {
      limits.fault("below", "is passed by every value: range ends at " + range.highest());
    }
    if (output.any() && output.forecasts().isEmpty() && output.incidents().isEmpty()) {
      s.fault("limits", "are written to no topic; name output.forecasts or output.incidents");
    }
    return new ForecastLimits(above, below, probability);
  }

  private static double limit(Section s, String key, double none) {
    return s.number(
        key, none, x -> Math.abs(x) <= Values.MAX_MAGNITUDE, "a number in the unit of the series");
  }
}
