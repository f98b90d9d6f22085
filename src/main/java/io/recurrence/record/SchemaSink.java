package io.recurrence.record;

/**
 * Writes records in a binary form that a schema describes; what a record may lack is optional in
 * it.
 */
abstract class SchemaSink implements RecordSink {
  final VarintBytes out = new VarintBytes();

  /** The record that was written. */
  final byte[] record() {
    return out.toArray();
  }

  /** Writes a number; one that is NaN is absent. */
  abstract void optional(RecordField field, double x);

  @Override
  public final void exact(RecordField field, double x) {
    optional(field, x);
  }

  @Override
  public final void share(RecordField field, double x) {
    optional(field, x);
  }

  @Override
  public final void band(RecordField field, double x, double lower, double upper) {
    optional(field, x);
    optional(RecordField.LOWER_BOUND, lower);
    optional(RecordField.UPPER_BOUND, upper);
  }

  @Override
  public final void outcome(double forecast, double actual) {
    optional(RecordField.FORECAST_VALUE, forecast);
    optional(RecordField.ACTUAL_VALUE, actual);
    optional(RecordField.ERROR, actual - forecast);
  }

  @Override
  public final void weights(String[] models, double[] weights) {
    shares(RecordField.WEIGHTS, models, weights);
  }

  @Override
  public final void features(String[] names, double[] values) {
    shares(RecordField.FEATURES, names, values);
  }
}
