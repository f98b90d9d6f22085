package io.recurrence.record.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.DocumentParser;
import io.recurrence.record.SourceRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Parses CloudEvents (1.0, Kafka protocol binding): in binary mode attributes are headers {@code
 * ce_…} and the value of the record is the data; in structured mode the value is a JSON document
 * that holds both, or a list of such. An event becomes {@code {id, source, type, …, data}} in
 * either.
 */
public final class CloudEventParser implements DocumentParser {
  private static final String STRUCTURED = "application/cloudevents";
  private static final List<String> ATTRIBUTES =
      List.of(
          "specversion",
          "id",
          "source",
          "type",
          "subject",
          "time",
          "datacontenttype",
          "dataschema",
          "partitionkey");

  private final DocumentParser data;
  private final DocumentParser json = DocumentParser.json(true);

  /**
   * Makes a parser.
   *
   * @param data parses the data of an event
   */
  public CloudEventParser(DocumentParser data) {
    this.data = data;
  }

  @Override
  public JsonNode parse(SourceRecord record) throws BadRecordException {
    if (record.value() == null) {
      return MissingNode.getInstance(); // an event without data
    }
    if (record.header("ce_specversion") != null) {
      ObjectNode event = JsonNodeFactory.instance.objectNode();
      for (String attribute : ATTRIBUTES) {
        String text = header(record, "ce_" + attribute);
        if (!text.isEmpty()) {
          event.put(attribute, text);
        }
      }
      event.set("data", data.parse(record));
      return event;
    }
    boolean structured = header(record, "content-type").startsWith(STRUCTURED);
    JsonNode document = json.parse(record);
    if (document instanceof ArrayNode events) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      for (JsonNode event : events) {
        all.add(event(record, event, structured));
      }
      return all;
    }
    return event(record, document, structured);
  }

  private JsonNode event(SourceRecord record, JsonNode document, boolean structured)
      throws BadRecordException {
    if (!(document instanceof ObjectNode event) || !(structured || document.has("specversion"))) {
      throw new BadRecordException(
          Reason.MALFORMED,
          "the record is no CloudEvent: it has neither a header ce_specversion nor a field"
              + " specversion; without input.envelope it is read as it is");
    }
    JsonNode coded = event.path("data_base64");
    if (!coded.isMissingNode()) {
      event.set("data", data.parse(record.withValue(bytes(coded))));
    }
    return event;
  }

  private static byte[] bytes(JsonNode coded) throws BadRecordException {
    try {
      return coded.binaryValue();
    } catch (IOException e) {
      throw new BadRecordException(Reason.MALFORMED, "data_base64 is not Base64");
    }
  }

  private static String header(SourceRecord record, String name) {
    byte[] value = record.header(name);
    return value == null ? "" : new String(value, StandardCharsets.UTF_8);
  }
}
