package io.recurrence.format;

/**
 * What a record says: which series, when, and which value, if any. Reused from record to record.
 */
public final class Reading {
  private String series = "";
  private long time;
  private boolean present;
  private double value;

  void begin(String series, long time) {
    this.series = series;
    this.time = time;
    this.present = false;
    this.value = 0;
  }

  void value(double value) {
    this.present = true;
    this.value = value;
  }

  public String series() {
    return series;
  }

  /** Event time, in milliseconds since 1970. */
  public long time() {
    return time;
  }

  /** Whether the record has a value; a record without one is a step that is missing. */
  public boolean present() {
    return present;
  }

  /** The value; to be read where {@link #present()}. */
  public double value() {
    return value;
  }
}
