package io.recurrence.config;

import static io.recurrence.config.ReadInput.shown;
import static io.recurrence.config.ReadInput.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import org.junit.jupiter.api.Test;

/** What a pipeline reads of metrics of OpenTelemetry. */
class OtlpFormatTest {
  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static MetricsData otlp() {
    long nanos = 1_767_571_200_250_000_000L;
    Metric temperature =
        Metric.newBuilder()
            .setName("room.temperature")
            .setUnit("Cel")
            .setGauge(
                Gauge.newBuilder()
                    .addDataPoints(
                        NumberDataPoint.newBuilder()
                            .setTimeUnixNano(nanos)
                            .setAsDouble(21.5)
                            .addAttributes(attribute("room", "r1")))
                    .addDataPoints(NumberDataPoint.newBuilder().setTimeUnixNano(nanos).setFlags(1))
                    .addDataPoints(NumberDataPoint.newBuilder().setAsInt(17)))
            .build();
    Metric latency =
        Metric.newBuilder()
            .setName("latency")
            .setHistogram(
                Histogram.newBuilder()
                    .addDataPoints(
                        HistogramDataPoint.newBuilder()
                            .setCount(3)
                            .setSum(1.5)
                            .setTimeUnixNano(nanos)))
            .build();
    return MetricsData.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(attribute("service.name", "pay"))
                        .addAttributes(attribute("process.pid", "17")))
                .addScopeMetrics(
                    ScopeMetrics.newBuilder().addMetrics(temperature).addMetrics(latency)))
        .build();
  }

  private static final String[] OF_OTLP = {
    "room.temperature{service.name=pay}@9000=17.0",
    "room.temperature{room=r1,service.name=pay}@1767571200250=21.5",
    "room.temperature{service.name=pay}@1767571200250=missing",
    "latency_count{service.name=pay}@1767571200250=3.0",
    "latency_sum{service.name=pay}@1767571200250=1.5"
  };

  @Test
  void metricsOfOpenTelemetryAreReadInProtobuf() {
    assertThat(shown("{format: otlp}", otlp().toByteArray())).containsExactly(OF_OTLP);
    assertThat(
            shown(
                "{format: otlp, series: '{/resource/process.pid}', where: {/kind: histogram}}",
                otlp().toByteArray()))
        .containsExactly("17@1767571200250=3.0", "17@1767571200250=1.5", "left out: 3");
    assertThat(shown("{format: otlp}", utf8("{'resourceMetrics': []}")).get(0))
        .contains("MALFORMED", "not OTLP metrics in Protobuf");
  }

  @Test
  void metricsOfOpenTelemetryAreReadInJson() {
    String json =
        """
        {'resourceMetrics': [{'resource': {'attributes': [
            {'key': 'service.name', 'value': {'stringValue': 'pay'}},
            {'key': 'process.pid', 'value': {'intValue': '17'}}]},
          'scopeMetrics': [{'scope': {}, 'metrics': [
            {'name': 'room.temperature', 'unit': 'Cel', 'gauge': {'dataPoints': [
              {'timeUnixNano': '1767571200250000000', 'asDouble': 21.5,
               'attributes': [{'key': 'room', 'value': {'stringValue': 'r1'}}]},
              {'timeUnixNano': '1767571200250000000', 'flags': 1},
              {'asInt': '17'}]}},
            {'name': 'latency', 'histogram': {'dataPoints': [
              {'count': '3', 'sum': 1.5, 'timeUnixNano': '1767571200250000000'}]}}]}]}]}
        """;
    assertThat(shown("{format: otlp-json}", utf8(json))).containsExactly(OF_OTLP);
    assertThat(shown("{format: otlp-json}", utf8("{'resource_metrics': []}")).get(0))
        .contains("MALFORMED", "snake_case");
  }
}
