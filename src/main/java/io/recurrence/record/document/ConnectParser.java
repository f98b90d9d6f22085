package io.recurrence.record.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.DocumentParser;
import io.recurrence.record.SourceRecord;
import io.recurrence.record.TimeNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/**
 * Parses the JSON of Kafka Connect, {@code {"schema": …, "payload": …}}: the payload, with its
 * decimals as numbers and its times as text of ISO-8601. A document without a schema is taken as it
 * is. A record without a value, which says that a row was deleted, is left out.
 */
public final class ConnectParser implements DocumentParser {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String DECIMAL = "org.apache.kafka.connect.data.Decimal";
  private static final String VARIABLE_DECIMAL = "io.debezium.data.VariableScaleDecimal";

  private final DocumentParser parser;

  /**
   * Makes a parser.
   *
   * @param parser of the format
   */
  public ConnectParser(DocumentParser parser) {
    this.parser = parser;
  }

  @Override
  public JsonNode parse(SourceRecord record) throws BadRecordException {
    if (record.value() == null) {
      return MissingNode.getInstance();
    }
    JsonNode document = parser.parse(record);
    boolean enveloped = document.size() == 2 && document.has("schema") && document.has("payload");
    JsonNode payload = enveloped ? document.path("payload") : document;
    if (payload.isNull()) {
      return MissingNode.getInstance();
    }
    return enveloped && document.path("schema").isObject()
        ? decoded(document.path("schema"), payload)
        : payload;
  }

  private static JsonNode decoded(JsonNode schema, JsonNode value) throws BadRecordException {
    if (value.isNull() || value.isMissingNode()) {
      return NODES.nullNode();
    }
    String name = schema.path("name").asText();
    if (name.equals(DECIMAL)) {
      return decimal(value, scale(schema));
    }
    if (name.equals(VARIABLE_DECIMAL)) {
      return decimal(value.path("value"), value.path("scale").asInt());
    }
    TimeNode time = ConnectTimes.of(name, value);
    if (time != null) {
      return time;
    }
    return switch (schema.path("type").asText()) {
      case "struct" -> {
        ObjectNode struct = NODES.objectNode();
        for (JsonNode field : schema.path("fields")) {
          String own = field.path("field").asText();
          struct.set(own, decoded(field, value.path(own)));
        }
        yield struct;
      }
      case "array" -> {
        ArrayNode list = NODES.arrayNode();
        for (JsonNode element : value) {
          list.add(decoded(schema.path("items"), element));
        }
        yield list;
      }
      case "map" -> {
        ObjectNode map = NODES.objectNode();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
          map.set(entry.getKey(), decoded(schema.path("values"), entry.getValue()));
        }
        for (JsonNode pair : value.isArray() ? value : NODES.arrayNode()) {
          map.set(pair.path(0).asText(), decoded(schema.path("values"), pair.path(1)));
        }
        yield map;
      }
      default -> value;
    };
  }

  private static int scale(JsonNode schema) {
    return schema.path("parameters").path("scale").asInt();
  }

  /** A number that Connect writes as the bytes of its digits, or as a number or text. */
  private static JsonNode decimal(JsonNode value, int scale) throws BadRecordException {
    if (value.isNumber()) {
      return value;
    }
    try {
      byte[] bytes = value.binaryValue();
      if (bytes == null || bytes.length == 0) {
        throw new IOException("no bytes");
      }
      return DecimalNode.valueOf(new BigDecimal(new BigInteger(bytes), scale));
    } catch (IOException e) {
      throw new BadRecordException(
          Reason.NOT_A_NUMBER, "a decimal of Kafka Connect is not the Base64 of its digits");
    }
  }
}
