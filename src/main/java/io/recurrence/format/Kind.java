package io.recurrence.format;

import java.util.ArrayList;
import java.util.List;

/** The kinds of output records, and of what parts each consists. */
enum Kind {
  /** Without an alarm score, as earlier versions wrote it; it is read, and no longer written. */
  EARLIER_ANOMALY(1, verdict()),
  FORECAST(
      2,
      new Part(Type.TEXT, Field.SERIES),
      new Part(Type.WHOLE, Field.TIMESTAMP),
      new Part(Type.COLUMNS, Field.HORIZON),
      new Part(Type.TEXT, Field.MODEL),
      new Part(Type.WEIGHTS, Field.WEIGHTS),
      new Part(Type.OPTION, Field.NETWORK_VERSION),
      new Part(Type.TEXT, Field.PIPELINE_VERSION)),
  FORECAST_STEP(
      3,
      new Part(Type.TEXT, Field.SERIES),
      new Part(Type.WHOLE, Field.TIMESTAMP),
      new Part(Type.WHOLE, Field.HORIZON_INDEX),
      new Part(Type.WHOLE, Field.FORECAST_TIMESTAMP),
      new Part(Type.BAND, Field.FORECAST_VALUE),
      new Part(Type.EXACT, Field.CONFIDENCE_LEVEL),
      new Part(Type.QUANTILES, Field.QUANTILES),
      new Part(Type.TEXT, Field.MODEL),
      new Part(Type.WEIGHTS, Field.WEIGHTS),
      new Part(Type.OPTION, Field.NETWORK_VERSION),
      new Part(Type.TEXT, Field.PIPELINE_VERSION)),
  OUTCOME(
      4,
      new Part(Type.TEXT, Field.SERIES),
      new Part(Type.WHOLE, Field.FORECAST_TIMESTAMP),
      new Part(Type.WHOLE, Field.HORIZON_INDEX),
      new Part(Type.OUTCOME, Field.FORECAST_VALUE),
      new Part(Type.FLAG, Field.COVERED),
      new Part(Type.OPTION, Field.NETWORK_VERSION)),
  FEATURES(
      5,
      new Part(Type.TEXT, Field.SERIES),
      new Part(Type.WHOLE, Field.TIMESTAMP),
      new Part(Type.EXACT, Field.VALUE),
      new Part(Type.FEATURES, Field.FEATURES)),
  /** A forecast whose steps are not evenly spaced, such as months. */
  UNEVEN_FORECAST(
      6,
      new Part(Type.TEXT, Field.SERIES),
      new Part(Type.WHOLE, Field.TIMESTAMP),
      new Part(Type.UNEVEN_COLUMNS, Field.HORIZON),
      new Part(Type.TEXT, Field.MODEL),
      new Part(Type.WEIGHTS, Field.WEIGHTS),
      new Part(Type.OPTION, Field.NETWORK_VERSION),
      new Part(Type.TEXT, Field.PIPELINE_VERSION)),
  ANOMALY(7, verdict(new Part(Type.SHARE, Field.ALARM_SCORE))),
  SYMBOL(
      8,
      result(
          new Part(Type.TEXT, Field.SYMBOL),
          new Part(Type.TEXT, Field.EXPECTED_SYMBOL),
          new Part(Type.SHARE, Field.PROBABILITY),
          new Part(Type.EXACT, Field.SURPRISE),
          new Part(Type.SHARE, Field.ANOMALY_SCORE),
          new Part(Type.FLAG, Field.IS_ANOMALY),
          new Part(Type.TEXT, Field.REASON),
          new Part(Type.EXACT, Field.ENTROPY),
          new Part(Type.SHARES, Field.PROBABILITIES))),
  LABEL(
      9,
      result(
          new Part(Type.WHOLE, Field.LABELLED_TIMESTAMP),
          new Part(Type.TEXT, Field.LABEL),
          new Part(Type.SHARE, Field.PROBABILITY),
          new Part(Type.SHARES, Field.PROBABILITIES),
          new Part(Type.FLAG, Field.CHANGED),
          new Part(Type.EXACT, Field.DURATION))),
  CLASS(
      10,
      result(
          new Part(Type.WHOLE, Field.WINDOW_START),
          new Part(Type.WHOLE, Field.RECORDS),
          new Part(Type.FLAG, Field.ENDED),
          new Part(Type.TEXT, Field.CLASS),
          new Part(Type.SHARE, Field.PROBABILITY),
          new Part(Type.SHARES, Field.PROBABILITIES))),
  TRANSLATION(
      11,
      result(
          new Part(Type.TEXT, Field.SOURCE),
          new Part(Type.TEXT, Field.TRANSLATION),
          new Part(Type.SHARE, Field.PROBABILITY),
          new Part(Type.FLAG, Field.COMPLETE),
          new Part(Type.MATRIX, Field.ATTENTION))),
  /** The class of a text, with what was probable after each of its symbols. */
  TEXT_CLASS(
      12,
      result(
          new Part(Type.TEXT, Field.SOURCE),
          new Part(Type.TEXT, Field.CLASS),
          new Part(Type.SHARE, Field.PROBABILITY),
          new Part(Type.SHARES, Field.PROBABILITIES),
          new Part(Type.MATRIX, Field.COURSE)));

  /** What a part holds, and so how it is written; the methods of {@link Sink}. */
  enum Type {
    TEXT,
    OPTION,
    WHOLE,
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
  record Part(Type type, Field field) {}

  private final int code;

  @SuppressWarnings("ImmutableEnumChecker") // a list that List.of made is
  private final List<Part> parts;

  Kind(int code, Part... parts) {
    this.code = code;
    this.parts = List.of(parts);
  }

  /**
   * The parts of the verdict on a record.
   *
   * @param alarm what stands behind the grade
   */
  private static Part[] verdict(Part... alarm) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(Type.TEXT, Field.SERIES));
    parts.add(new Part(Type.WHOLE, Field.TIMESTAMP));
    parts.add(new Part(Type.EXACT, Field.VALUE));
    parts.add(new Part(Type.BAND, Field.EXPECTED_VALUE));
    parts.add(new Part(Type.EXACT, Field.CONFIDENCE_LEVEL));
    parts.add(new Part(Type.SHARE, Field.ANOMALY_SCORE));
    parts.add(new Part(Type.SHARE, Field.ANOMALY_GRADE));
    parts.addAll(List.of(alarm));
    parts.add(new Part(Type.FLAG, Field.IS_ANOMALY));
    parts.add(new Part(Type.TEXT, Field.KIND));
    parts.add(new Part(Type.TEXT, Field.DIRECTION));
    parts.add(new Part(Type.TEXT, Field.INCIDENT));
    parts.add(new Part(Type.SHARE, Field.INCIDENT_PEAK));
    parts.add(new Part(Type.SHARE, Field.COVERAGE));
    parts.add(new Part(Type.TEXT, Field.STATUS));
    parts.add(new Part(Type.TEXT, Field.REASON));
    parts.add(new Part(Type.TEXT, Field.MODEL));
    parts.add(new Part(Type.OPTION, Field.NETWORK_VERSION));
    return parts.toArray(Part[]::new);
  }

  /** The parts of what a task gives, the same for all but those between. */
  private static Part[] result(Part... own) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(Type.TEXT, Field.SERIES));
    parts.add(new Part(Type.WHOLE, Field.TIMESTAMP));
    parts.addAll(List.of(own));
    parts.add(new Part(Type.TEXT, Field.STATUS));
    parts.add(new Part(Type.TEXT, Field.PIPELINE_VERSION));
    return parts.toArray(Part[]::new);
  }

  /** Its number in binary records. */
  int code() {
    return code;
  }

  List<Part> parts() {
    return parts;
  }
}
