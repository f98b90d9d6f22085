package io.recurrence.format;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a record says: which series, when, and which value, if any. Reused from record to record.
 */
public final class Reading {
  private String series = "";
  private byte @Nullable [] key;
  private long time;
  private boolean present;
  private double value;

  /**
   * Begins a record.
   *
   * @param key the name of the series as bytes, where they are at hand
   */
  void begin(String series, byte @Nullable [] key, long time) {
    this.series = series;
    this.key = key;
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

  /** The name of the series in UTF-8: the key of its records and of its state. */
  public byte[] key() {
    byte[] bytes = key;
    return bytes == null ? series.getBytes(StandardCharsets.UTF_8) : bytes;
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
