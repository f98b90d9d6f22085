package io.recurrence.schema.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.SchemaType;
import io.recurrence.schema.RegisteredSchema;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** Makes of a schema what reads its values, so that nothing is looked up for each. */
final class AvroCompiler {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final IdentityHashMap<Schema, RecordValue> records =
      new IdentityHashMap<>(); // they may recur

  private AvroCompiler() {}

  static AvroValue compile(RegisteredSchema registered) throws BadRecordException {
    registered.check(SchemaType.AVRO);
    try {
      return new AvroCompiler().value(parse(registered));
    } catch (AvroRuntimeException e) {
      throw new BadRecordException(
          Reason.UNKNOWN_SCHEMA,
          "%s is no schema of Avro: %s".formatted(registered.name(), e.getMessage()));
    }
  }

  private static Schema parse(RegisteredSchema registered) {
    // Kafka Connect makes names and defaults that the specification does not allow
    Schema.Parser parser =
        new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
    registered.references().values().forEach(parser::parse);
    return parser.parse(registered.text());
  }

  private AvroValue value(Schema schema) {
    AvroValue logical = LogicalValues.of(schema);
    if (logical != null) {
      return logical;
    }
    return switch (schema.getType()) {
      case NULL ->
          in -> {
            in.count();
            return NODES.nullNode();
          };
      case BOOLEAN -> in -> NODES.booleanNode(in.decoder().readBoolean());
      case INT -> in -> NODES.numberNode(in.decoder().readInt());
      case LONG -> in -> NODES.numberNode(in.decoder().readLong());
      case FLOAT -> in -> NODES.numberNode(shortest(in.decoder().readFloat()));
      case DOUBLE -> in -> NODES.numberNode(in.decoder().readDouble());
      case STRING -> in -> NODES.textNode(in.decoder().readString());
      case BYTES -> in -> NODES.binaryNode(LogicalValues.bytes(in));
      case FIXED -> {
        int size = schema.getFixedSize();
        yield in -> NODES.binaryNode(LogicalValues.fixed(in, size));
      }
      case ENUM -> {
        List<String> symbols = schema.getEnumSymbols();
        yield in -> NODES.textNode(symbols.get(in.decoder().readEnum()));
      }
      case UNION -> {
        AvroValue[] branches =
            schema.getTypes().stream().map(this::value).toArray(AvroValue[]::new);
        yield in -> branches[in.decoder().readIndex()].read(in);
      }
      case ARRAY -> list(value(schema.getElementType()));
      case MAP -> map(value(schema.getValueType()));
      case RECORD -> record(schema);
    };
  }

  /** The double of the same digits: 1.1 is to stay 1.1. */
  private static double shortest(float x) {
    return Double.parseDouble(Float.toString(x));
  }

  private AvroValue record(Schema schema) {
    RecordValue known = records.get(schema);
    if (known != null) {
      return known;
    }
    RecordValue record = new RecordValue();
    records.put(schema, record);
    List<Schema.Field> fields = schema.getFields();
    record.names = fields.stream().map(Schema.Field::name).toArray(String[]::new);
    record.values = fields.stream().map(field -> value(field.schema())).toArray(AvroValue[]::new);
    return LogicalValues.unwrapped(schema, record);
  }

  private static AvroValue list(AvroValue element) {
    return in -> {
      in.enter();
      ArrayNode list = NODES.arrayNode();
      for (long n = in.decoder().readArrayStart(); n != 0; n = in.decoder().arrayNext()) {
        for (long i = 0; i < n; i++) {
          in.count();
          list.add(element.read(in));
        }
      }
      in.leave();
      return list;
    };
  }

  private static AvroValue map(AvroValue element) {
    return in -> {
      in.enter();
      ObjectNode map = NODES.objectNode();
      for (long n = in.decoder().readMapStart(); n != 0; n = in.decoder().mapNext()) {
        for (long i = 0; i < n; i++) {
          in.count();
          map.set(in.decoder().readString(), element.read(in));
        }
      }
      in.leave();
      return map;
    };
  }

  private static final class RecordValue implements AvroValue {
    private String[] names = {};
    private AvroValue[] values = {};

    @Override
    public JsonNode read(AvroInput in) throws IOException {
      in.enter();
      in.count();
      ObjectNode record = NODES.objectNode();
      for (int i = 0; i < names.length; i++) {
        record.set(names[i], values[i].read(in));
      }
      in.leave();
      return record;
    }
  }
}
