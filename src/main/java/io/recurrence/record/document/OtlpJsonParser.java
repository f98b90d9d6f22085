package io.recurrence.record.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.DocumentParser;
import io.recurrence.record.SourceRecord;
import io.recurrence.record.TimeUnit;
import java.util.Map;

/**
 * Parses metrics of OpenTelemetry (OTLP 1.x) in JSON, as the collector's file and Kafka exporters
 * write them, into {@link MetricPoints}.
 */
public final class OtlpJsonParser implements DocumentParser {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int NOTHING_RECORDED = 1; // bit of the flags

  private final DocumentParser json = DocumentParser.json(true);

  @Override
  public JsonNode parse(SourceRecord record) throws BadRecordException {
    JsonNode document = json.parse(record);
    MetricPoints points = new MetricPoints(TimeUnit.NS.text(record.timestamp()));
    for (JsonNode one : document.isArray() ? document : NODES.arrayNode().add(document)) {
      JsonNode resources = one.path("resourceMetrics");
      if (!resources.isArray()) {
        throw new BadRecordException(
            Reason.MALFORMED,
            "the record is not OTLP metrics in JSON: it has no list 'resourceMetrics'"
                + (one.has("resource_metrics") || one.has("metrics")
                    ? "; names in snake_case are of versions before 1.0, which are not read"
                    : ""));
      }
      for (JsonNode resource : resources) {
        points.resource(attributes(resource.path("resource").path("attributes")));
        for (JsonNode scope : resource.path("scopeMetrics")) {
          points.scope(scope.path("scope").path("name").asText());
          scope.path("metrics").forEach(metric -> addMetric(metric, points));
        }
      }
    }
    return points.all();
  }

  private static void addMetric(JsonNode metric, MetricPoints points) {
    for (Map.Entry<String, JsonNode> field : metric.properties()) {
      JsonNode list = field.getValue().path("dataPoints");
      if (list.isArray()) {
        points.metric(metric.path("name").asText(), metric.path("unit").asText(), field.getKey());
        list.forEach(point -> addPoint(point, points));
      }
    }
  }

  private static void addPoint(JsonNode point, MetricPoints points) {
    ObjectNode attributes = attributes(point.path("attributes"));
    String time = point.path("timeUnixNano").asText();
    boolean recorded = (point.path("flags").asInt() & NOTHING_RECORDED) == 0;
    if (point.has("count")) { // of a histogram or a summary
      points.add(
          "_count", attributes, recorded ? number(point.path("count")) : NODES.nullNode(), time);
      points.add("_sum", attributes, recorded ? number(point.path("sum")) : NODES.nullNode(), time);
    } else {
      JsonNode value = point.has("asDouble") ? point.path("asDouble") : point.path("asInt");
      points.add("", attributes, recorded ? number(value) : NODES.nullNode(), time);
    }
  }

  /** A number, which may stand there as a text; null where there is none. */
  private static JsonNode number(JsonNode value) {
    return value.isMissingNode() ? NODES.nullNode() : value;
  }

  private static ObjectNode attributes(JsonNode pairs) {
    ObjectNode attributes = NODES.objectNode();
    pairs.forEach(pair -> attributes.set(pair.path("key").asText(), value(pair.path("value"))));
    return attributes;
  }

  private static JsonNode value(JsonNode any) {
    if (any.has("arrayValue")) {
      ArrayNode list = NODES.arrayNode();
      any.path("arrayValue").path("values").forEach(one -> list.add(value(one)));
      return list;
    }
    if (any.has("kvlistValue")) {
      return attributes(any.path("kvlistValue").path("values"));
    }
    return any.isEmpty() ? NODES.nullNode() : any.elements().next();
  }
}
