package io.recurrence.record;

import io.recurrence.core.EventContent;
import io.recurrence.record.BadRecordException.Reason;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of one series: when, and which value, if any; or why that part of the record
 * cannot be used. Reused from record to record.
 */
public final class Measurement {
  private String series = "";
  private String group = "";
  private byte @Nullable [] key;
  private long time;
  private final EventContent content = new EventContent();
  private @Nullable BadRecordException fault;

  /**
   * Begins a record.
   *
   * @param key the name of the series as bytes, where they are at hand
   */
  void begin(String series, byte @Nullable [] key, long time) {
    this.series = series;
    this.group = "";
    this.key = key;
    this.time = time;
    this.fault = null;
    content.clear();
  }

  /** This part of the record cannot be used; the series is its name as far as it is known. */
  public void refuse(String series, BadRecordException fault) {
    begin(series, null, 0);
    this.fault = fault;
  }

  /** Why it cannot be used; null where it can. */
  public @Nullable BadRecordException fault() {
    return fault;
  }

  /** Its series is one of a group. */
  void group(String group) {
    this.group = group;
  }

  void value(double value) {
    content.add(value);
  }

  /**
   * A value that may be missing.
   *
   * @param value NaN where it is
   * @return whether there is one
   */
  boolean optional(double value) {
    boolean present = !Double.isNaN(value);
    if (present) {
      content.add(value);
    }
    return present;
  }

  void text(String text) {
    content.text(text);
  }

  void blank(String text) {
    content.blank(text);
  }

  /**
   * Values of the record are missing: it brings nothing.
   *
   * @param others how many values it has all the same
   * @param place of one that is missing
   * @throws BadRecordException where it has others: what is missing then is no step without values
   */
  void missing(int others, String place) throws BadRecordException {
    content.clear();
    if (others > 0) {
      throw new BadRecordException(
          Reason.NO_VALUE,
          "%s has no value and other places have one; a record has all of them or none"
              .formatted(place));
    }
  }

  public String series() {
    return series;
  }

  /** The group of the series, as far as the record says it; else empty. */
  public String group() {
    return group;
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
    return content.present();
  }

  /** The value; to be read where {@link #present()}. */
  public double value() {
    return content.value();
  }

  /** The value, or all that the record brings. */
  public EventContent content() {
    return content;
  }
}
