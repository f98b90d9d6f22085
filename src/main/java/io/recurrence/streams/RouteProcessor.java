package io.recurrence.streams;

import io.recurrence.format.BadRecordException;
import io.recurrence.format.Decoder;
import io.recurrence.format.Reading;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Keys each record by its series, so that all records of a series meet in one partition. What
 * cannot be read goes on as it is, and what would be larger than the topic takes goes on cut: the
 * series processor will refuse it, in the one place where records are refused.
 */
final class RouteProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
  private static final byte[] UNKNOWN = new byte[0]; // series

  private final Decoder decoder;
  private final TopicFacts facts;
  private final Reading reading = new Reading();
  private int largest;

  RouteProcessor(Decoder decoder, TopicFacts facts) {
    this.decoder = decoder;
    this.facts = facts;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    largest = facts.largestRecord(Topologies.repartitionTopic(context.applicationId()));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Origin origin = Origin.of(context().recordMetadata().orElse(null), record);
    context().forward(routed(record, origin, series(record)));
  }

  private byte[] series(Record<byte[], byte[]> record) {
    try {
      decoder.decode(record.key(), record.value(), record.timestamp(), reading);
      return reading.key();
    } catch (BadRecordException | RuntimeException e) {
      return UNKNOWN;
    }
  }

  private Record<byte[], byte[]> routed(
      Record<byte[], byte[]> record, Origin origin, byte[] series) {
    Headers headers = record.headers();
    BoundedTimestamps.clear(headers);
    Headers own = new RecordHeaders();
    origin.withKey(null).write(own);
    long room = largest - RecordSize.of(series, null, own) - Cut.NOTE;
    Record<byte[], byte[]> cut =
        Cut.to(room, origin.key(), record.value(), record.timestamp(), headers);
    origin.withKey(cut.key()).write(cut.headers());
    return cut.withKey(series);
  }
}
