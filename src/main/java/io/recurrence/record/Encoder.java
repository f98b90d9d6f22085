package io.recurrence.record;

import io.recurrence.core.EventResult;
import io.recurrence.core.StepResult;
import io.recurrence.core.Verdict;

/**
 * Writes output as records. Times are milliseconds since 1970; a number that does not exist, such
 * as the expectation for the first record of a series, is left open. Serves one thread.
 */
public abstract sealed class Encoder permits JsonEncoder, BinaryEncoder {
  private final RecordSink sink;
  private final double confidence;
  private final String version;
  private final Columns columns = new Columns();
  private double[] quantiles = new double[0];
  private double[] weights = new double[0];
  private double[] features = new double[0];

  /**
   * Makes an encoder.
   *
   * @param sink of all records
   * @param confidence the share of values that lower and upper bound are to hold between them
   * @param version of the pipeline
   */
  Encoder(RecordSink sink, double confidence, String version) {
    this.sink = sink;
    this.confidence = confidence;
    this.version = version;
  }

  /** The record that the sink has taken, in an array of its own. */
  abstract byte[] record();

  private void begin(RecordKind kind, String series) {
    sink.begin(kind);
    sink.text(RecordField.SERIES, series);
  }

  /** The verdict on one record. */
  public byte[] anomaly(String series, StepResult out) {
    Verdict verdict = out.verdict();
    begin(RecordKind.ANOMALY, series);
    sink.whole(RecordField.TIMESTAMP, out.time());
    sink.exact(RecordField.VALUE, out.missing() ? Double.NaN : out.value());
    if (out.expects()) {
      sink.band(RecordField.EXPECTED_VALUE, out.expected(), out.lower(), out.upper());
    } else {
      sink.band(RecordField.EXPECTED_VALUE, Double.NaN, Double.NaN, Double.NaN);
    }
    sink.exact(RecordField.CONFIDENCE_LEVEL, confidence);
    sink.share(RecordField.ANOMALY_SCORE, verdict.score());
    sink.share(RecordField.ANOMALY_GRADE, verdict.grade());
    sink.share(RecordField.ALARM_SCORE, verdict.alarm());
    sink.flag(RecordField.IS_ANOMALY, verdict.anomaly());
    sink.text(RecordField.KIND, verdict.kind().name());
    sink.text(RecordField.DIRECTION, verdict.direction().name());
    sink.text(RecordField.INCIDENT, verdict.phase().name());
    sink.share(RecordField.INCIDENT_PEAK, verdict.peak());
    sink.share(RecordField.COVERAGE, out.coverage());
    sink.text(RecordField.STATUS, out.status().name());
    sink.text(RecordField.REASON, verdict.reason());
    sink.text(RecordField.MODEL, out.model());
    sink.option(RecordField.NETWORK_VERSION, out.expectedBy());
    return record();
  }

  /** A series that has fallen silent: the verdict on a record that did not come. */
  public byte[] silence(String series, long time, String reason) {
    begin(RecordKind.ANOMALY, series);
    sink.whole(RecordField.TIMESTAMP, time);
    sink.exact(RecordField.VALUE, Double.NaN);
    sink.band(RecordField.EXPECTED_VALUE, Double.NaN, Double.NaN, Double.NaN);
    sink.exact(RecordField.CONFIDENCE_LEVEL, confidence);
    sink.share(RecordField.ANOMALY_SCORE, 1);
    sink.share(RecordField.ANOMALY_GRADE, 1);
    sink.share(RecordField.ALARM_SCORE, 1);
    sink.flag(RecordField.IS_ANOMALY, true);
    sink.text(RecordField.KIND, "SILENCE");
    sink.text(RecordField.DIRECTION, "NONE");
    sink.text(RecordField.INCIDENT, "ONSET");
    sink.share(RecordField.INCIDENT_PEAK, 1);
    sink.share(RecordField.COVERAGE, 0);
    sink.text(RecordField.STATUS, "DEGRADED");
    sink.text(RecordField.REASON, reason);
    sink.text(RecordField.MODEL, "clock");
    sink.option(RecordField.NETWORK_VERSION, "");
    return record();
  }

  /** A forecast, an array per column. */
  public byte[] forecast(String series, StepResult out) {
    columns.read(out, confidence);
    begin(columns.even ? RecordKind.FORECAST : RecordKind.UNEVEN_FORECAST, series);
    sink.whole(RecordField.TIMESTAMP, out.time());
    sink.columns(columns);
    origin(out);
    return record();
  }

  /** One step of a forecast; {@code step} is counted from 1. */
  public byte[] forecastStep(String series, StepResult out, int step) {
    begin(RecordKind.FORECAST_STEP, series);
    sink.whole(RecordField.TIMESTAMP, out.time());
    sink.whole(RecordField.HORIZON_INDEX, step);
    sink.whole(RecordField.FORECAST_TIMESTAMP, out.forecastTime(step));
    sink.band(RecordField.FORECAST_VALUE, out.forecast(step), out.lower(step), out.upper(step));
    sink.exact(RecordField.CONFIDENCE_LEVEL, confidence);
    quantiles = sized(quantiles, out.levels().length);
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = out.quantile(i, step);
    }
    sink.quantiles(out.levels(), quantiles);
    origin(out);
    return record();
  }

  private void origin(StepResult out) {
    sink.text(RecordField.MODEL, out.model());
    weights = sized(weights, out.models().length);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = out.weight(i);
    }
    sink.weights(out.models(), weights);
    sink.option(RecordField.NETWORK_VERSION, out.forecastBy());
    sink.text(RecordField.PIPELINE_VERSION, version);
  }

  /**
   * What became of an earlier forecast for the time of this record; {@code i} counts the outcomes
   * of {@code out}.
   */
  public byte[] outcome(String series, StepResult out, int i) {
    begin(RecordKind.OUTCOME, series);
    sink.whole(RecordField.FORECAST_TIMESTAMP, out.time());
    sink.whole(RecordField.HORIZON_INDEX, out.outcomeSteps(i));
    sink.outcome(out.outcomeForecast(i), out.value());
    sink.flag(
        RecordField.COVERED,
        out.outcomeLower(i) <= out.value() && out.value() <= out.outcomeUpper(i));
    sink.option(RecordField.NETWORK_VERSION, out.outcomeBy(i));
    return record();
  }

  /** The statistics asked for. */
  public byte[] features(String series, StepResult out) {
    begin(RecordKind.FEATURES, series);
    sink.whole(RecordField.TIMESTAMP, out.time());
    sink.exact(RecordField.VALUE, out.missing() ? Double.NaN : out.value());
    features = sized(features, out.features().length);
    for (int i = 0; i < features.length; i++) {
      features[i] = out.feature(i);
    }
    sink.features(out.features(), features);
    return record();
  }

  /** What a task on events gives. */
  public byte[] result(String series, StepResult out) {
    EventResult result = out.result();
    begin(
        switch (result.kind()) {
          case SYMBOL -> RecordKind.SYMBOL;
          case LABEL -> RecordKind.LABEL;
          case CLASS -> result.source().isEmpty() ? RecordKind.CLASS : RecordKind.TEXT_CLASS;
          case TRANSLATION -> RecordKind.TRANSLATION;
          case NONE -> throw new IllegalArgumentException("there is no result");
        },
        series);
    sink.whole(RecordField.TIMESTAMP, out.time());
    switch (result.kind()) {
      case SYMBOL -> symbol(result, out.verdict());
      case LABEL -> label(result);
      case CLASS -> {
        if (result.source().isEmpty()) {
          sequence(result);
        } else {
          text(result);
        }
      }
      default -> translation(result);
    }
    sink.text(RecordField.STATUS, out.status().name());
    sink.text(RecordField.PIPELINE_VERSION, version);
    return record();
  }

  private void symbol(EventResult result, Verdict verdict) {
    sink.text(RecordField.SYMBOL, result.source());
    sink.text(RecordField.EXPECTED_SYMBOL, result.target());
    sink.share(RecordField.PROBABILITY, result.probability());
    sink.exact(RecordField.SURPRISE, result.surprise());
    sink.share(RecordField.ANOMALY_SCORE, verdict.score());
    sink.flag(RecordField.IS_ANOMALY, verdict.anomaly());
    sink.text(RecordField.REASON, verdict.reason());
    sink.exact(RecordField.ENTROPY, result.entropy());
    sink.shares(RecordField.PROBABILITIES, result.names(), result.probabilities());
  }

  private void label(EventResult result) {
    sink.whole(RecordField.LABELLED_TIMESTAMP, result.start());
    sink.text(RecordField.LABEL, result.target());
    sink.share(RecordField.PROBABILITY, result.probability());
    sink.shares(RecordField.PROBABILITIES, result.names(), result.probabilities());
    sink.flag(RecordField.CHANGED, result.mark());
    sink.exact(RecordField.DURATION, result.duration() == 0 ? Double.NaN : result.duration());
  }

  private void sequence(EventResult result) {
    sink.whole(RecordField.WINDOW_START, result.start());
    sink.whole(RecordField.RECORDS, result.length());
    sink.flag(RecordField.ENDED, result.mark());
    sink.text(RecordField.CLASS, result.target());
    sink.share(RecordField.PROBABILITY, result.probability());
    sink.shares(RecordField.PROBABILITIES, result.names(), result.probabilities());
  }

  private void text(EventResult result) {
    sink.text(RecordField.SOURCE, result.source());
    sink.text(RecordField.CLASS, result.target());
    sink.share(RecordField.PROBABILITY, result.probability());
    sink.shares(RecordField.PROBABILITIES, result.names(), result.probabilities());
    sink.matrix(RecordField.COURSE, result.course());
  }

  private void translation(EventResult result) {
    sink.text(RecordField.SOURCE, result.source());
    sink.text(RecordField.TRANSLATION, result.target());
    sink.share(RecordField.PROBABILITY, result.probability());
    sink.flag(RecordField.COMPLETE, result.mark());
    sink.matrix(RecordField.ATTENTION, result.attention());
  }

  private static double[] sized(double[] array, int length) {
    return array.length == length ? array : new double[length];
  }
}
