package io.recurrence.core;

import java.util.Arrays;

/**
 * The statistics asked for, after one record. Reused from record to record: copy what is to be
 * kept.
 */
public final class FeatureValues {
  private final String[] names;
  private final double[] values;
  private long time;
  private double value;

  FeatureValues(String[] names) {
    this.names = names.clone();
    this.values = new double[names.length];
  }

  /**
   * Begins with a record.
   *
   * @param value NaN where it has none
   */
  void begin(long time, double value) {
    this.time = time;
    this.value = value;
    Arrays.fill(values, 0);
  }

  /** To be filled by the pipeline, in the order of the names. */
  double[] values() {
    return values;
  }

  boolean finite() {
    return Precision.finite(values, 0, values.length);
  }

  /** Event time of the record, in milliseconds since 1970. */
  public long time() {
    return time;
  }

  /** The value of the record; NaN where it has none. */
  public double value() {
    return value;
  }

  /** The names of the statistics. */
  public String[] names() {
    return names;
  }

  /** Statistic {@code i}; 0 until the first value of the series. */
  public double get(int i) {
    return values[i];
  }
}
