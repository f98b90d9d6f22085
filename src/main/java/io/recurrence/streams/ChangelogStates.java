package io.recurrence.streams;

import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.PipelineSpec;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StateFormatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Bytes;

/**
 * The changelog of the states of a pipeline, read and changed from outside of the application. What
 * is read is as old as the last commit.
 */
public final class ChangelogStates {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MOST_IDLE_POLLS = 150; // 30 s

  private final PipelineSpec spec;
  private final String topic;

  /** That of one pipeline of an application. */
  public ChangelogStates(ApplicationSpec application, PipelineSpec spec) {
    this.spec = spec;
    this.topic =
        new InternalTopics(application)
            .changelog(ResourceNames.of(application, spec), Topologies.STATES);
  }

  public String topic() {
    return topic;
  }

  /**
   * The last state of a series; empty where there is none. Reads the whole topic.
   *
   * @param pipeline of the specification
   * @param consumer of no group, which reads what is committed
   * @throws StateFormatException where it is of another shape of the pipeline, or damaged
   * @throws TimeoutException where the broker gives no more
   */
  public Optional<State> state(
      String series, SeriesPipeline pipeline, KafkaConsumer<byte[], byte[]> consumer) {
    return entries(series, consumer).values().stream()
        .map(stored -> state(series, pipeline, stored))
        .flatMap(Optional::stream)
        .max(Comparator.comparingLong(State::newest)); // one partition has it, unless it has moved
  }

  private Optional<State> state(String series, SeriesPipeline pipeline, Map<Bytes, byte[]> stored) {
    Bytes key = StateRepository.key(series);
    byte[] bytes = stored.get(key);
    if (bytes == null) {
      return Optional.empty();
    }
    StateReader reader = new StateReader(spec, pipeline, stored::get);
    byte[] records = stored.get(WriteBehindStore.recordLog(key));
    return Optional.of(reader.read(bytes, records, reader.recordLog(), pipeline::read));
  }

  /**
   * Makes a series one that has never been, for an application that does not run: it restores its
   * stores from what is written here. Its record log goes first, so that a stop in between leaves a
   * state as it was written.
   *
   * @return whether there was one
   */
  public boolean forget(
      String series, KafkaConsumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
    Bytes key = StateRepository.key(series);
    List<TopicPartition> having = new ArrayList<>();
    entries(series, consumer)
        .forEach(
            (partition, stored) -> {
              if (stored.containsKey(key)) {
                having.add(partition);
              }
            });
    for (TopicPartition partition : having) {
      for (Bytes each : List.of(WriteBehindStore.recordLog(key), SeriesCount.KEY, key)) {
        var unused =
            producer.send(new ProducerRecord<>(topic, partition.partition(), each.get(), null));
      }
    }
    producer.flush();
    return !having.isEmpty();
  }

  /** By partition, what is stored of a series, and all settings. */
  private Map<TopicPartition, Map<Bytes, byte[]>> entries(
      String series, KafkaConsumer<byte[], byte[]> consumer) {
    Bytes key = StateRepository.key(series);
    Bytes log = WriteBehindStore.recordLog(key);
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo each : consumer.partitionsFor(topic)) {
      partitions.add(new TopicPartition(topic, each.partition()));
    }
    Map<TopicPartition, Map<Bytes, byte[]>> entries = new HashMap<>();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    int idle = 0;
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
      var records = consumer.poll(POLL);
      idle = records.isEmpty() ? idle + 1 : 0;
      if (idle > MOST_IDLE_POLLS) {
        throw new TimeoutException("the broker gives no more of topic " + topic);
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        Bytes found = record.key() == null ? log : Bytes.wrap(record.key());
        if (found.equals(key) || found.equals(log) || StateReader.isSettings(found)) {
          Map<Bytes, byte[]> stored =
              entries.computeIfAbsent(
                  new TopicPartition(topic, record.partition()), unused -> new HashMap<>());
          if (record.value() == null) {
            stored.remove(found);
          } else {
            stored.put(found, record.value());
          }
        }
      }
    }
    return entries;
  }
}
