package io.recurrence.streams;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** How many bytes a record takes in a topic, at most: where it is the only one of its batch. */
final class RecordSize {
  private static final int ENVELOPE = 61 + 40; // of the batch and of the record
  private static final int LENGTHS = 10; // of the name and the value of a header

  private RecordSize() {}

  static long of(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    return (long) ENVELOPE + length(key) + length(value) + of(headers);
  }

  static long of(Headers headers) {
    long bytes = 0;
    for (Header header : headers) {
      bytes += LENGTHS + length(header.value());
      bytes += header.key().getBytes(StandardCharsets.UTF_8).length;
    }
    return bytes;
  }

  static int length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
