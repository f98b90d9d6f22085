package io.recurrence.config;

import io.recurrence.record.OutputSchema;
import io.recurrence.record.SchemaTexts;
import io.recurrence.record.SchemaType;
import io.recurrence.schema.RegistryAddress;
import io.recurrence.schema.RegistryException;
import io.recurrence.schema.SchemaRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where the schemas of output records are registered.
 *
 * @param registry without servers where there is none
 * @param subject how the subject of a schema is named
 * @param register whether a schema that the registry lacks is registered; else it is a fault
 */
public record OutputSchemas(RegistryAddress registry, Subject subject, boolean register) {
  static final OutputSchemas NONE =
      new OutputSchemas(new RegistryAddress(List.of(), "", "", ""), Subject.TOPIC, true);

  /** How the subject of a schema is named; the strategies of Confluent's serializers. */
  public enum Subject {
    /** {@code topic-value}. */
    TOPIC,
    /** {@code io.recurrence.Anomaly}. */
    RECORD,
    /** {@code topic-io.recurrence.Anomaly}. */
    TOPIC_RECORD;

    String of(String topic, OutputSchema schema) {
      return switch (this) {
        case TOPIC -> topic + "-value";
        case RECORD -> schema.fullName();
        case TOPIC_RECORD -> topic + '-' + schema.fullName();
      };
    }
  }

  /** Reads the section {@code schema} of an output. */
  static OutputSchemas read(Section s, @Nullable SchemaType type) {
    if (type == null) {
      if (s.has("schema")) {
        s.fault("schema", "has a meaning for avro, protobuf and json-schema only");
      }
      return NONE;
    }
    Section schema = s.section("schema");
    RegistryAddress registry = RegistryKeys.read(schema);
    if (registry.urls().isEmpty() && !schema.faulty("registry")) {
      schema.fault("registry", "is missing; it must be the address of a schema registry");
    }
    OutputSchemas read =
        new OutputSchemas(
            registry, schema.choice("subject", Subject.TOPIC), schema.flag("register", true));
    schema.done();
    return read;
  }

  /**
   * The ids of schemas, each asked for once. Serves one thread.
   *
   * @param topics where records of a schema go
   * @return throws {@link RegistryException} where the registry does not answer, or refuses
   */
  ToIntFunction<OutputSchema> ids(SchemaType type, Function<OutputSchema, String> topics) {
    SchemaRegistry client = new SchemaRegistry(registry);
    Map<OutputSchema, Integer> ids = new EnumMap<>(OutputSchema.class);
    return schema -> {
      Integer known = ids.get(schema);
      if (known == null) {
        String name = subject.of(topics.apply(schema), schema);
        String text = SchemaTexts.of(schema, type);
        known = register ? client.register(name, type, text) : client.id(name, type, text);
        ids.put(schema, known);
      }
      return known;
    };
  }
}
