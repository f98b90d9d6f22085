package io.recurrence.spec;

/**
 * Where output goes. A topic that is empty is not written.
 *
 * @param anomalies one record per input record: expected value, band, score, flag
 * @param forecasts one record per forecast
 * @param outcomes one record per forecast that met its truth
 * @param features one record per input record: the statistics asked for
 * @param deadLetters records that could not be read, with the reason
 * @param layout how a forecast of several steps is written
 * @param format of all records but dead letters, which stay as they came
 * @param missingSteps what becomes of the steps that no record came for
 */
public record OutputSpec(
    String anomalies,
    String forecasts,
    String outcomes,
    String features,
    String deadLetters,
    Layout layout,
    Format format,
    MissingSteps missingSteps) {

  /** What becomes of the steps that no record came for. */
  public enum MissingSteps {
    /** Nothing is written of them. */
    OMIT,
    /** Each is a record without a value on the topic of anomalies. */
    WRITE
  }

  /** How a record is written. */
  public enum Format {
    /** As text that anything can read. */
    JSON,
    /** As compact bytes; see {@code docs/formats.md}. */
    BINARY
  }

  /** How a forecast of several steps is written. */
  public enum Layout {
    /** One record with an array per column. */
    ARRAYS,
    /** One record per step. */
    STEPS
  }

  static OutputSpec read(Section s) {
    OutputSpec spec =
        new OutputSpec(
            s.text("anomalies", ""),
            s.text("forecasts", ""),
            s.text("outcomes", ""),
            s.text("features", ""),
            s.text("dead-letters", ""),
            s.choice("layout", Layout.ARRAYS),
            s.choice("format", Format.JSON),
            s.choice("missing-steps", MissingSteps.OMIT));
    s.done();
    return spec;
  }
}
