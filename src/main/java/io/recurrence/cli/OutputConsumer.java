package io.recurrence.cli;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A Kafka consumer of output topics: it reads what is committed, and commits nothing. */
public final class OutputConsumer {
  /** Where a broker is looked for that nothing names. */
  static final String BOOTSTRAP_SERVERS = "localhost:9092";

  private OutputConsumer() {}

  /**
   * Makes a consumer of no group.
   *
   * @param settings of Kafka's clients, as the user gave them
   * @param own settings of this consumer, which go before those
   */
  public static KafkaConsumer<byte[], byte[]> of(
      Map<String, String> settings, Map<String, Object> own) {
    Map<String, Object> config = new HashMap<>(settings);
    config.putIfAbsent(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, BOOTSTRAP_SERVERS);
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.putAll(own);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
