package io.recurrence.record;

/**
 * Takes an output record part by part, in the order of its {@link RecordKind}, and makes something
 * of it. A number that does not exist is NaN.
 */
interface RecordSink {
  /** A whole number that does not exist. */
  long NONE = Long.MIN_VALUE;

  /** Begins a record; what was taken before is forgotten. */
  void begin(RecordKind kind);

  void text(RecordField field, String text);

  /** A text that a record may lack; then it is empty. */
  void option(RecordField field, String text);

  void whole(RecordField field, long n);

  /** A whole number that a record may lack; then it is {@value #NONE}. */
  void optionalWhole(RecordField field, long n);

  /** A number to be kept as it is. */
  void exact(RecordField field, double x);

  /** A number in [0, 1], of which small distances from either end matter. */
  void share(RecordField field, double x);

  void flag(RecordField field, boolean flag);

  /** A number under {@code field}, and the band around it. */
  void band(RecordField field, double x, double lower, double upper);

  /** What was forecast, what came, and the difference. */
  void outcome(double forecast, double actual);

  /** A whole forecast. */
  void columns(Columns columns);

  /**
   * The quantiles of the band before.
   *
   * @param levels not modified, ever
   */
  void quantiles(double[] levels, double[] values);

  /**
   * The weights of models.
   *
   * @param models not modified, ever
   */
  void weights(String[] models, double[] weights);

  /**
   * Statistics.
   *
   * @param names not modified, ever
   */
  void features(String[] names, double[] values);

  /** Numbers in [0, 1] by name, such as probabilities. */
  void shares(RecordField field, String[] names, double[] values);

  /** Rows of numbers. */
  void matrix(RecordField field, float[][] rows);
}
