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
  private static final long LEFT = 3L << 30; // of a large heap to all else, in bytes

  private final AtomicInteger stores = new AtomicInteger();
  private volatile long bytes;

  /** What states may take unless it is said. */
  static long standard() {
    return standard(Runtime.getRuntime().maxMemory());
  }

  /**
   * A quarter of the heap, since a store learns of others that have opened at its next commit; of a
   * large one all but 3 GB, up to five eighths.
   */
  static long standard(long heap) {
    return Math.max(heap / 4, Math.min(heap / 8 * 5, heap - LEFT));
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
