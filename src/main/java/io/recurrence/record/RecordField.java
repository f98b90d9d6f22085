package io.recurrence.record;

import java.util.Locale;

/**
 * The fields of output records; they have the same name in every format. The number of a field is
 * its number in Protobuf: it is never given to another.
 */
enum RecordField {
  SERIES(1, "Name of the series."),
  TIMESTAMP(2, "Event time of the record, in milliseconds since 1970."),
  VALUE(3, "The value that came; absent where it was missing."),
  EXPECTED_VALUE(4, "What was forecast for it before."),
  LOWER_BOUND(5, "Lower end of the prediction interval."),
  UPPER_BOUND(6, "Upper end of the prediction interval."),
  CONFIDENCE_LEVEL(7, "Share of values that lower and upper bound are to hold between them."),
  ANOMALY_SCORE(8, "From 0 to 1: the share of values that lie nearer to what is expected."),
  ANOMALY_GRADE(9, "From 0 to 1: how severe a flagged record is; 0 where it is not flagged."),
  ALARM_SCORE(
      10, "From 0 to 1: how strange the record is that begins or worsens an incident; else 0."),
  IS_ANOMALY(11, "Whether the record is flagged."),
  KIND(12, "What kind of anomaly it is."),
  DIRECTION(13, "NONE, ABOVE or BELOW: on which side of the expectation it lies."),
  INCIDENT(14, "NONE, ONSET, ONGOING or END: where in an incident the record is."),
  INCIDENT_PEAK(15, "Highest anomaly score of the incident so far."),
  COVERAGE(16, "Share of recent values that lay within the interval."),
  STATUS(17, "What state it is in: of a series WARMING_UP, OK or DEGRADED."),
  REASON(18, "Why the record is flagged, in words."),
  MODEL(19, "The model that forecast."),
  HORIZON(20, "Number of steps forecast."),
  HORIZON_INDEX(21, "Steps ahead, counted from 1."),
  FORECAST_TIMESTAMP(22, "The time that is forecast, in milliseconds since 1970."),
  FORECAST_VALUE(23, "The value that is forecast for it."),
  QUANTILES(24, "Quantiles of the forecast, by their levels."),
  WEIGHTS(25, "Weights of the models, by their names."),
  NETWORK_VERSION(26, "Version of the weights of the network, where there is one."),
  PIPELINE_VERSION(27, "Version of the pipeline, by its settings."),
  ACTUAL_VALUE(28, "The value that came."),
  ERROR(29, "The value that came less the one forecast."),
  COVERED(30, "Whether the value lay within the interval."),
  FEATURES(31, "Statistics, by their names."),
  SYMBOL(32, "The symbol that came."),
  EXPECTED_SYMBOL(33, "The most probable symbol, before it came."),
  PROBABILITY(34, "Probability of the answer."),
  PROBABILITIES(35, "Probabilities of the most probable answers, by their names."),
  SURPRISE(36, "Negative logarithm of the probability of the symbol that came, in bits."),
  ENTROPY(37, "Entropy of the next symbol, in bits."),
  LABELLED_TIMESTAMP(
      38, "Event time of the record that the label is of, in milliseconds since 1970."),
  LABEL(39, "The most probable label."),
  CHANGED(40, "Whether the label differs from the one before."),
  DURATION(41, "How many records the label lasts on average."),
  WINDOW_START(42, "Event time of the first record of the sequence, in milliseconds since 1970."),
  RECORDS(43, "Number of records of the sequence so far."),
  ENDED(44, "Whether the sequence has ended."),
  CLASS(45, "The most probable class."),
  SOURCE(46, "The text that came."),
  TRANSLATION(47, "Its translation."),
  COMPLETE(48, "Whether the translation came to its end."),
  ATTENTION(49, "Weights of the symbols of the source, a row per symbol of the translation."),
  COURSE(50, "Probabilities of the classes, a row per symbol of the text."),
  INCIDENT_ID(51, "Name of the incident, the same in each of its records."),
  ONSET_TIMESTAMP(52, "Event time at which the incident began, in milliseconds since 1970."),
  PEAK_TIMESTAMP(53, "Event time of its highest score, in milliseconds since 1970."),
  END_TIMESTAMP(54, "Event time at which it ended, in milliseconds since 1970."),
  DURATION_MS(55, "How long it lasted, in milliseconds."),
  FLAGGED_RECORDS(56, "Number of its records that were flagged."),
  CROSSING_TIMESTAMP(57, "The time for which a crossing is forecast, in milliseconds since 1970."),
  LIMIT_ABOVE(58, "The upper limit that is watched."),
  LIMIT_ABOVE_TIMESTAMP(59, "When the forecast passes it, in milliseconds since 1970."),
  LIMIT_ABOVE_PROBABILITY(60, "Probability that it is passed within the horizon."),
  LIMIT_BELOW(61, "The lower limit that is watched."),
  LIMIT_BELOW_TIMESTAMP(62, "When the forecast passes it, in milliseconds since 1970."),
  LIMIT_BELOW_PROBABILITY(63, "Probability that it is passed within the horizon."),
  SEVERITY(64, "NONE, INFO, WARNING or CRITICAL: how urgent it is."),
  GROUP(65, "Name of the group of series."),
  P_VALUE(66, "How rarely all is as strange together where nothing is wrong."),
  SHARES(67, "Share of each series in the evidence at the peak, by their names.");

  private final int number;
  private final String meaning;
  private final String text = name().toLowerCase(Locale.ROOT);

  RecordField(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  String text() {
    return text;
  }

  int number() {
    return number;
  }

  /** What it says, in one sentence of a schema. */
  String meaning() {
    return meaning;
  }
}
