package io.recurrence.streams;

import java.util.Set;

/** What a broker says of topics. */
interface TopicFacts {
  /** The largest record, in bytes, that a topic takes where nobody has set another limit. */
  int STANDARD_LARGEST = 1_048_588;

  /** Nothing is known, as where there is no broker. */
  TopicFacts UNKNOWN =
      new TopicFacts() {
        @Override
        public long id(String topic) {
          return 0;
        }

        @Override
        public Set<String> names() {
          return Set.of();
        }

        @Override
        public int partitions(String topic) {
          return 0;
        }

        @Override
        public int largestRecord(String topic) {
          return STANDARD_LARGEST;
        }

        @Override
        public long committed(String group, String topic, int partition) {
          return 0;
        }
      };

  /**
   * A number that a topic does not share with one of the same name that was deleted; 0 where it is
   * not known.
   */
  long id(String topic);

  /** The topics that there are; none where it is not known. */
  Set<String> names();

  /** How many partitions a topic has; 0 where there is no such topic, or it is not known. */
  int partitions(String topic);

  /** The largest record that can be written to a topic, in bytes. */
  int largestRecord(String topic);

  /** Up to which offset a group has processed a partition; 0 where it has not, or none is known. */
  long committed(String group, String topic, int partition);
}
