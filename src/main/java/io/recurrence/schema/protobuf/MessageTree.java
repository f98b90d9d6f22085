package io.recurrence.schema.protobuf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.recurrence.record.TimeNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * Makes trees of messages. A field that may be absent, and is, is null; one without presence has
 * its default value. Types that Google and Confluent have given a meaning are read by it.
 */
final class MessageTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST = 200_000; // values: a message of two bytes may have many fields
  private static final int MOST_DIGITS = 1000;

  private int values;

  JsonNode of(Message message) throws IOException {
    values = 0;
    JsonNode tree = message(message);
    return tree.isContainerNode() ? tree : NODES.objectNode().set("value", tree);
  }

  private JsonNode message(Message message) throws IOException {
    Descriptor type = message.getDescriptorForType();
    return switch (type.getFullName()) {
      case "google.protobuf.Timestamp" ->
          TimeNode.instant(number(message, "seconds"), (int) number(message, "nanos"));
      case "google.protobuf.Duration" ->
          NODES.numberNode(
              BigDecimal.valueOf(number(message, "seconds"))
                  .add(BigDecimal.valueOf(number(message, "nanos"), 9))
                  .stripTrailingZeros());
      case "google.protobuf.DoubleValue",
          "google.protobuf.FloatValue",
          "google.protobuf.Int64Value",
          "google.protobuf.UInt64Value",
          "google.protobuf.Int32Value",
          "google.protobuf.UInt32Value",
          "google.protobuf.BoolValue",
          "google.protobuf.StringValue",
          "google.protobuf.BytesValue" ->
          field(message, type.findFieldByNumber(1));
      case "google.protobuf.Struct" -> field(message, type.findFieldByName("fields"));
      case "google.protobuf.ListValue" -> field(message, type.findFieldByName("values"));
      case "google.protobuf.Value" -> value(message);
      case "google.type.Decimal" -> field(message, type.findFieldByName("value"));
      case "confluent.type.Decimal" -> decimal(message);
      default -> object(message);
    };
  }

  private ObjectNode object(Message message) throws IOException {
    ObjectNode object = NODES.objectNode();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      object.set(field.getName(), field(message, field));
    }
    return object;
  }

  private static long number(Message message, String field) {
    return ((Number) message.getField(message.getDescriptorForType().findFieldByName(field)))
        .longValue();
  }

  /** A value of any type: the one of the fields that is there. */
  private JsonNode value(Message message) throws IOException {
    for (FieldDescriptor field : message.getAllFields().keySet()) {
      return field.getName().equals("null_value") ? NODES.nullNode() : field(message, field);
    }
    return NODES.nullNode();
  }

  private static JsonNode decimal(Message message) throws IOException {
    Descriptor type = message.getDescriptorForType();
    byte[] unscaled = ((ByteString) message.getField(type.findFieldByName("value"))).toByteArray();
    int scale = (int) number(message, "scale");
    if (unscaled.length * 8 / 3 > MOST_DIGITS || Math.abs((long) scale) > MOST_DIGITS) {
      throw new IOException("a decimal of it has more than %,d digits".formatted(MOST_DIGITS));
    }
    return unscaled.length == 0
        ? NODES.nullNode()
        : NODES.numberNode(new BigDecimal(new BigInteger(unscaled), scale));
  }

  private JsonNode field(Message message, FieldDescriptor field) throws IOException {
    if (field.isMapField()) {
      return map(message, field);
    }
    if (field.isRepeated()) {
      ArrayNode list = NODES.arrayNode();
      for (Object element : (List<?>) message.getField(field)) {
        list.add(node(field, element));
      }
      return list;
    }
    boolean absent = field.hasPresence() && !message.hasField(field);
    return absent ? counted(NODES.nullNode()) : node(field, message.getField(field));
  }

  private ObjectNode map(Message message, FieldDescriptor field) throws IOException {
    ObjectNode map = NODES.objectNode();
    FieldDescriptor key = field.getMessageType().findFieldByName("key");
    FieldDescriptor value = field.getMessageType().findFieldByName("value");
    for (Object entry : (List<?>) message.getField(field)) {
      Message pair = (Message) entry;
      map.set(node(key, pair.getField(key)).asText(), node(value, pair.getField(value)));
    }
    return map;
  }

  private JsonNode counted(JsonNode node) throws IOException {
    if (++values > MOST) {
      throw new IOException("it has more than %,d values".formatted(MOST));
    }
    return node;
  }

  private JsonNode node(FieldDescriptor field, Object value) throws IOException {
    return counted(
        switch (field.getType()) {
          case DOUBLE -> NODES.numberNode((double) value);
          case FLOAT -> NODES.numberNode(Double.parseDouble(value.toString())); // 1.1 stays 1.1
          case INT64, SINT64, SFIXED64 -> NODES.numberNode((long) value);
          case INT32, SINT32, SFIXED32 -> NODES.numberNode((int) value);
          case UINT64, FIXED64 -> unsigned((long) value);
          case UINT32, FIXED32 -> NODES.numberNode(Integer.toUnsignedLong((int) value));
          case BOOL -> NODES.booleanNode((boolean) value);
          case STRING -> NODES.textNode((String) value);
          case BYTES -> NODES.binaryNode(((ByteString) value).toByteArray());
          case ENUM -> NODES.textNode(name((EnumValueDescriptor) value));
          case MESSAGE, GROUP -> message((Message) value);
        });
  }

  private static JsonNode unsigned(long n) {
    return n >= 0
        ? NODES.numberNode(n)
        : NODES.numberNode(new BigInteger(Long.toUnsignedString(n)));
  }

  /** The name of an enum's constant; the number of one that the schema does not know yet. */
  private static String name(EnumValueDescriptor constant) {
    return constant.getIndex() < 0 ? Integer.toString(constant.getNumber()) : constant.getName();
  }
}
