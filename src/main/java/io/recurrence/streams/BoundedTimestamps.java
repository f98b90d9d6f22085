package io.recurrence.streams;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Takes the timestamp of a record as it is if it lies between 1970 and a little ahead of now. Any
 * other leaves the time of the stream where it is, since one bad clock must not move it for all,
 * and the record is marked, so that it goes to the dead letters where its timestamp is what counts.
 */
final class BoundedTimestamps implements TimestampExtractor {
  static final String MARK = "recurrence.bad.timestamp";

  private final long maxAheadMillis;

  BoundedTimestamps(long maxAheadMillis) {
    this.maxAheadMillis = maxAheadMillis;
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    long timestamp = record.timestamp();
    if (timestamp >= 0 && timestamp - maxAheadMillis <= System.currentTimeMillis()) {
      return timestamp;
    }
    record.headers().add(MARK, Long.toString(timestamp).getBytes(StandardCharsets.US_ASCII));
    return Math.max(partitionTime, 0);
  }
}
