package io.recurrence.record;

import io.recurrence.core.EventResult;
import io.recurrence.core.FeatureValues;
import io.recurrence.core.GroupReport;
import io.recurrence.core.IncidentReport;
import io.recurrence.core.IncidentReport.Peak;
import io.recurrence.core.Judgement;
import io.recurrence.core.LimitCrossing;
import io.recurrence.core.OutcomeBatch;
import io.recurrence.core.SeriesForecast;
import io.recurrence.core.Verdict;
import io.recurrence.core.Verdict.Direction;
import io.recurrence.record.RecordSchema.Part;
import java.util.List;

/**
 * Writes output as records. Times are milliseconds since 1970; a number that does not exist, such
 * as the expectation for the first record of a series, is left open. Serves one thread.
 */
public abstract sealed class Encoder permits JsonEncoder, BinaryEncoder, SchemaEncoder {
  private final RecordSink sink;
  private final double confidence;
  private final String version;
  private final ResultFields results;
  private final GroupFields groups;
  private final Columns columns = new Columns();
  private RecordKind kind = RecordKind.ANOMALY;
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
    this.results = new ResultFields(sink);
    this.groups = new GroupFields(sink);
    this.confidence = confidence;
    this.version = version;
  }

  /** The record that the sink has taken, in an array of its own. */
  abstract byte[] record();

  /** What the record is that is being written. */
  final RecordKind kind() {
    return kind;
  }

  private void begin(RecordKind kind, String series) {
    this.kind = kind;
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
    sink.text(RecordField.SEVERITY, judgement.severity().name());
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

  /** The record of a change of an incident. */
  public byte[] incident(String series, IncidentReport report) {
    Peak peak = report.peak();
    begin(RecordKind.INCIDENT, series);
    sink.whole(RecordField.TIMESTAMP, report.time());
    sink.text(RecordField.INCIDENT_ID, report.id(series));
    sink.text(RecordField.STATUS, report.change().name());
    sink.text(RecordField.SEVERITY, report.severity().name());
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
    sink.optionalWhole(RecordField.CROSSING_TIMESTAMP, peak.crossing());
    sink.text(RecordField.PIPELINE_VERSION, version);
    return record();
  }

  /** The record of a change of an incident of a group. */
  public byte[] group(GroupReport report) {
    kind = RecordKind.GROUP_INCIDENT;
    sink.begin(kind);
    groups.write(report);
    sink.text(RecordField.PIPELINE_VERSION, version);
    return record();
  }

  /** A forecast, an array per column. */
  public byte[] forecast(String series, SeriesForecast forecast) {
    columns.read(forecast, confidence);
    boolean limited = !forecast.crossings().isEmpty();
    RecordKind even = limited ? RecordKind.LIMITED_FORECAST : RecordKind.FORECAST;
    RecordKind uneven = limited ? RecordKind.LIMITED_UNEVEN_FORECAST : RecordKind.UNEVEN_FORECAST;
    begin(columns.even ? even : uneven, series);
    sink.whole(RecordField.TIMESTAMP, forecast.time());
    sink.columns(columns);
    limits(forecast);
    origin(forecast);
    return record();
  }

  /** One step of a forecast; {@code step} is counted from 1. */
  public byte[] forecastStep(String series, SeriesForecast forecast, int step) {
    boolean limited = !forecast.crossings().isEmpty();
    begin(limited ? RecordKind.LIMITED_FORECAST_STEP : RecordKind.FORECAST_STEP, series);
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
    limits(forecast);
    origin(forecast);
    return record();
  }

  /** What a forecast says of the limits that it is watched for, if it is. */
  private void limits(SeriesForecast forecast) {
    List<LimitCrossing> crossings = forecast.crossings();
    if (!crossings.isEmpty()) {
      limit(forecast, crossings, Direction.ABOVE, RecordSchema.ABOVE);
      limit(forecast, crossings, Direction.BELOW, RecordSchema.BELOW);
    }
  }

  private void limit(
      SeriesForecast forecast,
      List<LimitCrossing> crossings,
      Direction direction,
      List<Part> fields) {
    double limit = Double.NaN;
    long time = RecordSink.NONE;
    double probability = Double.NaN;
    for (LimitCrossing crossing : crossings) {
      if (crossing.direction() == direction) {
        limit = crossing.limit();
        time = crossing.step() > 0 ? forecast.time(crossing.step()) : RecordSink.NONE;
        probability = crossing.probability();
      }
    }
    sink.exact(fields.get(0).field(), limit);
    sink.optionalWhole(fields.get(1).field(), time);
    sink.share(fields.get(2).field(), probability);
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
    begin(ResultFields.kind(result), series);
    results.write(judgement, result);
    sink.text(RecordField.STATUS, judgement.status().name());
    sink.text(RecordField.PIPELINE_VERSION, version);
    return record();
  }

  private static double[] sized(double[] array, int length) {
    return array.length == length ? array : new double[length];
  }
}
