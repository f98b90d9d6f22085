package io.recurrence.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Of what parts each {@linkplain RecordKind kind} of output record consists, in their order. */
final class RecordSchema {
  /** What a part holds, and so how it is written; the methods of {@link RecordSink}. */
  enum Type {
    TEXT,
    OPTION,
    WHOLE,
    OPTIONAL_WHOLE,
    EXACT,
    SHARE,
    FLAG,
    BAND,
    OUTCOME,
    COLUMNS,
    UNEVEN_COLUMNS,
    QUANTILES,
    WEIGHTS,
    FEATURES,
    SHARES,
    MATRIX
  }

  /** A field, or several that are written together, of which it is the first. */
  record Part(Type type, RecordField field) {}

  private static final List<Part> EVEN = List.of(new Part(Type.COLUMNS, RecordField.HORIZON));
  private static final List<Part> UNEVEN =
      List.of(new Part(Type.UNEVEN_COLUMNS, RecordField.HORIZON));
  private static final List<Part> STEP =
      List.of(
          new Part(Type.WHOLE, RecordField.HORIZON_INDEX),
          new Part(Type.WHOLE, RecordField.FORECAST_TIMESTAMP),
          new Part(Type.BAND, RecordField.FORECAST_VALUE),
          new Part(Type.EXACT, RecordField.CONFIDENCE_LEVEL),
          new Part(Type.QUANTILES, RecordField.QUANTILES));

  /** What a forecast says of an upper limit. */
  static final List<Part> ABOVE =
      List.of(
          new Part(Type.EXACT, RecordField.LIMIT_ABOVE),
          new Part(Type.OPTIONAL_WHOLE, RecordField.LIMIT_ABOVE_TIMESTAMP),
          new Part(Type.SHARE, RecordField.LIMIT_ABOVE_PROBABILITY));

  /** What a forecast says of a lower limit. */
  static final List<Part> BELOW =
      List.of(
          new Part(Type.EXACT, RecordField.LIMIT_BELOW),
          new Part(Type.OPTIONAL_WHOLE, RecordField.LIMIT_BELOW_TIMESTAMP),
          new Part(Type.SHARE, RecordField.LIMIT_BELOW_PROBABILITY));

  private static final List<Part> LIMITS = Stream.concat(ABOVE.stream(), BELOW.stream()).toList();

  private static final List<Part> ALARM = List.of(new Part(Type.SHARE, RecordField.ALARM_SCORE));
  private static final List<Part> SEVERITY = List.of(new Part(Type.TEXT, RecordField.SEVERITY));

  private static final Map<RecordKind, List<Part>> PARTS =
      Map.ofEntries(
          Map.entry(RecordKind.EARLIER_ANOMALY, verdict(List.of(), List.of())),
          Map.entry(RecordKind.FORECAST, forecast(EVEN, List.of())),
          Map.entry(RecordKind.LIMITED_FORECAST, forecast(EVEN, LIMITS)),
          Map.entry(RecordKind.FORECAST_STEP, forecast(STEP, List.of())),
          Map.entry(RecordKind.LIMITED_FORECAST_STEP, forecast(STEP, LIMITS)),
          Map.entry(
              RecordKind.OUTCOME,
              List.of(
                  new Part(Type.TEXT, RecordField.SERIES),
                  new Part(Type.WHOLE, RecordField.FORECAST_TIMESTAMP),
                  new Part(Type.WHOLE, RecordField.HORIZON_INDEX),
                  new Part(Type.OUTCOME, RecordField.FORECAST_VALUE),
                  new Part(Type.FLAG, RecordField.COVERED),
                  new Part(Type.OPTION, RecordField.NETWORK_VERSION))),
          Map.entry(
              RecordKind.FEATURES,
              List.of(
                  new Part(Type.TEXT, RecordField.SERIES),
                  new Part(Type.WHOLE, RecordField.TIMESTAMP),
                  new Part(Type.EXACT, RecordField.VALUE),
                  new Part(Type.FEATURES, RecordField.FEATURES))),
          Map.entry(RecordKind.UNEVEN_FORECAST, forecast(UNEVEN, List.of())),
          Map.entry(RecordKind.LIMITED_UNEVEN_FORECAST, forecast(UNEVEN, LIMITS)),
          Map.entry(RecordKind.INCIDENT_WITHOUT_SEVERITY, incident(List.of())),
          Map.entry(RecordKind.INCIDENT, incident(SEVERITY)),
          Map.entry(
              RecordKind.GROUP_INCIDENT,
              List.of(
                  new Part(Type.TEXT, RecordField.GROUP),
                  new Part(Type.WHOLE, RecordField.TIMESTAMP),
                  new Part(Type.TEXT, RecordField.INCIDENT_ID),
                  new Part(Type.TEXT, RecordField.STATUS),
                  new Part(Type.TEXT, RecordField.SEVERITY),
                  new Part(Type.WHOLE, RecordField.ONSET_TIMESTAMP),
                  new Part(Type.OPTIONAL_WHOLE, RecordField.END_TIMESTAMP),
                  new Part(Type.OPTIONAL_WHOLE, RecordField.DURATION_MS),
                  new Part(Type.WHOLE, RecordField.PEAK_TIMESTAMP),
                  new Part(Type.SHARE, RecordField.P_VALUE),
                  new Part(Type.SHARES, RecordField.SHARES),
                  new Part(Type.TEXT, RecordField.REASON),
                  new Part(Type.TEXT, RecordField.PIPELINE_VERSION))),
          Map.entry(RecordKind.ANOMALY_WITHOUT_SEVERITY, verdict(ALARM, List.of())),
          Map.entry(RecordKind.ANOMALY, verdict(ALARM, SEVERITY)),
          Map.entry(
              RecordKind.SYMBOL,
              result(
                  new Part(Type.TEXT, RecordField.SYMBOL),
                  new Part(Type.TEXT, RecordField.EXPECTED_SYMBOL),
                  new Part(Type.SHARE, RecordField.PROBABILITY),
                  new Part(Type.EXACT, RecordField.SURPRISE),
                  new Part(Type.SHARE, RecordField.ANOMALY_SCORE),
                  new Part(Type.FLAG, RecordField.IS_ANOMALY),
                  new Part(Type.TEXT, RecordField.REASON),
                  new Part(Type.EXACT, RecordField.ENTROPY),
                  new Part(Type.SHARES, RecordField.PROBABILITIES))),
          Map.entry(
              RecordKind.LABEL,
              result(
                  new Part(Type.WHOLE, RecordField.LABELLED_TIMESTAMP),
                  new Part(Type.TEXT, RecordField.LABEL),
                  new Part(Type.SHARE, RecordField.PROBABILITY),
                  new Part(Type.SHARES, RecordField.PROBABILITIES),
                  new Part(Type.FLAG, RecordField.CHANGED),
                  new Part(Type.EXACT, RecordField.DURATION))),
          Map.entry(
              RecordKind.CLASS,
              result(
                  new Part(Type.WHOLE, RecordField.WINDOW_START),
                  new Part(Type.WHOLE, RecordField.RECORDS),
                  new Part(Type.FLAG, RecordField.ENDED),
                  new Part(Type.TEXT, RecordField.CLASS),
                  new Part(Type.SHARE, RecordField.PROBABILITY),
                  new Part(Type.SHARES, RecordField.PROBABILITIES))),
          Map.entry(
              RecordKind.TRANSLATION,
              result(
                  new Part(Type.TEXT, RecordField.SOURCE),
                  new Part(Type.TEXT, RecordField.TRANSLATION),
                  new Part(Type.SHARE, RecordField.PROBABILITY),
                  new Part(Type.FLAG, RecordField.COMPLETE),
                  new Part(Type.MATRIX, RecordField.ATTENTION))),
          Map.entry(
              RecordKind.TEXT_CLASS,
              result(
                  new Part(Type.TEXT, RecordField.SOURCE),
                  new Part(Type.TEXT, RecordField.CLASS),
                  new Part(Type.SHARE, RecordField.PROBABILITY),
                  new Part(Type.SHARES, RecordField.PROBABILITIES),
                  new Part(Type.MATRIX, RecordField.COURSE))));

  private RecordSchema() {}

  static List<Part> parts(RecordKind kind) {
    return PARTS.getOrDefault(kind, List.of());
  }

  private static List<Part> forecast(List<Part> steps, List<Part> limits) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(Type.TEXT, RecordField.SERIES));
    parts.add(new Part(Type.WHOLE, RecordField.TIMESTAMP));
    parts.addAll(steps);
    parts.addAll(limits);
    parts.add(new Part(Type.TEXT, RecordField.MODEL));
    parts.add(new Part(Type.WEIGHTS, RecordField.WEIGHTS));
    parts.add(new Part(Type.OPTION, RecordField.NETWORK_VERSION));
    parts.add(new Part(Type.TEXT, RecordField.PIPELINE_VERSION));
    return List.copyOf(parts);
  }

  /**
   * The parts of the verdict on a record.
   *
   * @param alarm what stands behind the grade
   * @param severity what stands behind the flag
   */
  private static List<Part> verdict(List<Part> alarm, List<Part> severity) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(Type.TEXT, RecordField.SERIES));
    parts.add(new Part(Type.WHOLE, RecordField.TIMESTAMP));
    parts.add(new Part(Type.EXACT, RecordField.VALUE));
    parts.add(new Part(Type.BAND, RecordField.EXPECTED_VALUE));
    parts.add(new Part(Type.EXACT, RecordField.CONFIDENCE_LEVEL));
    parts.add(new Part(Type.SHARE, RecordField.ANOMALY_SCORE));
    parts.add(new Part(Type.SHARE, RecordField.ANOMALY_GRADE));
    parts.addAll(alarm);
    parts.add(new Part(Type.FLAG, RecordField.IS_ANOMALY));
    parts.addAll(severity);
    parts.add(new Part(Type.TEXT, RecordField.KIND));
    parts.add(new Part(Type.TEXT, RecordField.DIRECTION));
    parts.add(new Part(Type.TEXT, RecordField.INCIDENT));
    parts.add(new Part(Type.SHARE, RecordField.INCIDENT_PEAK));
    parts.add(new Part(Type.SHARE, RecordField.COVERAGE));
    parts.add(new Part(Type.TEXT, RecordField.STATUS));
    parts.add(new Part(Type.TEXT, RecordField.REASON));
    parts.add(new Part(Type.TEXT, RecordField.MODEL));
    parts.add(new Part(Type.OPTION, RecordField.NETWORK_VERSION));
    return List.copyOf(parts);
  }

  /**
   * The parts of a change of an incident.
   *
   * @param severity what stands behind the status
   */
  private static List<Part> incident(List<Part> severity) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(Type.TEXT, RecordField.SERIES));
    parts.add(new Part(Type.WHOLE, RecordField.TIMESTAMP));
    parts.add(new Part(Type.TEXT, RecordField.INCIDENT_ID));
    parts.add(new Part(Type.TEXT, RecordField.STATUS));
    parts.addAll(severity);
    parts.add(new Part(Type.WHOLE, RecordField.ONSET_TIMESTAMP));
    parts.add(new Part(Type.OPTIONAL_WHOLE, RecordField.END_TIMESTAMP));
    parts.add(new Part(Type.OPTIONAL_WHOLE, RecordField.DURATION_MS));
    parts.add(new Part(Type.WHOLE, RecordField.FLAGGED_RECORDS));
    parts.add(new Part(Type.TEXT, RecordField.KIND));
    parts.add(new Part(Type.TEXT, RecordField.DIRECTION));
    parts.add(new Part(Type.TEXT, RecordField.REASON));
    parts.add(new Part(Type.WHOLE, RecordField.PEAK_TIMESTAMP));
    parts.add(new Part(Type.SHARE, RecordField.INCIDENT_PEAK));
    parts.add(new Part(Type.SHARE, RecordField.ANOMALY_GRADE));
    parts.add(new Part(Type.EXACT, RecordField.VALUE));
    parts.add(new Part(Type.BAND, RecordField.EXPECTED_VALUE));
    parts.add(new Part(Type.EXACT, RecordField.CONFIDENCE_LEVEL));
    parts.add(new Part(Type.OPTIONAL_WHOLE, RecordField.CROSSING_TIMESTAMP));
    parts.add(new Part(Type.TEXT, RecordField.PIPELINE_VERSION));
    return List.copyOf(parts);
  }

  /** The parts of what a task gives, the same for all but those between. */
  private static List<Part> result(Part... own) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(Type.TEXT, RecordField.SERIES));
    parts.add(new Part(Type.WHOLE, RecordField.TIMESTAMP));
    parts.addAll(List.of(own));
    parts.add(new Part(Type.TEXT, RecordField.STATUS));
    parts.add(new Part(Type.TEXT, RecordField.PIPELINE_VERSION));
    return List.copyOf(parts);
  }
}
