package io.recurrence.record;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A record as its topic has it. */
public final class SourceRecord {
  private final String topic;
  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final long timestamp;
  private final Function<String, byte @Nullable []> headers;

  /**
   * A record.
   *
   * @param topic its name; empty where there is none
   * @param timestamp in milliseconds since 1970
   * @param headers the value of the last header of a name, or null
   */
  public SourceRecord(
      String topic,
      byte @Nullable [] key,
      byte @Nullable [] value,
      long timestamp,
      Function<String, byte @Nullable []> headers) {
    this.topic = topic;
    this.key = key;
    this.value = value;
    this.timestamp = timestamp;
    this.headers = headers;
  }

  /** A record of which nothing but key, value and timestamp is known. */
  public SourceRecord(byte @Nullable [] key, byte @Nullable [] value, long timestamp) {
    this("", key, value, timestamp, name -> null);
  }

  /** The same with another value, which an envelope held. */
  public SourceRecord withValue(byte[] held) {
    return new SourceRecord(topic, key, held, timestamp, headers);
  }

  public String topic() {
    return topic;
  }

  public byte @Nullable [] key() {
    return key;
  }

  public byte @Nullable [] value() {
    return value;
  }

  /** When it was written, in milliseconds since 1970. */
  public long timestamp() {
    return timestamp;
  }

  /** The value of the last header of a name; null where there is none. */
  public byte @Nullable [] header(String name) {
    return headers.apply(name);
  }
}
