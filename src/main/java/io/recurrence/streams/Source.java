package io.recurrence.streams;

import java.nio.charset.StandardCharsets;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The partition that the records of a task come from, as a number: a hash of the name of its topic,
 * of the topic's own id where it is known, and of the partition. Offsets can be compared only where
 * it is the same: a topic that was deleted and created anew has another id, and counts anew.
 */
final class Source {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final ToLongFunction<String> ids;
  private String topic = "";
  private int partition = -1;
  private long number;

  /**
   * A source that is not yet known.
   *
   * @param ids gives the id of a topic; 0 where it is not known
   */
  Source(ToLongFunction<String> ids) {
    this.ids = ids;
  }

  /** The number of the partition that a record comes from; never 0. */
  long of(RecordMetadata record) {
    if (record.partition() != partition || !record.topic().equals(topic)) {
      topic = record.topic();
      partition = record.partition();
      number = number(topic, ids.applyAsLong(topic), partition);
    }
    return number;
  }

  private static long number(String topic, long id, int partition) {
    long hash = FNV_OFFSET;
    for (byte b : topic.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    hash = (hash ^ id) * FNV_PRIME;
    hash = (hash ^ partition) * FNV_PRIME;
    return hash == 0 ? 1 : hash;
  }
}
