package io.recurrence.core;

import io.recurrence.time.Calendar;
import java.util.Arrays;
import java.util.List;

/**
 * All that one step gives: the verdict on the value, the forecast from here, the outcomes of
 * earlier forecasts, and the statistics asked for. Reused from record to record: whoever keeps
 * anything copies it.
 */
public final class StepResult {
  private static final int MOST_OUTCOMES = 64; // forecasts that can meet their actual value at once

  private final double[] levels;
  private final String[] models;
  private final String[] featureNames;
  private final Calendar calendar;

  Status status = Status.WARMING_UP;
  long time;
  boolean missing;
  boolean filled;
  boolean further;
  double value;
  boolean expects;
  double expected;
  double lower;
  double upper;
  final Verdict verdict = new Verdict();

  double coverage;
  List<String> repaired = List.of();

  String expectedBy = "";
  String forecastBy = "";

  boolean forecasts;
  long origin;
  long pace;
  final QuantileForecast forecast;

  int outcomes;
  final int[] outcomeSteps = new int[MOST_OUTCOMES];
  final double[] outcomeForecasts = new double[MOST_OUTCOMES];
  final double[] outcomeLowers = new double[MOST_OUTCOMES];
  final double[] outcomeUppers = new double[MOST_OUTCOMES];
  final String[] outcomesBy = new String[MOST_OUTCOMES];
  final OutcomeListener listener = this::outcome;

  final double[] features;
  private final EventResult result = new EventResult();

  StepResult(
      int horizon,
      double[] levels,
      double confidence,
      String[] models,
      String[] features,
      Calendar calendar) {
    this.calendar = calendar;
    this.levels = levels.clone();
    this.models = models.clone();
    this.featureNames = features.clone();
    this.forecast = new QuantileForecast(horizon, levels, confidence, models.length);
    this.features = new double[features.length];
  }

  void begin(long time, boolean missing, double value) {
    this.time = time;
    this.missing = missing;
    this.filled = false;
    this.further = false;
    this.value = value;
    this.expects = false;
    this.forecasts = false;
    this.outcomes = 0;
    this.expectedBy = "";
    this.forecastBy = "";
    this.repaired = List.of();
    verdict.normal(0);
    result.clear();
    Arrays.fill(features, 0);
    Arrays.fill(forecast.weights(), 0);
  }

  /** Begins the output of a step without a value. */
  StepResult missed(long time) {
    begin(time, true, 0);
    return this;
  }

  void expect(double expected, double lower, double upper) {
    this.expects = true;
    this.expected = expected;
    this.lower = Math.min(lower, expected); // the mean of a skewed distribution may lie outside
    this.upper = Math.max(upper, expected);
  }

  /**
   * Asks for a forecast, or for none.
   *
   * @param origin the time from which its steps count
   */
  void ask(boolean asked, long origin, long pace) {
    this.forecasts = asked;
    this.origin = origin;
    this.pace = pace;
    forecast.ask(asked ? forecast.horizon() : 0);
  }

  private void outcome(int steps, double forecast, double lower, double upper) {
    outcomeSteps[outcomes] = steps;
    outcomeForecasts[outcomes] = forecast;
    outcomeLowers[outcomes] = Math.min(lower, forecast);
    outcomeUppers[outcomes] = Math.max(upper, forecast);
    outcomesBy[outcomes] = "";
    outcomes++;
  }

  public Status status() {
    return status;
  }

  /** Event time of the record, in milliseconds since 1970. */
  public long time() {
    return time;
  }

  /** Whether the record came without a value. */
  public boolean missing() {
    return missing;
  }

  /** Whether no record came for this step at all, so that it has nothing but a verdict. */
  public boolean filled() {
    return filled;
  }

  /**
   * Whether the record is a further reading of the sampling interval of the one before it: it was
   * judged, but made no step of its own.
   */
  public boolean further() {
    return further;
  }

  /** The value that came; not to be read where {@link #missing()}. */
  public double value() {
    return value;
  }

  /**
   * Whether something was expected of this record; the first record of a series is awaited by
   * nobody.
   */
  public boolean expects() {
    return expects;
  }

  /** What was expected, before the value came; to be read where {@link #expects()}. */
  public double expected() {
    return expected;
  }

  /** The lower end of the expected band. */
  public double lower() {
    return lower;
  }

  /** The upper end of the expected band. */
  public double upper() {
    return upper;
  }

  /**
   * The share of the last thousand values or so that lay within the interval forecast for them; 0
   * before the first band.
   */
  public double coverage() {
    return coverage;
  }

  /**
   * The stages whose memory was no longer finite after this step, or when it was read, and which
   * began anew; mostly none.
   */
  public List<String> repaired() {
    return repaired;
  }

  public Verdict verdict() {
    return verdict;
  }

  /**
   * The version of the trained weights that predicted this value, of several joined by '+'; empty
   * where there were none.
   */
  public String expectedBy() {
    return expectedBy;
  }

  /**
   * The version of the trained weights behind the forecast from here; empty where there are none.
   */
  public String forecastBy() {
    return forecastBy;
  }

  /** Whether a forecast was made at this step. */
  public boolean forecasts() {
    return forecasts;
  }

  /** How many steps a forecast has. */
  public int horizon() {
    return forecast.horizon();
  }

  /** The time of step {@code k}, counted from 1. */
  public long forecastTime(int k) {
    return calendar.plus(origin, pace, k);
  }

  /** The expected value of step {@code k}, counted from 1. */
  public double forecast(int k) {
    return forecast.mean(k);
  }

  public double lower(int k) {
    return forecast.lower(k);
  }

  public double upper(int k) {
    return forecast.upper(k);
  }

  /** The levels of the quantiles, ascending. */
  public double[] levels() {
    return levels;
  }

  /** The quantile of step {@code k} at {@code levels()[level]}. */
  public double quantile(int level, int k) {
    return forecast.quantile(level, k);
  }

  /** The names of the models. */
  public String[] models() {
    return models;
  }

  /** The model that weighs most in the first step of the forecast; empty before the first. */
  public String model() {
    int best = 0;
    for (int i = 1; i < models.length; i++) {
      if (forecast.weight(i) > forecast.weight(best)) {
        best = i;
      }
    }
    return models.length > 0 && forecast.weight(best) > 0 ? models[best] : "";
  }

  /** The weight of a model in the first step of the forecast. */
  public double weight(int model) {
    return forecast.weight(model);
  }

  /** How many earlier forecasts met their actual value in this record. */
  public int outcomes() {
    return outcomes;
  }

  /** How many steps ahead the forecast of outcome {@code i} had looked. */
  public int outcomeSteps(int i) {
    return outcomeSteps[i];
  }

  public double outcomeForecast(int i) {
    return outcomeForecasts[i];
  }

  public double outcomeLower(int i) {
    return outcomeLowers[i];
  }

  public double outcomeUpper(int i) {
    return outcomeUppers[i];
  }

  /** The version of the trained weights behind outcome {@code i}; empty where there were none. */
  public String outcomeBy(int i) {
    return outcomesBy[i];
  }

  /** What a task on events gives; nothing where values are forecast. */
  public EventResult result() {
    return result;
  }

  /** The names of the statistics asked for. */
  public String[] features() {
    return featureNames;
  }

  /** The value of statistic {@code i}; 0 until the first value of the series. */
  public double feature(int i) {
    return features[i];
  }
}
