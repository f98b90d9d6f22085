package io.recurrence.streams;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How much heap the decoded states of one instance may take: what {@value
 * StreamsConfig#STATESTORE_CACHE_MAX_BYTES_CONFIG} says, in equal shares for the tasks that are
 * open.
 */
final class HeapBudget {
  private final AtomicInteger tasks = new AtomicInteger();
  private volatile long bytes;

  /** A quarter of the heap. */
  static long standard() {
    return Runtime.getRuntime().maxMemory() / 4;
  }

  void open(Map<String, Object> settings) {
    Object limit = settings.get(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG);
    bytes = Long.parseLong(String.valueOf(limit));
    tasks.incrementAndGet();
  }

  void close() {
    tasks.decrementAndGet();
  }

  /** What one task may use, in bytes. */
  long share() {
    return bytes / Math.max(1, tasks.get());
  }
}
