package io.recurrence.record.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.DocumentParser;
import io.recurrence.record.SourceRecord;

/**
 * Parses the JSON of Telegraf's {@code data_format = "json"}: one metric a record, {@code {fields,
 * name, tags, timestamp}}, or {@code {"metrics": […]}}. Each gets {@code labels}: its tags in the
 * order of their names.
 */
public final class TelegrafParser implements DocumentParser {
  private final DocumentParser json = DocumentParser.json(true);

  @Override
  public JsonNode parse(SourceRecord record) throws BadRecordException {
    JsonNode document = json.parse(record);
    ArrayNode metrics = JsonNodeFactory.instance.arrayNode();
    for (JsonNode one : document.isArray() ? document : metrics.arrayNode().add(document)) {
      JsonNode batch = one.path("metrics");
      if (batch.isArray()) {
        batch.forEach(metric -> metrics.add(labelled(metric)));
      } else {
        metrics.add(labelled(one));
      }
    }
    return metrics;
  }

  private static JsonNode labelled(JsonNode metric) {
    if (metric instanceof ObjectNode object && object.has("fields")) {
      Labels labels = new Labels();
      object
          .path("tags")
          .properties()
          .forEach(tag -> labels.put(tag.getKey(), tag.getValue().asText()));
      object.put("labels", labels.toString());
    }
    return metric;
  }
}
