package io.recurrence.record;

import io.recurrence.core.EventResult;
import io.recurrence.core.FeatureValues;
import io.recurrence.core.IncidentReport;
import io.recurrence.core.IncidentReport.Peak;
import io.recurrence.core.Judgement;
import io.recurrence.core.OutcomeBatch;
import io.recurrence.core.SeriesForecast;
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

  /** The judgement of one record. */
  public byte[] anomaly(String series, Judgement judgement) {
    Verdict verdict = judgement.verdict();
    begin(RecordKind.ANOMALY, series);
    sink.whole(RecordField.TIMESTAMP, judgement.time());
    sink.exact(RecordField.VALUE, judgement.value());
    sink.band(
        RecordField.EXPECTED_VALUE, judgement.expected(), judgement.lower(), judgement.upper());
    sink.exact(RecordField.CONFIDENCE_LEVEL, confidence);
    sink.share(RecordField.ANOMALY_SCORE, verdict.score());
    sink.share(RecordField.ANOMALY_GRADE, verdict.grade());
    sink.share(RecordField.ALARM_SCORE, verdict.alarm());
    sink.flag(RecordField.IS_ANOMALY, verdict.anomaly());
    sink.text(RecordField.KIND, verdict.kind().name());
    sink.text(RecordField.DIRECTION, verdict.direction().name());
    sink.text(RecordField.INCIDENT, verdict.phase().name());
    sink.share(RecordField.INCIDENT_PEAK, verdict.peak());
    sink.share(RecordField.COVERAGE, judgement.coverage());
    sink.text(RecordField.STATUS, judgement.status().name());
    sink.text(RecordField.REASON, verdict.reason());
    sink.text(RecordField.MODEL, judgement.model());
    sink.option(RecordField.NETWORK_VERSION, judgement.networkVersion());
    return record();
  }

  /** What there is to tell of an incident. */
  public byte[] incident(String series, IncidentReport report) {
    Peak peak = report.peak();
    begin(RecordKind.INCIDENT, series);
    sink.whole(RecordField.TIMESTAMP, report.time());
    sink.text(RecordField.INCIDENT_ID, report.id(series));
    sink.text(RecordField.STATUS, report.change().name());
    sink.whole(RecordField.ONSET_TIMESTAMP, report.onset());
    sink.optionalWhole(RecordField.END_TIMESTAMP, report.over() ? report.time() : RecordSink.NONE);
    sink.optionalWhole(
        RecordField.DURATION_MS, report.over() ? report.time() - report.onset() : RecordSink.NONE);
    sink.whole(RecordField.FLAGGED_RECORDS, report.flagged());
    sink.text(RecordField.KIND, report.kind().name());
    sink.text(RecordField.DIRECTION, report.direction().name());
    sink.text(RecordField.REASON, report.reason());
    sink.whole(RecordField.PEAK_TIMESTAMP, peak.time());
    sink.share(RecordField.INCIDENT_PEAK, peak.score());
    sink.share(RecordField.ANOMALY_GRADE, peak.grade());
    sink.exact(RecordField.VALUE, peak.value());
    sink.band(RecordField.EXPECTED_VALUE, peak.expected(), peak.lower(), peak.upper());
    sink.exact(RecordField.CONFIDENCE_LEVEL, confidence);
    sink.text(RecordField.PIPELINE_VERSION, version);
    return record();
  }

  /** A forecast, an array per column. */
  public byte[] forecast(String series, SeriesForecast forecast) {
    columns.read(forecast, confidence);
    begin(columns.even ? RecordKind.FORECAST : RecordKind.UNEVEN_FORECAST, series);
    sink.whole(RecordField.TIMESTAMP, forecast.time());
    sink.columns(columns);
    origin(forecast);
    return record();
  }

  /** One step of a forecast; {@code step} is counted from 1. */
  public byte[] forecastStep(String series, SeriesForecast forecast, int step) {
    begin(RecordKind.FORECAST_STEP, series);
    sink.whole(RecordField.TIMESTAMP, forecast.time());
    sink.whole(RecordField.HORIZON_INDEX, step);
    sink.whole(RecordField.FORECAST_TIMESTAMP, forecast.time(step));
    sink.band(
        RecordField.FORECAST_VALUE,
        forecast.mean(step),
        forecast.lower(step),
        forecast.upper(step));
    sink.exact(RecordField.CONFIDENCE_LEVEL, confidence);
    quantiles = sized(quantiles, forecast.levels().length);
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = forecast.quantile(i, step);
    }
    sink.quantiles(forecast.levels(), quantiles);
    origin(forecast);
    return record();
  }

  private void origin(SeriesForecast forecast) {
    sink.text(RecordField.MODEL, forecast.model());
    weights = sized(weights, forecast.models().length);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = forecast.weight(i);
    }
    sink.weights(forecast.models(), weights);
    sink.option(RecordField.NETWORK_VERSION, forecast.networkVersion());
    sink.text(RecordField.PIPELINE_VERSION, version);
  }

  /**
   * What became of an earlier forecast for the time of this record; {@code i} counts the outcomes.
   */
  public byte[] outcome(String series, OutcomeBatch outcomes, int i) {
    begin(RecordKind.OUTCOME, series);
    sink.whole(RecordField.FORECAST_TIMESTAMP, outcomes.time());
    sink.whole(RecordField.HORIZON_INDEX, outcomes.steps(i));
    sink.outcome(outcomes.forecast(i), outcomes.actual());
    sink.flag(RecordField.COVERED, outcomes.covered(i));
    sink.option(RecordField.NETWORK_VERSION, outcomes.networkVersion(i));
    return record();
  }

  /** The statistics asked for. */
  public byte[] features(String series, FeatureValues statistics) {
    begin(RecordKind.FEATURES, series);
    sink.whole(RecordField.TIMESTAMP, statistics.time());
    sink.exact(RecordField.VALUE, statistics.value());
    features = sized(features, statistics.names().length);
    for (int i = 0; i < features.length; i++) {
      features[i] = statistics.get(i);
    }
    sink.features(statistics.names(), features);
    return record();
  }

  /** What a task on events gives. */
  public byte[] result(String series, Judgement judgement, EventResult result) {
    begin(
        switch (result.kind()) {
          case SYMBOL -> RecordKind.SYMBOL;
          case LABEL -> RecordKind.LABEL;
          case CLASS -> result.source().isEmpty() ? RecordKind.CLASS : RecordKind.TEXT_CLASS;
          case TRANSLATION -> RecordKind.TRANSLATION;
          case NONE -> throw new IllegalArgumentException("there is no result");
        },
        series);
    sink.whole(RecordField.TIMESTAMP, judgement.time());
    switch (result.kind()) {
      case SYMBOL -> symbol(result, judgement.verdict());
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
    sink.text(RecordField.STATUS, judgement.status().name());
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
