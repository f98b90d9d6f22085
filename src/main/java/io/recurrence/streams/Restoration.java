package io.recurrence.streams;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far the stores of this instance are from being restored. */
final class Restoration implements StateRestoreListener {
  private final Map<TopicPartition, Long> remaining = new ConcurrentHashMap<>();
  private final Meters meters;

  Restoration(Meters meters) {
    this.meters = meters;
  }

  long remaining() {
    return remaining.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
    remaining.put(partition, to - from);
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long end, long restored) {
    meters.restored(restored);
    remaining.computeIfPresent(partition, (unused, left) -> Math.max(0, left - restored));
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long restored) {
    remaining.remove(partition);
  }

  @Override
  public void onRestoreSuspended(TopicPartition partition, String store, long restored) {
    remaining.remove(partition);
  }
}
