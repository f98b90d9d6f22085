package io.recurrence.streams;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Settings of Kafka Streams and its clients that are not for a pipeline to choose: those that
 * exactly-once stands upon, and those that have no effect because the application sets them.
 */
final class ReservedSettings {
  private static final String EXACTLY_ONCE =
      ", the default: with any other a crash could lose records, or apply them twice; leave it out";
  private static final String HANDLERS =
      "must be left out: what a record is to blame for goes to the dead letters, and all else stops"
          + " the task, so that no record is lost";
  private static final String KEPT =
      "must be left out: Kafka Streams chooses it for each internal topic, and with another a"
          + " changelog could lose states";
  private static final String BYTES =
      "has no effect: records are read and written as input.format and output.format say; leave it out";

  /**
   * What holds for a setting.
   *
   * @param allowed whether a value may stand
   * @param breaks whether others break what is promised, and not only have no effect
   * @param fault says of another value what is wrong with it
   */
  private record Rule(Predicate<String> allowed, boolean breaks, UnaryOperator<String> fault) {
    static Rule of(Predicate<String> allowed, String need) {
      return new Rule(allowed, true, value -> "was '" + value + "' but it must be " + need);
    }
  }

  private static final Map<String, Rule> RULES = new HashMap<>();

  static {
    only(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, List.of(StreamsConfig.EXACTLY_ONCE_V2));
    only(ProducerConfig.ACKS_CONFIG, List.of("all", "-1"));
    only(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, List.of("true"));
    only(ConsumerConfig.ISOLATION_LEVEL_CONFIG, List.of("read_committed"));
    only(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, List.of("false"));
    min(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Settings.LARGEST_REQUEST);
    min(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Settings.LARGEST_INTERNAL);
    never(
        true,
        HANDLERS,
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
        "default.deserialization.exception.handler",
        "default.production.exception.handler");
    never(
        true,
        KEPT,
        StreamsConfig.topicPrefix(TopicConfig.CLEANUP_POLICY_CONFIG),
        StreamsConfig.topicPrefix(TopicConfig.RETENTION_MS_CONFIG),
        StreamsConfig.topicPrefix(TopicConfig.RETENTION_BYTES_CONFIG));
    never(
        true,
        "must be left out: it is what bounds the memory of the stores of a process",
        StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG);
    never(true, "is the name of the pipeline; set 'name'", StreamsConfig.APPLICATION_ID_CONFIG);
    never(false, "is the name of the pipeline; set 'name'", ConsumerConfig.GROUP_ID_CONFIG);
    never(
        false,
        "has no effect: Kafka Streams gives each of its threads its own; leave it out",
        ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    never(
        false,
        "has no effect: Kafka Streams spreads partitions itself; leave it out",
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);
    never(
        false,
        "has no effect: input.time says where the time of a record stands; leave it out",
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG);
    never(
        false,
        "has no effect: the application makes its clients itself; leave it out",
        StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG);
    never(
        false,
        BYTES,
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
        StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
        StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG);
  }

  private ReservedSettings() {}

  private static void only(String name, List<String> values) {
    RULES.put(name, Rule.of(values::contains, values.get(0) + EXACTLY_ONCE));
  }

  /**
   * Records are cut to what their topics take; a client that takes less would stop the pipeline.
   */
  private static void min(String name, int bytes) {
    RULES.put(
        name,
        Rule.of(
            value -> !value.matches("\\d{1,9}") || Integer.parseInt(value) >= bytes,
            "at least %d, the default: records as large are written".formatted(bytes)));
  }

  private static void never(boolean breaks, String problem, String... names) {
    for (String name : names) {
      RULES.put(name, new Rule(value -> false, breaks, value -> problem));
    }
  }

  /**
   * What is wrong with a setting, if it is one of these.
   *
   * @param name without the prefix of a client
   */
  static Optional<String> fault(String name, String value) {
    return violated(name, value).map(rule -> rule.fault.apply(value));
  }

  /** The same, of a setting that would break what is promised. */
  static Optional<String> broken(String name, String value) {
    return violated(name, value).filter(Rule::breaks).map(rule -> rule.fault.apply(value));
  }

  private static Optional<Rule> violated(String name, String value) {
    return Optional.ofNullable(RULES.get(name)).filter(rule -> !rule.allowed.test(value));
  }
}
