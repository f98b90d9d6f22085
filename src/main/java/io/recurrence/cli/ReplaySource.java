package io.recurrence.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Copies records of topics, or lines of a file, to topics whose names end in a suffix. */
final class ReplaySource implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MOST_IDLE_POLLS = 150; // 30 s

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<String> topics;
  private final List<TopicPartition> partitions;
  private final String suffix;
  private volatile @Nullable Exception failure;

  ReplaySource(Map<String, String> settings, List<String> topics, String suffix) {
    Map<String, Object> config = new HashMap<>(settings);
    config.putIfAbsent(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, OutputConsumer.BOOTSTRAP_SERVERS);
    this.consumer = OutputConsumer.of(settings, Map.of());
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.topics = topics;
    this.suffix = suffix;
    this.partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
  }

  /** As many as the largest topic has. */
  int partitions() {
    return 1 + partitions.stream().mapToInt(TopicPartition::partition).max().orElse(0);
  }

  /** Copies a range; returns how many records it has. */
  long copy(ReplayRange range) throws IOException, InterruptedException {
    range.check();
    Path file = range.file;
    long copied = file == null ? copyTopics(range) : copyFile(file, range);
    producer.flush();
    check();
    return copied;
  }

  private long copyFile(Path file, ReplayRange range) throws IOException {
    UsageException.require(Files.isRegularFile(file), "there is no file " + file);
    LineKeys keys =
        range.keySeparator == null
            ? LineKeys.constant(null)
            : LineKeys.before(range.keySeparator.replace("\\t", "\t"));
    long sent = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      TextLines lines = new TextLines(in);
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        LineKeys.Keyed record = keys.of(line);
        send(new ProducerRecord<>(topics.get(0) + suffix, record.key(), record.value()));
        sent++;
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException("%s, line %,d: %s".formatted(file, sent + 1, e.getMessage()));
    }
    return sent;
  }

  private long copyTopics(ReplayRange range) throws InterruptedException {
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, range.from()));
    Map<TopicPartition, OffsetAndTimestamp> begins = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp begin = begins.get(partition);
      consumer.seek(partition, begin == null ? ends.getOrDefault(partition, 0L) : begin.offset());
    }
    Throttle throttle = range.throttle();
    long to = range.to();
    long sent = 0;
    int idle = 0;
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
      var records = consumer.poll(POLL);
      idle = records.isEmpty() ? idle + 1 : 0;
      if (idle > MOST_IDLE_POLLS) {
        throw new FailureException("the broker gives no more of " + String.join(", ", topics));
      }
      for (ConsumerRecord<byte[], byte[]> record : records) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.getOrDefault(partition, 0L)
            && record.timestamp() >= range.from()
            && record.timestamp() < to) {
          throttle.await(record.timestamp());
          send(
              new ProducerRecord<>(
                  record.topic() + suffix,
                  record.partition(),
                  record.timestamp(),
                  record.key(),
                  record.value(),
                  record.headers()));
          sent++;
        }
      }
    }
    return sent;
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    check();
    var unused = producer.send(record, (metadata, e) -> failure = e == null ? failure : e);
  }

  private void check() {
    Exception before = failure;
    if (before != null) {
      throw new FailureException("cannot copy the records: " + before.getMessage(), before);
    }
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
  }
}
