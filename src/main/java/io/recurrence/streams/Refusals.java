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
  private final int largest; // 0 where there is no topic

  /**
   * Refusals of one task.
   *
   * @param topic of the dead letters; empty where there is none
   */
  Refusals(
      ProcessorContext<byte[], byte[]> context, Meters meters, TopicFacts facts, String topic) {
    this.context = context;
    this.meters = meters;
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
      context.forward(DeadLetters.of(record, origin, e, largest), Topologies.DEAD_LETTERS);
    }
  }
}
