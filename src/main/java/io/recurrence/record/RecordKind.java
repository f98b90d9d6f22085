package io.recurrence.record;

/** The kinds of output records; {@link RecordSchema} says of what parts each consists. */
enum RecordKind {
  /** Without an alarm score, as earlier versions wrote it; it is read, and no longer written. */
  EARLIER_ANOMALY(1),
  FORECAST(2),
  /** One step of a forecast. */
  FORECAST_STEP(3),
  OUTCOME(4),
  FEATURES(5),
  /** A forecast whose steps are not evenly spaced, such as months. */
  UNEVEN_FORECAST(6),
  /** Without a severity; it is read, and no longer written. */
  ANOMALY_WITHOUT_SEVERITY(7),
  SYMBOL(8),
  LABEL(9),
  CLASS(10),
  TRANSLATION(11),
  /** The class of a text, with what was probable after each of its symbols. */
  TEXT_CLASS(12),
  /** Without a severity; it is read, and no longer written. */
  INCIDENT_WITHOUT_SEVERITY(13),
  /** A forecast that is watched for limits, and says of them when and how probably they pass. */
  LIMITED_FORECAST(14),
  LIMITED_FORECAST_STEP(15),
  LIMITED_UNEVEN_FORECAST(16),
  ANOMALY(17),
  INCIDENT(18),
  GROUP_INCIDENT(19);

  private final int code;

  RecordKind(int code) {
    this.code = code;
  }

  /** Its number in binary records. */
  int code() {
    return code;
  }

  /**
   * The kind with a number.
   *
   * @throws RecordFormatException where there is none
   */
  static RecordKind of(int code) {
    for (RecordKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new RecordFormatException("there is no kind of record with the number " + code);
  }
}
