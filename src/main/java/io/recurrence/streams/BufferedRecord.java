package io.recurrence.streams;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The bytes of a record of the topic by series, whole, as they lie in the reorder buffer. */
final class BufferedRecord {
  private static final byte FORMAT = 1;
  private static final int NONE = -1; // length of what is null

  private BufferedRecord() {}

  /** How many bytes more than in the topic it takes here, at most, with the key of the buffer. */
  static int more(Headers headers) {
    return 64 + 2 * Integer.BYTES * headers.toArray().length;
  }

  static byte[] toBytes(Record<byte[], byte[]> record) {
    Header[] headers = record.headers().toArray();
    int size = Byte.BYTES + Long.BYTES + size(record.key()) + size(record.value()) + Integer.BYTES;
    byte[][] names = new byte[headers.length][];
    for (int i = 0; i < headers.length; i++) {
      names[i] = headers[i].key().getBytes(StandardCharsets.UTF_8);
      size += size(names[i]) + size(headers[i].value());
    }
    ByteBuffer buffer = ByteBuffer.allocate(size).put(FORMAT).putLong(record.timestamp());
    put(buffer, record.key());
    put(buffer, record.value());
    buffer.putInt(headers.length);
    for (int i = 0; i < headers.length; i++) {
      put(buffer, names[i]);
      put(buffer, headers[i].value());
    }
    return buffer.array();
  }

  static Record<byte[], byte[]> of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte format = buffer.get();
    if (format != FORMAT) {
      throw new IllegalStateException(
          "a buffered record of format %d was written by a later version; upgrade this instance too"
              .formatted(format));
    }
    long timestamp = buffer.getLong();
    if (timestamp < 0) {
      throw new IllegalStateException("a buffered record is damaged");
    }
    byte[] key = get(buffer);
    byte[] value = get(buffer);
    Headers headers = new RecordHeaders();
    for (int left = buffer.getInt(); left > 0; left--) {
      byte[] name = get(buffer, buffer.getInt());
      headers.add(new String(name, StandardCharsets.UTF_8), get(buffer));
    }
    return new Record<>(key, value, timestamp, headers);
  }

  private static int size(byte @Nullable [] bytes) {
    return Integer.BYTES + (bytes == null ? 0 : bytes.length);
  }

  private static void put(ByteBuffer buffer, byte @Nullable [] bytes) {
    if (bytes == null) {
      buffer.putInt(NONE);
    } else {
      buffer.putInt(bytes.length).put(bytes);
    }
  }

  private static byte @Nullable [] get(ByteBuffer buffer) {
    int length = buffer.getInt();
    return length == NONE ? null : get(buffer, length);
  }

  private static byte[] get(ByteBuffer buffer, int length) {
    if (length < 0 || length > buffer.remaining()) {
      throw new IllegalStateException("a buffered record is damaged");
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }
}
