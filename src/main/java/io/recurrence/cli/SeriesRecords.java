package io.recurrence.cli;

import io.recurrence.record.RecordFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * Reads the records of one series around a time from an output topic, as JSON. Kafka finds the
 * time, which is that of the input record; what lies there is read, not all of the topic. Serves
 * one thread.
 */
public final class SeriesRecords implements AutoCloseable {
  private static final long[] BACK = {2_000, 20_000, 200_000}; // records before the time, by turns
  private static final long AHEAD = 200_000; // records after it, until one of the series comes
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(5); // with a broker
  private static final long READING_NANOS = 20_000_000_000L; // of one partition, by turns
  private static final int MOST_SEEN = 10_000;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final OutputDecoder decoder;
  private final Set<String> seen = new HashSet<>();

  /**
   * Connects to a broker.
   *
   * @param settings of Kafka's clients
   */
  public SeriesRecords(Map<String, String> settings, OutputDecoder decoder) {
    this.decoder = decoder;
    this.consumer =
        OutputConsumer.of(
            settings,
            Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "recurrence-history",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2_000));
  }

  /**
   * Records by their time, oldest first.
   *
   * @param time in milliseconds since 1970
   * @param before how many at most up to this time, those nearest to it
   * @param after how many at most after it
   */
  public List<byte[]> around(String topic, String series, long time, int before, int after) {
    byte[] key = series.getBytes(StandardCharsets.UTF_8);
    for (TopicPartition partition : partitions(topic, key)) {
      List<byte[]> found = around(partition, key, time, before, after);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** A whole topic, partition by partition. */
  List<ConsumerRecord<byte[], byte[]>> all(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (TopicPartition partition : partitions(topic, new byte[0])) {
      List<TopicPartition> one = List.of(partition);
      consumer.assign(one);
      consumer.seekToBeginning(one);
      long end = consumer.endOffsets(one).getOrDefault(partition, 0L);
      long deadline = System.nanoTime() + READING_NANOS;
      while (consumer.position(partition) < end && System.nanoTime() < deadline) {
        consumer.poll(POLL).forEach(records::add);
      }
    }
    return records;
  }

  /** Names of series that were met on the way. */
  Set<String> seen() {
    return seen;
  }

  /** The partitions of a topic, first the one where Kafka puts a key unless told otherwise. */
  private List<TopicPartition> partitions(String topic, byte[] key) {
    List<TopicPartition> partitions = new ArrayList<>();
    int count = consumer.partitionsFor(topic, PATIENCE).size();
    UsageException.require(count > 0, "there is no topic " + topic);
    int likely = Utils.toPositive(Utils.murmur2(key)) % count;
    for (int i = 0; i < count; i++) {
      partitions.add(new TopicPartition(topic, (likely + i) % count));
    }
    return partitions;
  }

  private List<byte[]> around(
      TopicPartition partition, byte[] key, long time, int before, int after) {
    List<TopicPartition> one = List.of(partition);
    consumer.assign(one);
    long begin = consumer.beginningOffsets(one).getOrDefault(partition, 0L);
    long end = consumer.endOffsets(one).getOrDefault(partition, 0L);
    OffsetAndTimestamp found = consumer.offsetsForTimes(Map.of(partition, time)).get(partition);
    long at = found == null ? end : found.offset();
    Window window = new Window(key, time, before, after);
    for (int i = 0; i < BACK.length; i++) {
      long from = Math.max(begin, at - BACK[i]);
      window.clear();
      consumer.seek(partition, from);
      read(partition, window, Math.min(end, at + AHEAD));
      if (window.earlier.size() >= before || from == begin) {
        break;
      }
    }
    return window.records();
  }

  private void read(TopicPartition partition, Window window, long end) {
    long deadline = System.nanoTime() + READING_NANOS;
    while (consumer.position(partition) < end && !window.full() && System.nanoTime() < deadline) {
      consumer.poll(POLL).forEach(window::take);
    }
  }

  /** What is kept of the records that are read. */
  private final class Window {
    private final byte[] key;
    private final long time;
    private final int before;
    private final int after;
    private final Deque<byte[]> earlier = new ArrayDeque<>();
    private final List<byte[]> later = new ArrayList<>();
    private boolean passed; // the time, by a record of the series

    Window(byte[] key, long time, int before, int after) {
      this.key = key;
      this.time = time;
      this.before = before;
      this.after = after;
    }

    void clear() {
      earlier.clear();
      later.clear();
      passed = false;
    }

    boolean full() {
      return passed && later.size() >= after;
    }

    void take(ConsumerRecord<byte[], byte[]> record) {
      if (record.key() != null && seen.size() < MOST_SEEN) {
        seen.add(new String(record.key(), StandardCharsets.UTF_8));
      }
      if (record.value() == null || !Arrays.equals(record.key(), key)) {
        return;
      }
      try {
        if (record.timestamp() <= time) {
          earlier.addLast(decoder.json(record.value()));
        } else {
          passed = true;
          if (later.size() < after) {
            later.add(decoder.json(record.value()));
          }
        }
      } catch (RecordFormatException e) {
        return; // damaged
      }
      if (earlier.size() > before) {
        earlier.removeFirst();
      }
    }

    List<byte[]> records() {
      List<byte[]> all = new ArrayList<>(earlier);
      all.addAll(later);
      return all;
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
