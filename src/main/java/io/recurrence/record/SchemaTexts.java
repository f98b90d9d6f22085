package io.recurrence.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recurrence.record.SchemaField.Shape;
import java.util.List;

/**
 * Writes schemas of output records. Each field but the name of the series has a default, so that a
 * schema may grow: readers of an earlier one, and records of it, go on.
 */
public final class SchemaTexts {
  private static final JsonMapper MAPPER = new JsonMapper();

  private SchemaTexts() {}

  /** The text of a schema. */
  public static String of(OutputSchema schema, SchemaType type) {
    return switch (type) {
      case AVRO -> avro(schema);
      case PROTOBUF -> protobuf(schema);
      case JSON -> json(schema);
    };
  }

  private static String avro(OutputSchema schema) {
    ObjectNode record = MAPPER.createObjectNode();
    record.put("type", "record").put("name", schema.title());
    record.put("namespace", OutputSchema.NAMESPACE).put("doc", schema.meaning());
    ArrayNode fields = record.putArray("fields");
    for (SchemaField field : schema.fields()) {
      ObjectNode entry = fields.addObject().put("name", field.field().text());
      entry.put("doc", field.field().meaning());
      if (field.optional()) {
        entry.putArray("type").add("null").add(avro(field.shape()));
        entry.putNull("default");
      } else {
        entry.set("type", avro(field.shape()));
        if (field.field() != RecordField.SERIES) {
          entry.set("default", absent(field.shape()));
        }
      }
    }
    return record.toPrettyString();
  }

  private static JsonNode avro(Shape shape) {
    return switch (shape) {
      case TEXT -> text("string");
      case WHOLE -> text("long");
      case TIME ->
          MAPPER.createObjectNode().put("type", "long").put("logicalType", "timestamp-millis");
      case NUMBER -> text("double");
      case FLAG -> text("boolean");
      case WHOLES -> avroList(text("long"));
      case TIMES -> avroList(avro(Shape.TIME));
      case NUMBERS -> avroList(text("double"));
      case NUMBER_MAP -> avroMap(text("double"));
      case COLUMN_MAP -> avroMap(avro(Shape.NUMBERS));
      case MATRIX -> avroList(avroList(text("float")));
    };
  }

  /** What a reader takes for a field that an earlier schema lacks. */
  private static JsonNode absent(Shape shape) {
    return switch (shape) {
      case TEXT -> text("");
      case WHOLE, TIME -> MAPPER.getNodeFactory().numberNode(0);
      case NUMBER -> MAPPER.getNodeFactory().numberNode(0.);
      case FLAG -> MAPPER.getNodeFactory().booleanNode(false);
      case WHOLES, TIMES, NUMBERS, MATRIX -> MAPPER.createArrayNode();
      case NUMBER_MAP, COLUMN_MAP -> MAPPER.createObjectNode();
    };
  }

  private static JsonNode text(String name) {
    return MAPPER.getNodeFactory().textNode(name);
  }

  private static JsonNode avroList(JsonNode items) {
    return MAPPER.createObjectNode().put("type", "array").set("items", items);
  }

  private static JsonNode avroMap(JsonNode values) {
    return MAPPER.createObjectNode().put("type", "map").set("values", values);
  }

  private static String protobuf(OutputSchema schema) {
    StringBuilder text = new StringBuilder("syntax = \"proto3\";\n");
    text.append("package ").append(OutputSchema.NAMESPACE).append(";\n\n");
    text.append("option java_multiple_files = true;\n\n");
    List<SchemaField> fields = schema.fields();
    text.append("// ").append(schema.meaning()).append('\n');
    text.append("message ").append(schema.title()).append(" {\n");
    for (SchemaField field : fields) {
      text.append("  // ").append(field.field().meaning()).append('\n');
      text.append(
          "  %s%s %s = %d;\n"
              .formatted(
                  field.optional() ? "optional " : "",
                  protobuf(field.shape()),
                  field.field().text(),
                  field.field().number()));
    }
    if (fields.stream().anyMatch(field -> protobuf(field.shape()).contains("Numbers"))) {
      text.append("\n  message Numbers {\n    repeated double numbers = 1;\n  }\n");
    }
    return text.append('}').toString();
  }

  private static String protobuf(Shape shape) {
    return switch (shape) {
      case TEXT -> "string";
      case WHOLE, TIME -> "int64";
      case NUMBER -> "double";
      case FLAG -> "bool";
      case WHOLES, TIMES -> "repeated int64";
      case NUMBERS -> "repeated double";
      case NUMBER_MAP -> "map<string, double>";
      case COLUMN_MAP -> "map<string, Numbers>";
      case MATRIX -> "repeated Numbers";
    };
  }

  private static String json(OutputSchema schema) {
    ObjectNode object = MAPPER.createObjectNode();
    object.put("$schema", "http://json-schema.org/draft-07/schema#");
    object.put("title", schema.fullName()).put("description", schema.meaning());
    object.put("type", "object");
    ObjectNode properties = object.putObject("properties");
    boolean open = false;
    for (SchemaField field : schema.fields()) {
      if (field.field() == RecordField.FEATURES) {
        open = true; // each is a field of the document
        continue;
      }
      ObjectNode property = json(field);
      property.put("description", field.field().meaning());
      properties.set(field.field().text(), property);
    }
    object.putArray("required").add(RecordField.SERIES.text());
    if (open) {
      object.putObject("additionalProperties").putArray("type").add("number").add("null");
    } else {
      object.put("additionalProperties", false);
    }
    return object.toPrettyString();
  }

  private static ObjectNode json(SchemaField field) {
    ObjectNode type = MAPPER.createObjectNode();
    if (field.optional()) {
      String word =
          switch (field.shape()) {
            case TEXT -> "string";
            case WHOLE, TIME -> "integer";
            default -> "number";
          };
      type.putArray("type").add(word).add("null");
      return type;
    }
    return switch (field.shape()) {
      case TEXT -> type.put("type", "string");
      case WHOLE, TIME -> type.put("type", "integer");
      case NUMBER -> type.put("type", "number");
      case FLAG -> type.put("type", "boolean");
      case WHOLES, TIMES -> type.put("type", "array").set("items", jsonType("integer"));
      case NUMBERS -> numbers(type);
      case NUMBER_MAP -> type.put("type", "object").set("additionalProperties", number());
      case COLUMN_MAP ->
          type.put("type", "object")
              .set("additionalProperties", numbers(MAPPER.createObjectNode()));
      case MATRIX -> type.put("type", "array").set("items", numbers(MAPPER.createObjectNode()));
    };
  }

  private static ObjectNode jsonType(String name) {
    return MAPPER.createObjectNode().put("type", name);
  }

  private static ObjectNode numbers(ObjectNode into) {
    return into.put("type", "array").set("items", number());
  }

  /** A number that may be none, which JSON has no word for but null. */
  private static ObjectNode number() {
    ObjectNode type = MAPPER.createObjectNode();
    type.putArray("type").add("number").add("null");
    return type;
  }
}
