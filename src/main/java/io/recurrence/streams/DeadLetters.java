package io.recurrence.streams;

import io.recurrence.format.BadRecordException.Reason;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The headers that a dead letter carries; its key and value are those of the record that could not
 * be used.
 */
public final class DeadLetters {
  /** Why, as a constant name such as {@code NOT_A_NUMBER}. */
  public static final String REASON = "recurrence.reason";

  /** What was found, in words. */
  public static final String MESSAGE = "recurrence.message";

  public static final String TOPIC = "recurrence.topic";
  public static final String PARTITION = "recurrence.partition";
  public static final String OFFSET = "recurrence.offset";

  private DeadLetters() {}

  /** The headers of the record and, added to them, reason and origin. */
  static Headers headers(Headers original, Origin origin, Reason reason, @Nullable String message) {
    Headers headers = new RecordHeaders(original.toArray());
    Origin.clear(headers);
    headers.remove(BoundedTimestamps.MARK);
    put(headers, REASON, reason.name());
    put(headers, MESSAGE, message == null ? "" : message);
    put(headers, TOPIC, origin.topic());
    put(headers, PARTITION, Integer.toString(origin.partition()));
    put(headers, OFFSET, Long.toString(origin.offset()));
    return headers;
  }

  private static void put(Headers headers, String key, String value) {
    headers.remove(key);
    headers.add(key, value.getBytes(StandardCharsets.UTF_8));
  }
}
