package io.recurrence.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BinaryDecoder;
import io.recurrence.record.RecordFormatException;
import io.recurrence.record.SchemaType;
import io.recurrence.record.SourceRecord;
import io.recurrence.record.TimeNode;
import io.recurrence.schema.CompiledSchemas;
import io.recurrence.schema.JsonSchemaParser;
import io.recurrence.schema.RegisteredSchema;
import io.recurrence.schema.RegistryAddress;
import io.recurrence.schema.RegistryException;
import io.recurrence.schema.SchemaRegistry;
import io.recurrence.schema.SchemaSource;
import io.recurrence.schema.avro.AvroParser;
import io.recurrence.schema.protobuf.ProtobufParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows output records of every format as JSON. Serves one thread. */
public final class OutputDecoder {
  private static final byte FRAMED = 0; // the first byte of a record behind the id of its schema
  private static final int HEADER = 5;

  private final BinaryDecoder binary = new BinaryDecoder();
  private final boolean asks;
  private final SchemaSource source;
  private final CompiledSchemas<SchemaType> types;
  private final AvroParser avro;
  private final ProtobufParser protobuf;

  /**
   * Makes a decoder.
   *
   * @param registry that has the schemas; without servers where none is known
   */
  public OutputDecoder(RegistryAddress registry) {
    this.asks = !registry.urls().isEmpty();
    this.source = SchemaSource.of(new SchemaRegistry(registry), SchemaType.AVRO);
    this.types = new CompiledSchemas<>(source, RegisteredSchema::type);
    this.avro = new AvroParser(source);
    this.protobuf = new ProtobufParser(source, "");
  }

  /**
   * A decoder that asks the registry of an option.
   *
   * @param registry its address; null where none is given
   * @throws UsageException where it is no address
   */
  static OutputDecoder of(@Nullable String registry) {
    try {
      return new OutputDecoder(
          new RegistryAddress(
              registry == null ? List.of() : List.of(RegistryAddress.url(registry)), "", "", ""));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--registry must be an address, but it is " + registry);
    }
  }

  /**
   * A record as a JSON document.
   *
   * @throws RecordFormatException where it is damaged, or its schema is not known
   * @throws RegistryException where the registry does not answer
   */
  public byte[] json(byte[] record) {
    if (record.length <= HEADER || record[0] != FRAMED) {
      return binary.json(record);
    }
    try {
      return tree(new SourceRecord(null, record, 0)).toString().getBytes(StandardCharsets.UTF_8);
    } catch (BadRecordException e) {
      throw new RecordFormatException(String.valueOf(e.getMessage()));
    }
  }

  private JsonNode tree(SourceRecord record) throws BadRecordException {
    byte[] value = record.value();
    if (value != null && value[HEADER] == '{') {
      return new JsonSchemaParser().parse(record);
    }
    if (!asks) {
      throw new RecordFormatException(
          "the record stands behind the id of a schema; --registry says where that is");
    }
    return switch (types.of(source.frame(record).id())) {
      case AVRO -> plain(avro.parse(record));
      case PROTOBUF -> plain(protobuf.parse(record));
      case JSON -> new JsonSchemaParser().parse(record);
    };
  }

  /**
   * The document with the fields that JSON would have: times are numbers, and what is null is not.
   */
  private static JsonNode plain(JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode plain = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      plain.set(
          field.getKey(),
          field.getValue() instanceof TimeNode time
              ? JsonNodeFactory.instance.numberNode(time.millis())
              : field.getValue());
    }
    return plain;
  }
}
