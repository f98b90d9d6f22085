package io.recurrence.record.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.DocumentParser;
import io.recurrence.record.Fields;
import io.recurrence.record.Signature;
import io.recurrence.record.SourceRecord;
import io.recurrence.record.TimeUnit;
import java.util.List;

/**
 * Parses metrics of OpenTelemetry (OTLP 1.x) in Protobuf, an {@code ExportMetricsServiceRequest} a
 * record, as the collector's Kafka exporter writes it by default, into {@link MetricPoints}.
 */
public final class OtlpParser implements DocumentParser {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int NOTHING_RECORDED =
      DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE;

  @Override
  public JsonNode parse(SourceRecord record) throws BadRecordException {
    byte[] value = Fields.content(record.value());
    MetricPoints points = new MetricPoints(TimeUnit.NS.text(record.timestamp()));
    try {
      for (ResourceMetrics resource : MetricsData.parseFrom(value).getResourceMetricsList()) {
        points.resource(attributes(resource.getResource().getAttributesList()));
        for (ScopeMetrics scope : resource.getScopeMetricsList()) {
          points.scope(scope.getScope().getName());
          scope.getMetricsList().forEach(metric -> add(metric, points));
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new BadRecordException(
          Reason.MALFORMED,
          "the record is not OTLP metrics in Protobuf" + Signature.hint(value, "otlp"));
    }
    return points.all();
  }

  private static void add(Metric metric, MetricPoints points) {
    points.metric(metric.getName(), metric.getUnit(), kind(metric));
    metric.getGauge().getDataPointsList().forEach(point -> add(point, points));
    metric.getSum().getDataPointsList().forEach(point -> add(point, points));
    for (HistogramDataPoint p : metric.getHistogram().getDataPointsList()) {
      JsonNode sum = p.hasSum() ? NODES.numberNode(p.getSum()) : NODES.nullNode();
      addSum(points, p.getAttributesList(), p.getFlags(), p.getCount(), sum, p.getTimeUnixNano());
    }
    for (ExponentialHistogramDataPoint p : metric.getExponentialHistogram().getDataPointsList()) {
      JsonNode sum = p.hasSum() ? NODES.numberNode(p.getSum()) : NODES.nullNode();
      addSum(points, p.getAttributesList(), p.getFlags(), p.getCount(), sum, p.getTimeUnixNano());
    }
    for (SummaryDataPoint p : metric.getSummary().getDataPointsList()) {
      JsonNode sum = NODES.numberNode(p.getSum());
      addSum(points, p.getAttributesList(), p.getFlags(), p.getCount(), sum, p.getTimeUnixNano());
    }
  }

  private static String kind(Metric metric) {
    return switch (metric.getDataCase()) {
      case GAUGE -> "gauge";
      case SUM -> "sum";
      case HISTOGRAM -> "histogram";
      case EXPONENTIAL_HISTOGRAM -> "exponentialHistogram";
      case SUMMARY -> "summary";
      case DATA_NOT_SET -> "";
    };
  }

  private static void add(NumberDataPoint point, MetricPoints points) {
    JsonNode value =
        !recorded(point.getFlags())
            ? NODES.nullNode()
            : switch (point.getValueCase()) {
              case AS_DOUBLE -> NODES.numberNode(point.getAsDouble());
              case AS_INT -> NODES.numberNode(point.getAsInt());
              case VALUE_NOT_SET -> NODES.nullNode();
            };
    points.add(
        "",
        attributes(point.getAttributesList()),
        value,
        Long.toUnsignedString(point.getTimeUnixNano()));
  }

  private static void addSum(
      MetricPoints points, List<KeyValue> pairs, int flags, long count, JsonNode sum, long time) {
    ObjectNode attributes = attributes(pairs);
    String nanos = Long.toUnsignedString(time);
    boolean recorded = recorded(flags);
    points.add("_count", attributes, recorded ? NODES.numberNode(count) : NODES.nullNode(), nanos);
    points.add("_sum", attributes, recorded ? sum : NODES.nullNode(), nanos);
  }

  private static boolean recorded(int flags) {
    return (flags & NOTHING_RECORDED) == 0;
  }

  private static ObjectNode attributes(List<KeyValue> pairs) {
    ObjectNode attributes = NODES.objectNode();
    pairs.forEach(pair -> attributes.set(pair.getKey(), value(pair.getValue())));
    return attributes;
  }

  private static JsonNode value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> NODES.textNode(value.getStringValue());
      case BOOL_VALUE -> NODES.booleanNode(value.getBoolValue());
      case INT_VALUE -> NODES.numberNode(value.getIntValue());
      case DOUBLE_VALUE -> NODES.numberNode(value.getDoubleValue());
      case BYTES_VALUE -> NODES.binaryNode(value.getBytesValue().toByteArray());
      case ARRAY_VALUE -> {
        ArrayNode list = NODES.arrayNode();
        value.getArrayValue().getValuesList().forEach(one -> list.add(value(one)));
        yield list;
      }
      case KVLIST_VALUE -> attributes(value.getKvlistValue().getValuesList());
      default -> NODES.nullNode();
    };
  }
}
