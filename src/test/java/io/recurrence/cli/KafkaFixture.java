package io.recurrence.cli;

import io.recurrence.broker.Broker;
import io.recurrence.generate.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A real broker in the process of the tests, and ways to write to it and read from it. One for all
 * tests of a run.
 */
final class KafkaFixture {
  private static final Path DIRECTORY = temporary();
  private static final Broker BROKER = start();

  private KafkaFixture() {}

  private static Path temporary() {
    try {
      return Files.createTempDirectory("recurrence-it");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Broker start() {
    try {
      Broker broker = Broker.start(DIRECTORY.resolve("broker"));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker)));
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(Broker broker) {
    broker.close();
    try (Stream<Path> files = Files.walk(DIRECTORY)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String bootstrapServers() {
    return BROKER.bootstrapServers();
  }

  static Map<String, String> settings(String stateDirectory) {
    return Map.of(
        "bootstrap.servers",
        bootstrapServers(),
        "state.dir",
        DIRECTORY.resolve(stateDirectory + "-" + UUID.randomUUID()).toString());
  }

  static void create(int partitions, List<String> topics) {
    try (Topics admin = new Topics(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin.create(topics, partitions);
    }
  }

  static ProducerRecord<byte[], byte[]> record(String topic, long time, String key, String value) {
    return new ProducerRecord<>(topic, null, time, bytes(key), bytes(value));
  }

  /** A record in JSON. */
  static ProducerRecord<byte[], byte[]> record(String topic, Sample sample) {
    String json =
        "{\"ts\":%d,\"value\":%s}"
            .formatted(sample.time(), sample.present() ? Double.toString(sample.value()) : "null");
    return record(topic, sample.time(), sample.series(), json);
  }

  static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  static KafkaProducer<byte[], byte[]> producer() {
    // one request at a time: the first appends to a new topic overtake each other otherwise, and
    // are
    // repeated for as long as there are more
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers(),
            "linger.ms",
            5,
            "max.in.flight.requests.per.connection",
            1),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  static void send(List<ProducerRecord<byte[], byte[]>> records) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      records.forEach(producer::send);
    }
  }

  /**
   * All that is committed in a topic, read until there are {@code count} records and a moment has
   * brought no more.
   */
  static List<ConsumerRecord<byte[], byte[]>> read(String topic, int count, Duration atMost) {
    return read(topic, count, atMost, "read_committed");
  }

  /** The same, of what an isolation level shows. */
  static List<ConsumerRecord<byte[], byte[]>> read(
      String topic, int count, Duration atMost, String isolation) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrapServers(),
            "isolation.level",
            isolation,
            "auto.offset.reset",
            "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList());
      long end = System.nanoTime() + atMost.toNanos();
      int quiet = 0;
      while (System.nanoTime() < end && quiet < 3) {
        int before = records.size();
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        quiet = records.size() >= count && records.size() == before ? quiet + 1 : 0;
      }
    }
    return records;
  }

  /** By series, what is committed in a topic, in its order and without what names the pipeline. */
  static Map<String, List<String>> bySeries(String topic, int count, Duration atMost) {
    Map<String, List<String>> bySeries = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(topic, count, atMost)) {
      String value = new String(record.value(), StandardCharsets.UTF_8);
      bySeries
          .computeIfAbsent(
              new String(record.key(), StandardCharsets.UTF_8), series -> new ArrayList<>())
          .add(
              record.timestamp()
                  + " "
                  + value.replaceFirst(
                      "\"pipeline_version\":\"[a-z-]+@", "\"pipeline_version\":\""));
    }
    return bySeries;
  }
}
