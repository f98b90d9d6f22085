package io.recurrence.streams;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What the consumer of the current thread knows of the source topics, beyond the records that a
 * task has been given.
 */
interface SourcePositions {
  /** Stands for what is not known yet. */
  long UNKNOWN = -1;

  /** Where there is no consumer to ask, as in a test of the topology: one partition. */
  SourcePositions ONE_PARTITION =
      new SourcePositions() {
        @Override
        public int partitionsBySeries() {
          return 0;
        }

        @Override
        public int partitions() {
          return 1;
        }

        @Override
        public List<String> topics(int partition) {
          return List.of();
        }

        @Override
        public int index(String topic, int partition) {
          return partition;
        }

        @Override
        public CompletableFuture<Long> end(String topic, int partition) {
          return CompletableFuture.completedFuture(UNKNOWN);
        }

        @Override
        public long next(String topic, int partition, long processed) {
          return processed + 1;
        }
      };

  /**
   * How many partitions the topic by series has or is to have; 0 for as many as the source topic
   * has.
   */
  int partitionsBySeries();

  /** How many partitions the source topics have together. */
  int partitions();

  /** The source topics that have a partition of a number. */
  List<String> topics(int partition);

  /** Which of all source partitions one is, counted from 0. */
  int index(String topic, int partition);

  /**
   * Asks the broker for the offset at which a partition ends; what the partition held when this was
   * asked lies before it. {@link #UNKNOWN} where there is no answer. What a consumer knows of the
   * end is as old as its last fetch, and it does not fetch while it has records to hand out.
   */
  CompletableFuture<Long> end(String topic, int partition);

  /**
   * The offset before which a task has processed all that can be read.
   *
   * @param processed the offset of the last record that the task has processed, or -1
   */
  long next(String topic, int partition, long processed);
}
