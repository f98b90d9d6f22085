package io.recurrence.streams;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Where a record came from, and what it was before any internal topic: its key and its timestamp.
 * Travels as a header through the topic that gathers series, and is believed of no other:
 *
 * <pre>
 *  partition : int32 | offset : int64 | 0 : byte | timestamp : int64 | length of the key : int32, -1 for none | key | topic
 * </pre>
 *
 * An earlier version wrote partition, offset and topic alone; no name of a topic begins with 0.
 */
final class Origin {
  private static final String HEADER = "recurrence.origin";
  private static final String CARRIED = "recurrence.measurement"; // see MeasurementBytes
  private static final int FIXED = 1 + 2 * Integer.BYTES + 2 * Long.BYTES;

  private final String topic;
  private final int partition;
  private final long offset;
  private final long timestamp;
  private final byte @Nullable [] key;

  Origin(String topic, int partition, long offset, long timestamp, byte @Nullable [] key) {
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    this.timestamp = timestamp;
    this.key = key;
  }

  /** The origin of a record that comes from its own topic. */
  static Origin of(@Nullable RecordMetadata metadata, Record<byte[], byte[]> record) {
    long timestamp = BoundedTimestamps.original(record);
    return metadata == null
        ? new Origin("", -1, -1, timestamp, record.key())
        : new Origin(
            metadata.topic(), metadata.partition(), metadata.offset(), timestamp, record.key());
  }

  /** The place of a record, of which no more is to be kept. */
  static Origin of(@Nullable RecordMetadata metadata) {
    return metadata == null
        ? new Origin("", -1, -1, 0, null)
        : new Origin(metadata.topic(), metadata.partition(), metadata.offset(), 0, null);
  }

  /** The origin of a record that came through the topic that gathers series. */
  static Origin carried(@Nullable RecordMetadata metadata, Record<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(HEADER);
    Origin origin = header == null ? null : read(header.value(), record);
    return origin == null ? of(metadata, record) : origin;
  }

  private static @Nullable Origin read(byte @Nullable [] header, Record<byte[], byte[]> record) {
    if (header == null) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(header);
    try {
      int partition = in.getInt();
      long offset = in.getLong();
      boolean whole = in.get(in.position()) == 0;
      if (whole) {
        in.get();
      }
      long timestamp = whole ? in.getLong() : BoundedTimestamps.original(record);
      byte[] key = whole ? key(in) : record.key();
      return new Origin(
          StandardCharsets.UTF_8.decode(in).toString(), partition, offset, timestamp, key);
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      return null; // not written by this program
    }
  }

  private static byte @Nullable [] key(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0) {
      return null;
    }
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] key = new byte[length];
    in.get(key);
    return key;
  }

  String topic() {
    return topic;
  }

  int partition() {
    return partition;
  }

  long offset() {
    return offset;
  }

  /** The timestamp that the record came with. */
  long timestamp() {
    return timestamp;
  }

  byte @Nullable [] key() {
    return key;
  }

  /** The name of the place, for people. */
  String place() {
    return topic + '-' + partition + '@' + offset;
  }

  /** The same with another key. */
  Origin withKey(byte @Nullable [] other) {
    return new Origin(topic, partition, offset, timestamp, other);
  }

  /** The source partition by the headers; -1 where they have none. */
  static int partition(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    return header == null ? -1 : ByteBuffer.wrap(header.value()).getInt();
  }

  void write(Headers headers) {
    byte[] name = topic.getBytes(StandardCharsets.UTF_8);
    byte[] key = this.key;
    ByteBuffer out = ByteBuffer.allocate(FIXED + (key == null ? 0 : key.length) + name.length);
    out.putInt(partition).putLong(offset).put((byte) 0).putLong(timestamp);
    out.putInt(key == null ? -1 : key.length);
    if (key != null) {
      out.put(key);
    }
    headers.add(HEADER, out.put(name).array());
  }

  static void clear(Headers headers) {
    headers.remove(HEADER);
    headers.remove(CARRIED);
  }

  /** Adds what was read of the record, so that it is read once. */
  static void carry(byte[] measurement, Headers headers) {
    headers.add(CARRIED, measurement);
  }

  /** What was read of a record before it came through the topic that gathers series, or null. */
  static byte @Nullable [] carried(Headers headers) {
    Header header = headers.lastHeader(CARRIED);
    return header == null ? null : header.value();
  }
}
