package io.recurrence.streams;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** A record cut to so many bytes; a header says what was cut, and how long it was. */
final class TruncatedRecord {
  static final String TRUNCATED = "recurrence.truncated";

  /** Bytes to be left for the header that says what was cut. */
  static final int NOTE = 200;

  private TruncatedRecord() {}

  /**
   * Cuts what does not fit: the ends of key and value, and headers as a whole.
   *
   * @param room for key, value and headers, in bytes
   * @param headers that may be changed
   */
  static Record<byte[], byte[]> to(
      long room, byte @Nullable [] key, byte @Nullable [] value, long timestamp, Headers headers) {
    StringBuilder note = new StringBuilder(note(headers));
    byte[] shortKey = within(key, room, "key", note);
    long left = room - RecordSize.length(shortKey);
    long bytes = RecordSize.of(headers);
    Headers kept = headers;
    if (bytes > left) {
      add(note, "headers", bytes);
      kept = new RecordHeaders();
      bytes = 0;
    }
    byte[] shortValue = within(value, left - bytes, "value", note);
    if (note.length() > 0) {
      put(kept, note.toString());
    }
    return new Record<>(shortKey, shortValue, timestamp, kept);
  }

  private static byte @Nullable [] within(
      byte @Nullable [] bytes, long max, String name, StringBuilder note) {
    if (bytes == null || bytes.length <= max) {
      return bytes;
    }
    add(note, name, bytes.length);
    return Arrays.copyOf(bytes, (int) Math.max(0, max));
  }

  private static void add(StringBuilder note, String name, long bytes) {
    if (note.indexOf(name + '=') >= 0) {
      return; // it was longer yet before an earlier cut
    }
    note.append(note.length() == 0 ? "" : ", ").append(name).append('=').append(bytes);
  }

  /** Headers that say that headers were left out, and nothing else. */
  static Headers withoutHeaders(long bytes) {
    Headers headers = new RecordHeaders();
    put(headers, "headers=" + bytes);
    return headers;
  }

  /** What the headers say was cut; empty where nothing was. */
  static String note(Headers headers) {
    Header header = headers.lastHeader(TRUNCATED);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static void put(Headers headers, String note) {
    headers.remove(TRUNCATED);
    headers.add(TRUNCATED, note.getBytes(StandardCharsets.UTF_8));
  }
}
