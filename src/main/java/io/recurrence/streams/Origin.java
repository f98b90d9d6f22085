package io.recurrence.streams;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Where a record came from, before any internal topic. Travels as a header through the topic that
 * gathers series.
 */
record Origin(String topic, int partition, long offset) {
  private static final String HEADER = "recurrence.origin";

  static Origin of(@Nullable RecordMetadata metadata) {
    return metadata == null
        ? new Origin("", -1, -1)
        : new Origin(metadata.topic(), metadata.partition(), metadata.offset());
  }

  /** The origin that the headers tell of, which is removed from them; null where they do not. */
  static @Nullable Origin take(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    if (header == null) {
      return null;
    }
    clear(headers);
    ByteBuffer bytes = ByteBuffer.wrap(header.value());
    int partition = bytes.getInt();
    long offset = bytes.getLong();
    return new Origin(StandardCharsets.UTF_8.decode(bytes).toString(), partition, offset);
  }

  /** The name of the place, for people. */
  String place() {
    return topic + '-' + partition + '@' + offset;
  }

  void write(Headers headers) {
    byte[] name = topic.getBytes(StandardCharsets.UTF_8);
    headers.add(
        HEADER,
        ByteBuffer.allocate(Integer.BYTES + Long.BYTES + name.length)
            .putInt(partition)
            .putLong(offset)
            .put(name)
            .array());
  }

  static void clear(Headers headers) {
    headers.remove(HEADER);
  }
}
