package io.recurrence.core;

import io.recurrence.time.Calendar;
import java.util.Arrays;
import java.util.List;

/**
 * The forecast of a series: a {@link QuantileForecast}, the times of its steps, and what it was
 * made with. Reused from record to record: copy what is to be kept.
 */
public final class SeriesForecast {
  private final double[] levels;
  private final String[] models;
  private final Calendar calendar;
  private final QuantileForecast quantiles;
  private ValueRange range = ValueRange.ALL;
  private final List<LimitCrossing> crossings;
  private boolean read; // what it says of the limits
  private boolean due;
  private boolean timed;
  private long time;
  private long origin;
  private long pace;
  private String networkVersion = "";

  SeriesForecast(
      int horizon,
      double[] levels,
      double confidence,
      ForecastLimits limits,
      String[] models,
      Calendar calendar) {
    this.levels = levels.clone();
    this.models = models.clone();
    this.calendar = calendar;
    double[] further = limits.levels();
    double[] all = Arrays.copyOf(levels, levels.length + further.length);
    System.arraycopy(further, 0, all, levels.length, further.length);
    this.quantiles = new QuantileForecast(horizon, all, confidence, models.length);
    this.crossings = limits.crossings();
  }

  /** Clips forecasts, bounds and quantiles to a range. */
  void within(ValueRange range) {
    this.range = range;
  }

  /** Begins without a forecast. */
  void begin(long time) {
    this.due = false;
    this.time = time;
    this.networkVersion = "";
    quantiles.ask(0);
    Arrays.fill(quantiles.weights(), 0);
  }

  /**
   * Asks for the steps of the horizon.
   *
   * @param time of the last step
   * @param origin the time from which the steps count
   * @param pace milliseconds from one step to the next
   * @param timed whether that is known
   */
  void ask(long time, long origin, long pace, boolean timed) {
    this.time = time;
    this.origin = origin;
    this.pace = pace;
    this.timed = timed;
    this.read = false;
    quantiles.ask(quantiles.horizon());
  }

  /** It is to be written. */
  void due() {
    this.due = true;
  }

  /** There is none after all. */
  void withdraw() {
    quantiles.ask(0);
  }

  void networkVersion(String version) {
    this.networkVersion = version;
  }

  /** To be filled by the stage that forecasts. */
  QuantileForecast quantiles() {
    return quantiles;
  }

  /** Whether a forecast was made at this step that is to be written. */
  public boolean isDue() {
    return due && made();
  }

  /** What the forecast says of each limit, the upper one first; empty where there is none. */
  public List<LimitCrossing> crossings() {
    if (!read) {
      crossings.forEach(
          crossing -> crossing.read(horizon(), (i, k) -> quantile(levels.length + i, k)));
      read = true;
    }
    return crossings;
  }

  /**
   * Whether the times of the steps are known: not before the second time of a series, unless its
   * sampling interval is configured. Until then, steps are a millisecond apart.
   */
  public boolean timed() {
    return timed;
  }

  /** Whether a forecast was made at this step. */
  public boolean made() {
    return quantiles.steps() > 0;
  }

  /** Event time of the step at which it was made, in milliseconds since 1970. */
  public long time() {
    return time;
  }

  /** How many steps a forecast has. */
  public int horizon() {
    return quantiles.horizon();
  }

  /** The time of step {@code k}, counted from 1. */
  public long time(int k) {
    return calendar.plus(origin, pace, k);
  }

  /** The expected value of step {@code k}, counted from 1. */
  public double mean(int k) {
    return range.clip(quantiles.mean(k));
  }

  /** The lower bound of step {@code k}. */
  public double lower(int k) {
    return range.clip(quantiles.lower(k));
  }

  /** The upper bound of step {@code k}. */
  public double upper(int k) {
    return range.clip(quantiles.upper(k));
  }

  /** The levels of the quantiles, ascending. */
  public double[] levels() {
    return levels;
  }

  /** The quantile of step {@code k} at {@code levels()[level]}. */
  public double quantile(int level, int k) {
    return range.clip(quantiles.quantile(level, k));
  }

  /** The names of the models. */
  public String[] models() {
    return models;
  }

  /** The weight of a model in the first step. */
  public double weight(int model) {
    return quantiles.weight(model);
  }

  /** The model that weighs most in the first step; empty before the first forecast. */
  public String model() {
    int best = 0;
    for (int i = 1; i < models.length; i++) {
      if (weight(i) > weight(best)) {
        best = i;
      }
    }
    return models.length > 0 && weight(best) > 0 ? models[best] : "";
  }

  /** The version of the trained weights behind it; empty where there are none. */
  public String networkVersion() {
    return networkVersion;
  }
}
