package io.recurrence.core;

import io.recurrence.time.Calendar;
import java.util.ArrayList;
import java.util.List;

/**
 * All that one step gives: the judgement of the record, the forecast from here, the outcomes of
 * earlier forecasts, the statistics asked for, and the result of a task on events. Reused from
 * record to record: copy what is to be kept.
 */
public final class StepResult {
  private final Judgement judgement = new Judgement();
  private final SeriesForecast forecast;
  private final OutcomeBatch outcomes = new OutcomeBatch();
  private final FeatureValues features;
  private final EventResult event = new EventResult();
  private final List<IncidentReport> incidents = new ArrayList<>();
  private boolean filled;
  private List<String> repaired = List.of();

  StepResult(SeriesForecast forecast, String[] features) {
    this.forecast = forecast;
    this.features = new FeatureValues(features);
  }

  /** Holds forecasts, and what was expected, to the values that there can be. */
  StepResult within(ValueRange range) {
    judgement.within(range);
    forecast.within(range);
    outcomes.within(range);
    return this;
  }

  /** The result of a task on events, which forecasts no values. */
  static StepResult ofEvents(Calendar calendar) {
    String[] none = {};
    return new StepResult(
        new SeriesForecast(1, new double[0], 0, ForecastLimits.NONE, none, calendar), none);
  }

  /**
   * Begins with a record.
   *
   * @param value NaN where it has none
   */
  StepResult begin(long time, double value) {
    filled = false;
    repaired = List.of();
    judgement.begin(time, value);
    forecast.begin(time);
    outcomes.begin(time, value);
    features.begin(time, value);
    event.clear();
    incidents.clear();
    return this;
  }

  /** Begins with a record without a value. */
  StepResult beginMissing(long time) {
    return begin(time, Double.NaN);
  }

  /** Begins with a step for which no record came. */
  StepResult beginFilled(long time) {
    begin(time, Double.NaN);
    filled = true;
    return this;
  }

  void repaired(List<String> stages) {
    repaired = stages;
  }

  /** Event time of the record, in milliseconds since 1970. */
  public long time() {
    return judgement.time();
  }

  /** Whether no record came for this step at all, so that it has nothing but a judgement. */
  public boolean filled() {
    return filled;
  }

  /**
   * The stages whose memory was no longer finite after this step, or when it was read, and which
   * began anew; mostly none.
   */
  public List<String> repaired() {
    return repaired;
  }

  public Judgement judgement() {
    return judgement;
  }

  public SeriesForecast forecast() {
    return forecast;
  }

  public OutcomeBatch outcomes() {
    return outcomes;
  }

  /**
   * The changes of the incidents of the series at this step; none where the pipeline does not
   * follow incidents.
   */
  public List<IncidentReport> incidents() {
    return incidents;
  }

  public FeatureValues features() {
    return features;
  }

  /** What a task on events gives; of kind NONE where values are forecast. */
  public EventResult event() {
    return event;
  }
}
