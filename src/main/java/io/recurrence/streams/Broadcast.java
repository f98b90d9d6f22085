package io.recurrence.streams;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends records with one key to every partition, and others where their key belongs. */
final class Broadcast implements StreamPartitioner<byte[], byte[]> {
  private static final byte[] KEY = {(byte) 0xFF}; // no UTF-8, so no series has it

  /** Whether a key is that of records for every partition. */
  static boolean is(byte[] key) {
    return Arrays.equals(key, KEY);
  }

  /** The key of records for every partition. */
  static byte[] key() {
    return KEY.clone();
  }

  @Override
  public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int partitions) {
    return is(key)
        ? Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()))
        : Optional.empty(); // the producer's own choice
  }
}
