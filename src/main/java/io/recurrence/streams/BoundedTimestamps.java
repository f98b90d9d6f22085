package io.recurrence.streams;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Takes the timestamp of a record as it is if it lies between 1970 and a little ahead of now. Any
 * other leaves the time of the stream where it is, since one bad clock must not move it for all,
 * and is kept in a header, so that the record goes to the dead letters where its timestamp is what
 * counts. Headers of the names that are ours are taken off what others have written.
 */
final class BoundedTimestamps implements TimestampExtractor {
  private static final String MARK = "recurrence.bad.timestamp";

  private final long maxAheadMillis;

  BoundedTimestamps(long maxAheadMillis) {
    this.maxAheadMillis = maxAheadMillis;
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    clear(record.headers());
    Origin.clear(record.headers());
    record.headers().remove(TruncatedRecord.TRUNCATED);
    long timestamp = record.timestamp();
    if (timestamp >= 0 && timestamp - maxAheadMillis <= System.currentTimeMillis()) {
      return timestamp;
    }
    record.headers().add(MARK, ByteBuffer.allocate(Long.BYTES).putLong(timestamp).array());
    return Math.max(partitionTime, 0);
  }

  /** The timestamp that a record came with. */
  static long original(Record<?, ?> record) {
    Header mark = record.headers().lastHeader(MARK);
    return mark != null && mark.value() != null && mark.value().length == Long.BYTES
        ? ByteBuffer.wrap(mark.value()).getLong()
        : record.timestamp();
  }

  static void clear(Headers headers) {
    headers.remove(MARK);
  }
}
