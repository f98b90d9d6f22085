package io.recurrence.streams;

import io.recurrence.spec.Nearest;
import io.recurrence.spec.PipelineSpec;
import io.recurrence.spec.SpecException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * Checks the settings under {@code kafka} by Kafka's own definitions: those of Kafka Streams and of
 * its clients, with or without the prefix of a client.
 */
public final class KafkaSettings {
  /** Why no other guarantee than exactly-once is taken. */
  public static final String ONLY_EXACTLY_ONCE =
      "must be exactly_once_v2, the default: with any other guarantee a crash can keep the state of a"
          + " series and lose what was written of it, or learn a record twice; leave it out";

  private static final List<ConfigDef> CLIENTS =
      List.of(
          ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef());
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
   * Checks what a specification says under {@code kafka}.
   *
   * @throws SpecException with every fault
   */
  public static void check(PipelineSpec spec) {
    spec.checkKafka((name, value) -> Optional.ofNullable(problem(name, value)));
  }

  /** What is wrong with a setting, and what is allowed; null where it is sound. */
  static @Nullable String problem(String name, String value) {
    if (name.equals(StreamsConfig.APPLICATION_ID_CONFIG)) {
      return "is the name of the pipeline; set 'name'";
    }
    if (name.equals(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG)) {
      return "must be left out: what a record is to blame for goes to the dead letters, all else stops"
          + " the task";
    }
    if (name.equals(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)
        && !value.equals(StreamsConfig.EXACTLY_ONCE_V2)) {
      return "was '%s' but it %s".formatted(value, ONLY_EXACTLY_ONCE);
    }
    if (name.startsWith(OF_TOPICS) || name.startsWith(PROVIDERS)) {
      return null;
    }
    for (Map.Entry<String, List<ConfigDef>> prefix : PREFIXES.entrySet()) {
      String rest = name.substring(Math.min(name.length(), prefix.getKey().length()));
      if (name.startsWith(prefix.getKey()) && !name.startsWith("admin.client")) {
        return problem(rest, value, prefix.getValue());
      }
    }
    List<ConfigDef> all =
        List.of(StreamsConfig.configDef(), CLIENTS.get(0), CLIENTS.get(1), CLIENTS.get(2));
    return problem(name, value, all);
  }

  private static @Nullable String problem(String name, String value, List<ConfigDef> definitions) {
    Map<String, ConfigKey> known = new HashMap<>();
    for (ConfigDef definition : definitions) {
      definition.configKeys().forEach(known::putIfAbsent);
    }
    ConfigKey key = known.get(name);
    if (key == null) {
      return "is no setting of Kafka Streams or its clients"
          + Nearest.name(name, known.keySet())
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
