package io.recurrence.format;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The fields of output records; they have the same name in every format. */
enum Field {
  SERIES,
  TIMESTAMP,
  VALUE,
  EXPECTED_VALUE,
  LOWER_BOUND,
  UPPER_BOUND,
  CONFIDENCE_LEVEL,
  ANOMALY_SCORE,
  ANOMALY_GRADE,
  ALARM_SCORE,
  IS_ANOMALY,
  KIND,
  DIRECTION,
  INCIDENT,
  INCIDENT_PEAK,
  COVERAGE,
  STATUS,
  REASON,
  MODEL,
  HORIZON,
  HORIZON_INDEX,
  FORECAST_TIMESTAMP,
  FORECAST_VALUE,
  QUANTILES,
  WEIGHTS,
  NETWORK_VERSION,
  PIPELINE_VERSION,
  ACTUAL_VALUE,
  ERROR,
  COVERED,
  FEATURES,
  SYMBOL,
  EXPECTED_SYMBOL,
  PROBABILITY,
  PROBABILITIES,
  SURPRISE,
  ENTROPY,
  LABELLED_TIMESTAMP,
  LABEL,
  CHANGED,
  DURATION,
  WINDOW_START,
  RECORDS,
  ENDED,
  CLASS,
  SOURCE,
  TRANSLATION,
  COMPLETE,
  ATTENTION,
  COURSE;

  private final String text = name().toLowerCase(Locale.ROOT);

  @SuppressWarnings("ImmutableEnumChecker") // nobody writes into it
  private final byte[] json = (",\"" + text + "\":").getBytes(StandardCharsets.US_ASCII);

  String text() {
    return text;
  }

  /** What stands before its value in a JSON object, with a comma first. */
  byte[] json() {
    return json;
  }
}
