package io.recurrence.streams;

import io.recurrence.core.PublicApi;
import io.recurrence.record.BadRecordException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Dead letters: key, value, headers and timestamp of a record that could not be used, as they came,
 * and headers that say why. What would be larger than the topic takes is cut, and says so.
 */
@PublicApi
public final class DeadLetters {
  /** Why, as a constant name such as {@code NOT_A_NUMBER}. */
  public static final String REASON = "recurrence.reason";

  /** What was found, in words. */
  public static final String MESSAGE = "recurrence.message";

  public static final String TOPIC = "recurrence.topic";
  public static final String PARTITION = "recurrence.partition";
  public static final String OFFSET = "recurrence.offset";

  /** The timestamp of the record where no topic would take it: far ahead, or before 1970. */
  public static final String TIMESTAMP = "recurrence.timestamp";

  /**
   * What was cut to the largest record that the topic takes, with its length before, such as {@code
   * value=1048400}. A value and a key are cut at their end; headers are left out.
   */
  public static final String TRUNCATED = TruncatedRecord.TRUNCATED;

  private static final int LONGEST_MESSAGE = 1000; // characters

  private DeadLetters() {}

  /** The letter for a record, of {@code largest} bytes at most. */
  static Record<byte[], byte[]> of(
      Record<byte[], byte[]> record, Origin origin, BadRecordException e, int largest) {
    Headers own = headers(new RecordHeaders(), e);
    put(own, TOPIC, origin.topic());
    put(own, PARTITION, Integer.toString(origin.partition()));
    put(own, OFFSET, Long.toString(origin.offset()));
    if (origin.timestamp() != record.timestamp()) {
      put(own, TIMESTAMP, Long.toString(origin.timestamp()));
    }
    Headers came = new RecordHeaders(record.headers().toArray());
    Origin.clear(came);
    BoundedTimestamps.clear(came);
    own.forEach(header -> came.remove(header.key()));

    long room = largest - RecordSize.of(null, null, own) - TruncatedRecord.NOTE;
    Record<byte[], byte[]> letter =
        TruncatedRecord.to(room, origin.key(), record.value(), record.timestamp(), came);
    own.forEach(letter.headers()::add);
    return letter;
  }

  /** These headers, with what was wrong beside them. */
  static Headers headers(Headers came, BadRecordException e) {
    Headers all = new RecordHeaders(came.toArray());
    all.remove(REASON).remove(MESSAGE);
    put(all, REASON, e.reason().name());
    put(all, MESSAGE, shortened(String.valueOf(e.getMessage())));
    return all;
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "…";
  }

  private static void put(Headers headers, String key, String value) {
    headers.add(key, value.getBytes(StandardCharsets.UTF_8));
  }
}
