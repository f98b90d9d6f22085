package io.recurrence.record.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * The points of a batch of OpenTelemetry metrics as a list of {@code {name, labels, unit, kind,
 * scope, resource, attributes, value, time}}. The labels are the attributes of the point, and those
 * of the resource that identify it. A histogram or a summary becomes two points, {@code name_count}
 * and {@code name_sum}.
 */
final class MetricPoints {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Attributes of a resource that say which one it is; others describe it, and may change. */
  private static final Set<String> IDENTIFYING =
      Set.of(
          "service.namespace",
          "service.name",
          "service.instance.id",
          "host.name",
          "k8s.namespace.name",
          "k8s.pod.name",
          "k8s.container.name",
          "container.name",
          "device.id");

  private final ArrayNode all = NODES.arrayNode();
  private final String recordTime;
  private ObjectNode resource = NODES.objectNode();
  private String scope = "";
  private String name = "";
  private String unit = "";
  private String kind = "";

  /**
   * Makes an empty list.
   *
   * @param recordTime of points without a time, in nanoseconds since 1970
   */
  MetricPoints(String recordTime) {
    this.recordTime = recordTime;
  }

  /** Begins with what a resource sent. */
  void resource(ObjectNode attributes) {
    this.resource = attributes;
  }

  /** Begins with what one part of a program sent. */
  void scope(String scopeName) {
    this.scope = scopeName;
  }

  /**
   * Begins with the points of a metric.
   *
   * @param metricKind gauge, sum, histogram, exponentialHistogram or summary
   */
  void metric(String metricName, String metricUnit, String metricKind) {
    this.name = metricName;
    this.unit = metricUnit;
    this.kind = metricKind;
  }

  /**
   * Adds a point.
   *
   * @param suffix behind the name of the metric
   * @param value null where nothing was recorded
   * @param time in nanoseconds since 1970; 0 where it is not known
   */
  void add(String suffix, ObjectNode attributes, JsonNode value, String time) {
    Labels labels = new Labels();
    for (String attribute : IDENTIFYING) {
      labels.put(attribute, resource.path(attribute).asText());
    }
    attributes.properties().forEach(one -> labels.put(one.getKey(), shown(one.getValue())));
    ObjectNode point =
        all.addObject()
            .put("name", name + suffix)
            .put("labels", labels.toString())
            .put("unit", unit)
            .put("kind", kind)
            .put("scope", scope);
    point.set("resource", resource);
    point.set("attributes", attributes);
    point.set("value", value);
    point.put("time", time.isEmpty() || time.equals("0") ? recordTime : time);
  }

  private static String shown(JsonNode value) {
    return value.isContainerNode() ? value.toString() : value.asText();
  }

  ArrayNode all() {
    return all;
  }
}
