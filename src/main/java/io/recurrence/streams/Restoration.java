package io.recurrence.streams;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far the stores of this instance are from being restored, by pipeline. */
final class Restoration implements StateRestoreListener {
  private final Map<NamedPipeline, Map<TopicPartition, Long>> remaining;

  Restoration(List<NamedPipeline> pipelines) {
    this.remaining =
        pipelines.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), pipeline -> new ConcurrentHashMap<>()));
  }

  /** How many records are yet to be restored of a pipeline. */
  long remaining(NamedPipeline pipeline) {
    return of(pipeline).values().stream().mapToLong(Long::longValue).sum();
  }

  private Map<TopicPartition, Long> of(NamedPipeline pipeline) {
    return remaining.getOrDefault(pipeline, Map.of());
  }

  private NamedPipeline owner(String store) {
    return remaining.keySet().stream()
        .filter(pipeline -> pipeline.names().owns(store))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no pipeline has a store " + store));
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
    of(owner(store)).put(partition, to - from);
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long end, long restored) {
    NamedPipeline pipeline = owner(store);
    pipeline.meters().restored(restored);
    of(pipeline).computeIfPresent(partition, (unused, left) -> Math.max(0, left - restored));
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long restored) {
    of(owner(store)).remove(partition);
  }

  @Override
  public void onRestoreSuspended(TopicPartition partition, String store, long restored) {
    of(owner(store)).remove(partition);
  }
}
