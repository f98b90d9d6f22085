package io.recurrence.streams;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.Feedback;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends feedback to the tasks that it concerns: of one series to that of the series, where it is
 * known by the key, and all other to each. What cannot be read goes to one of them, which refuses
 * it, in the one place where records are refused.
 */
final class FeedbackRouter extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  private static final byte[] UNKNOWN = new byte[0];

  private final boolean byKey;

  /**
   * A router of feedback.
   *
   * @param byKey whether records of a series are in the partition of its key
   */
  FeedbackRouter(boolean byKey) {
    this.byKey = byKey;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Origin origin = Origin.of(context().recordMetadata().orElse(null), record);
    Headers headers = new RecordHeaders(record.headers().toArray());
    Origin.clear(headers);
    BoundedTimestamps.clear(headers);
    origin.write(headers);
    context().forward(record.withKey(key(record.value())).withHeaders(headers));
  }

  private byte[] key(byte[] value) {
    try {
      Feedback feedback = Feedback.read(value);
      return byKey && !feedback.kind().window()
          ? feedback.series().getBytes(StandardCharsets.UTF_8)
          : Broadcast.key();
    } catch (BadRecordException e) {
      return UNKNOWN;
    }
  }
}
