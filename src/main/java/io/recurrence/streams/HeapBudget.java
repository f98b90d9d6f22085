package io.recurrence.streams;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How much heap the states of one instance may take: what {@value
 * StreamsConfig#STATESTORE_CACHE_MAX_BYTES_CONFIG} says, in equal shares for the stores of its
 * tasks and pipelines that keep any.
 */
final class HeapBudget {
  private final AtomicInteger stores = new AtomicInteger();
  private volatile long bytes;

  /** A quarter of the heap: a store learns of others that have opened at its next commit. */
  static long standard() {
    return Runtime.getRuntime().maxMemory() / 4;
  }

  void limit(Map<String, Object> settings) {
    Object limit = settings.get(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG);
    bytes = Long.parseLong(String.valueOf(limit));
  }

  /** A store begins to keep states on the heap. */
  void open() {
    stores.incrementAndGet();
  }

  /** It has let go of them. */
  void close() {
    stores.decrementAndGet();
  }

  /** What one store may use, in bytes. */
  long share() {
    return bytes / Math.max(1, stores.get());
  }
}
