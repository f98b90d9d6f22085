package io.recurrence.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the reorder buffers of this instance hold, as metrics. */
final class BufferGauges {
  private final Map<String, Buffered> tasks = new ConcurrentHashMap<>();

  /**
   * Of one task.
   *
   * @param watermark the least one of its source partitions; Long.MIN_VALUE before the first
   */
  record Buffered(long records, long bytes, long watermark) {}

  BufferGauges(Meters meters) {
    meters.gauge(
        "recurrence.gather.records",
        "Records in reorder buffers",
        "",
        () -> tasks.values().stream().mapToLong(Buffered::records).sum());
    meters.gauge(
        "recurrence.gather.size",
        "Records in reorder buffers",
        "bytes",
        () -> tasks.values().stream().mapToLong(Buffered::bytes).sum());
    meters.gauge(
        "recurrence.gather.watermark",
        "Event time up to which all source partitions have been read",
        "seconds",
        this::watermark);
  }

  private double watermark() {
    long min = tasks.values().stream().mapToLong(Buffered::watermark).min().orElse(Long.MIN_VALUE);
    return min == Long.MIN_VALUE ? Double.NaN : min / 1e3;
  }

  void set(String task, Buffered buffered) {
    tasks.put(task, buffered);
  }

  void remove(String task) {
    tasks.remove(task);
  }
}
