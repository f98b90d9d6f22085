package io.recurrence.streams;

import io.recurrence.format.BadRecordException;
import io.recurrence.format.Decoder;
import io.recurrence.format.Reading;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Keys each record by its series, so that all records of a series meet in one partition. What
 * cannot be read goes on as it is: the series processor will refuse it, in the one place where
 * records are refused.
 */
final class RouteProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  private final Decoder decoder;
  private final Reading reading = new Reading();

  RouteProcessor(Decoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Origin.of(context().recordMetadata().orElse(null)).write(record.headers());
    byte[] key;
    try {
      decoder.decode(record.key(), record.value(), record.timestamp(), reading);
      key = reading.key();
    } catch (BadRecordException e) {
      key = new byte[0];
    }
    context().forward(record.withKey(key));
  }
}
