package io.recurrence.streams;

import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.SpecException;
import io.recurrence.core.NearestName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * Checks the settings under {@code kafka} by Kafka's own definitions: those of Kafka Streams and of
 * its clients, with or without the prefix of a client.
 */
public final class KafkaSettings {
  private static final List<ConfigDef> CLIENTS =
      List.of(
          ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef());
  private static final List<ConfigDef> ALL =
      List.of(StreamsConfig.configDef(), CLIENTS.get(0), CLIENTS.get(1), CLIENTS.get(2));
  private static final Map<String, List<ConfigDef>> PREFIXES =
      Map.of(
          "main.consumer.", CLIENTS.subList(0, 1),
          "restore.consumer.", CLIENTS.subList(0, 1),
          "global.consumer.", CLIENTS.subList(0, 1),
          "consumer.", CLIENTS.subList(0, 1),
          "producer.", CLIENTS.subList(1, 2),
          "admin.", CLIENTS.subList(2, 3));
  private static final String OF_TOPICS = "topic."; // of internal topics; the broker checks them
  private static final String PROVIDERS = "config.providers"; // of values that stand elsewhere

  private KafkaSettings() {}

  /**
   * What is wrong with a setting under {@code kafka}, and what is allowed; empty if it is sound.
   */
  public static Optional<String> fault(String name, String value) {
    if (name.equals(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG) && !servers(value)) {
      return Optional.of(
          "was '%s' but it must be HOST:PORT, or several with commas between".formatted(value));
    }
    String prefix = prefix(name);
    String own = name.substring(prefix.length());
    Optional<String> reserved = ReservedSettings.fault(own, value);
    if (reserved.isPresent() || name.startsWith(OF_TOPICS) || name.startsWith(PROVIDERS)) {
      return reserved;
    }
    return Optional.ofNullable(problem(own, value, PREFIXES.getOrDefault(prefix, ALL)));
  }

  /** The prefix by which a setting is for one kind of clients; empty where it is for all. */
  private static String prefix(String name) {
    return PREFIXES.keySet().stream()
        .filter(prefix -> name.startsWith(prefix) && !name.startsWith("admin.client"))
        .findFirst()
        .orElse("");
  }

  private static boolean servers(String value) {
    return value.contains("${")
        || Arrays.stream(value.split(",", -1))
            .allMatch(server -> Utils.getPort(server.strip()) != null);
  }

  /**
   * What a file of client settings must not say, where it would break what a pipeline promises;
   * what such a file says for other programs is left as it is.
   */
  public static Optional<String> broken(Map<String, String> settings) {
    return settings.entrySet().stream()
        .flatMap(
            setting ->
                ReservedSettings.broken(
                    setting.getKey().substring(prefix(setting.getKey()).length()),
                    setting.getValue())
                    .map(problem -> setting.getKey() + ' ' + problem)
                    .stream())
        .findFirst();
  }

  /**
   * Checks the settings of sound specifications beside each other, as Kafka's clients do when they
   * start.
   *
   * @throws SpecException where they do not agree
   */
  public static void checkTogether(ApplicationSpec spec) {
    try {
      StreamsConfig settings = new StreamsConfig(Settings.of(spec, Map.of()));
      SourceConsumers.checkProtocol(spec, settings);
      check(new ConsumerConfig(asBytes(settings.getMainConsumerConfigs("group", "client", 1))));
      check(new ProducerConfig(asBytes(settings.getProducerConfigs("client"))), settings);
      new ConsumerConfig(asBytes(settings.getRestoreConsumerConfigs("client")));
      new AdminClientConfig(settings.getAdminConfigs("client"));
      atLeast(settings, StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1, "a pipeline needs a thread");
    } catch (ConfigException | IllegalArgumentException e) {
      throw spec.fault("kafka", "is refused by Kafka: " + e.getMessage());
    }
  }

  private static void check(ConsumerConfig consumer) {
    atLeast(
        consumer,
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
        consumer.getInt(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG) + 1L,
        "more than " + ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG);
  }

  private static void check(ProducerConfig producer, StreamsConfig settings) {
    atLeast(
        producer,
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        settings.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG),
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG);
    if (producer.originals().containsKey(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG)) {
      atLeast(
          producer,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          producer.getLong(ProducerConfig.LINGER_MS_CONFIG)
              + producer.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG),
          ProducerConfig.LINGER_MS_CONFIG + " + " + ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
    }
  }

  private static void atLeast(AbstractConfig client, String name, long min, String why) {
    if (client.getInt(name) < min) {
      throw new ConfigException(
          "%s is %d but it must be at least %d: %s".formatted(name, client.getInt(name), min, why));
    }
  }

  private static Map<String, Object> asBytes(Map<String, Object> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return settings;
  }

  private static @Nullable String problem(String name, String value, List<ConfigDef> definitions) {
    Map<String, ConfigKey> known = new HashMap<>();
    for (ConfigDef definition : definitions) {
      definition.configKeys().forEach(known::putIfAbsent);
    }
    ConfigKey key = known.get(name);
    if (key == null) {
      return "is no setting of Kafka Streams or its clients"
          + NearestName.name(name, known.keySet())
              .map(near -> "; did you mean '" + near + "'?")
              .orElse("; what is meant for a class of your own goes into --command-config");
    }
    if (value.contains("${")) {
      return null; // stands elsewhere
    }
    try {
      Object parsed = ConfigDef.parseType(name, value, key.type);
      if (key.validator != null) {
        key.validator.ensureValid(name, parsed);
      }
      return null;
    } catch (ConfigException e) {
      String message = String.valueOf(e.getMessage());
      int colon = message.indexOf(name + ": ");
      return "was '%s' but it %s"
          .formatted(
              key.type == ConfigDef.Type.PASSWORD ? "[hidden]" : value,
              colon < 0
                  ? "must be of type " + key.type
                  : "is refused: " + message.substring(colon + name.length() + 2));
    }
  }
}
