package io.recurrence.streams;

import io.recurrence.record.BadRecordException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Refuses the records of a processor: each is counted, the operator is warned, and it goes to the
 * dead letters where there is a topic for them.
 */
final class Refusals {
  private final ProcessorContext<byte[], byte[]> context;
  private final Meters meters;
  private final String sink;
  private final int largest; // 0 where there is no topic

  /** Refusals of one task. */
  Refusals(ProcessorContext<byte[], byte[]> context, NamedPipeline pipeline, TopicFacts facts) {
    String topic = pipeline.spec().output().deadLetters();
    this.context = context;
    this.meters = pipeline.meters();
    this.sink = pipeline.names().of(Topologies.DEAD_LETTERS);
    this.largest = topic.isEmpty() ? 0 : facts.largestRecord(topic);
  }

  /**
   * Refuses one record.
   *
   * @param series where it is known, otherwise empty
   */
  void refuse(Record<byte[], byte[]> record, Origin origin, String series, BadRecordException e) {
    meters.refused(e.reason(), origin, series, e.getMessage());
    if (largest > 0) {
      context.forward(DeadLetters.of(record, origin, e, largest), sink);
    }
  }
}
