package io.recurrence.cli;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes records to a topic. */
public final class Publisher implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private volatile @Nullable Exception failure;

  public Publisher(Map<String, String> settings, String topic) {
    Map<String, Object> config = new HashMap<>(settings);
    config.putIfAbsent(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
    config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 20);
    config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
    // one request at a time: the first ones to a new topic may overtake each other otherwise, and
    // are refused for being out of order until they expire
    config.putIfAbsent(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topic;
  }

  /** Writes a message, keyed by its series. */
  public void send(Message message) {
    send(
        new ProducerRecord<>(
            topic,
            null,
            message.time(),
            message.series().getBytes(StandardCharsets.UTF_8),
            message.json().getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes a record, whose timestamp is now. */
  void send(byte @Nullable [] key, byte[] value) {
    send(new ProducerRecord<>(topic, key, value));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    check();
    var unused = producer.send(record, (metadata, e) -> failure = e == null ? failure : e);
  }

  /**
   * Returns when all is written.
   *
   * @throws FailureException where something could not be
   */
  public void flush() {
    producer.flush();
    check();
  }

  private void check() {
    Exception before = failure;
    if (before != null) {
      throw new FailureException("cannot write to topic " + topic + ": " + before.getMessage());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
