package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
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
import io.recurrence.record.BadRecordException;
import io.recurrence.record.Measurement;
import io.recurrence.record.Measurements;
import io.recurrence.record.SourceRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** What a pipeline reads of each format and envelope. */
class InputFormatsTest {
  private static final long RECORD_TIME = 9000;

  private static byte[] utf8(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> shown(String input, byte @Nullable [] value) {
    return shown(input, value, Map.of());
  }

  private static List<String> shown(
      String input, byte @Nullable [] value, Map<String, String> headers) {
    Measurements found = new Measurements();
    try {
      SpecLoader.parse("input: " + input)
          .input()
          .reader()
          .read(
              new SourceRecord(
                  "plant",
                  utf8("pump-7"),
                  value,
                  RECORD_TIME,
                  name -> headers.containsKey(name) ? utf8(headers.get(name)) : null),
              found);
    } catch (BadRecordException e) {
      return List.of(e.reason() + ": " + e.getMessage());
    }
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Measurement m = found.get(i);
      BadRecordException fault = m.fault();
      shown.add(
          fault != null
              ? m.series() + " " + fault.reason() + ": " + fault.getMessage()
              : m.series() + "@" + m.time() + "=" + (m.present() ? "" + m.value() : "missing"));
    }
    if (found.leftOut() > 0) {
      shown.add("left out: " + found.leftOut());
    }
    return shown;
  }

  @Test
  void eachFieldOfALineOfInfluxIsOfASeriesNamedByItsTags() {
    assertThat(
            shown(
                "{format: influx}",
                utf8(
                    "# comment\ncpu,host=a,cpu=cpu0 usage_idle=89.7,n=3i,up=t,s=\"x y,z\" 1709510400000000000\r\n\n"
                        + "temp v=-1.5e1\n"
                        + "my\\ name,ta\\,g=a\\=b fi\\=eld=7u 1500000000")))
        .containsExactly(
            "my name.fi=eld{ta,g=a=b}@1500=7.0",
            "temp.v@9000=-15.0",
            "cpu.usage_idle{cpu=cpu0,host=a}@1709510400000=89.7",
            "cpu.n{cpu=cpu0,host=a}@1709510400000=3.0");
  }

  @Test
  void aLineThatIsNotLineProtocolIsRefusedAlone() {
    assertThat(shown("{format: influx, time: {unit: s}}", utf8("cpu v=1 5\ncpu v= 6\ncpu v=2 7")))
        .containsExactly(
            "cpu.v@5000=1.0",
            "cpu.v@7000=2.0",
            " MALFORMED: line 2 is not line protocol: '' is no value; a text stands in double quotes"
                + " (at character 7) (element 1 of /)");
    assertThat(shown("{format: influx}", utf8("{'value': 1}")).get(0))
        .contains("MALFORMED", "line 1", "it looks like JSON, which input.format: json reads");
    assertThat(shown("{format: json}", utf8("cpu,host=a v=1 5")).get(0))
        .contains("which input.format: influx reads");
  }

  @Test
  void aQuotedTextOfInfluxMayHoldALineEndAndItsEscapes() {
    assertThat(
            shown(
                "{format: influx, values: /fields/v, words: {on: 1}, where: {/name: [a, b]}}",
                utf8(
                    "a s=\"line\nline \\\"q\\\" \\\\ C:\\dir\",v=1 1000000\nb v=\"on\" 2000000\nc v=3")))
        .containsExactly("a.v@1=1.0", "b.v@2=1.0", "left out: 1");
  }

  @Test
  void telegrafSendsOneMetricOrABatch() {
    String metric =
        "{'fields': {'usage_idle': 89.68, 'cores': '4'}, 'name': 'cpu',"
            + " 'tags': {'host': 'a', 'cpu': 'cpu0'}, 'timestamp': 1709510400}";
    assertThat(shown("{format: telegraf}", utf8(metric)))
        .containsExactly("cpu.usage_idle{cpu=cpu0,host=a}@1709510400000=89.68");
    assertThat(shown("{format: telegraf}", utf8("{'metrics': [" + metric + "," + metric + "]}")))
        .hasSize(2);
    assertThat(
            shown(
                "{format: telegraf, series: '{/tags/host}.{value}', where: {/name: cpu}}",
                utf8(metric)))
        .containsExactly("a.usage_idle@1709510400000=89.68");
  }

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

  @Test
  void cborIsReadByPointers() throws IOException {
    byte[] record =
        new CBORMapper().writeValueAsBytes(Map.of("sensor", "s1", "in", Map.of("t", 21.5)));
    assertThat(shown("{format: cbor, series: /sensor, value: /in/t}", record))
        .containsExactly("s1@9000=21.5");
    assertThat(shown("{format: cbor, value: /in/x}", record))
        .containsExactly(
            "pump-7 NO_VALUE: the document has no /in/x: /in is an object with the fields t");
    assertThat(shown("{format: cbor}", utf8("{'value': 1}")).get(0))
        .contains("MALFORMED", "not CBOR", "input.format: json");
  }

  @Test
  void messagePackIsReadByPointersWithItsOwnTimestamps() throws IOException {
    MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
    packer.packMapHeader(3);
    packer.packString("ts");
    packer.packTimestamp(1_767_571_200L, 250_000_000);
    packer.packString("list");
    packer.packArrayHeader(2).packFloat(1.1f).packNil();
    packer.packInt(7);
    packer.packDouble(2.5);
    byte[] record = packer.toByteArray();
    assertThat(
            shown(
                "{format: messagepack, time: {field: /ts, unit: iso}, values: [/list/0, /list/1, /7]}",
                record))
        .containsExactly(
            "pump-7.0@1767571200250=1.1",
            "pump-7.1@1767571200250=missing",
            "pump-7.7@1767571200250=2.5");
    assertThat(shown("{format: messagepack}", new byte[] {(byte) 0xc6, 0x7f, -1, -1, -1}).get(0))
        .contains("MALFORMED");
  }

  @Test
  void aCloudEventIsReadInBinaryAndInStructuredMode() {
    Map<String, String> headers =
        Map.of("ce_specversion", "1.0", "ce_source", "m1", "ce_time", "2026-01-05T00:00:00.25Z");
    String input =
        "{envelope: cloudevents, series: /source, value: /data/t, time: {field: /time, unit: iso}}";
    assertThat(shown(input, utf8("{'t': 21.5}"), headers)).containsExactly("m1@1767571200250=21.5");
    String event = "{'specversion': '1.0', 'source': 'm1', 'time': '2026-01-05T00:00:00.25Z', %s}";
    assertThat(shown(input, utf8(event.formatted("'data': {'t': 21.5}"))))
        .containsExactly("m1@1767571200250=21.5");
    assertThat(shown(input, utf8(event.formatted("'data_base64': 'eyJ0IjogMn0='"))))
        .containsExactly("m1@1767571200250=2.0");
    assertThat(shown(input, null)).containsExactly("left out: 1");
    assertThat(shown(input, utf8("{'t': 21.5}")).get(0)).contains("MALFORMED", "no CloudEvent");
    String batch = event.formatted("'data': {'t': 1}");
    assertThat(
            shown(
                input.replace("series", "each: /, series"), utf8("[" + batch + "," + batch + "]")))
        .hasSize(2);
  }

  @Test
  void connectSaysWhatItsBytesAndNumbersMean() {
    String record =
        """
        {'schema': {'type': 'struct', 'fields': [
            {'type': 'bytes', 'name': 'org.apache.kafka.connect.data.Decimal', 'field': 'price',
             'parameters': {'scale': '2'}},
            {'type': 'struct', 'name': 'io.debezium.data.VariableScaleDecimal', 'field': 'free'},
            {'type': 'int64', 'name': 'io.debezium.time.MicroTimestamp', 'field': 'at'},
            {'type': 'string', 'field': 'id'}]},
         'payload': {'price': '+y4=', 'free': {'scale': 3, 'value': 'AeJA'},
                     'at': 1767571200250000, 'id': 'x'}}
        """;
    String input =
        "{envelope: connect, series: /id, values: [/price, /free], time: {field: /at, unit: iso}}";
    assertThat(shown(input, utf8(record)))
        .containsExactly("x.price@1767571200250=-12.34", "x.free@1767571200250=123.456");
    assertThat(shown(input, null)).containsExactly("left out: 1");
    assertThat(
            shown("{envelope: connect, value: /v}", utf8("{'schema': null, 'payload': {'v': 1}}")))
        .containsExactly("pump-7@9000=1.0");
    assertThat(shown(input, utf8(record.replace("+y4=", "!"))).get(0)).contains("NOT_A_NUMBER");
  }

  @Test
  void aChangeOfARowIsReadAndADeletionIsLeftOut() {
    String input = "{envelope: debezium, series: /after/id, value: /after/v}";
    assertThat(shown(input, utf8("{'op': 'u', 'after': {'id': 'a', 'v': 5}, 'before': null}")))
        .containsExactly("a@9000=5.0");
    assertThat(shown(input, utf8("{'op': 'c', 'after': '{\\'id\\': \\'a\\', \\'v\\': 5}'}")))
        .as("MongoDB's text")
        .containsExactly("a@9000=5.0");
    for (String gone :
        List.of(
            "{'op': 'd', 'after': null}", "{'op': 't'}", "{'ts_ms': 5}", "{'__deleted': 'true'}")) {
      assertThat(shown(input, utf8(gone))).as(gone).containsExactly("left out: 1");
    }
    assertThat(shown(input, null)).as("a tombstone").containsExactly("left out: 1");
  }

  @Test
  void keysThatHaveNoMeaningForAFormatAreFaults() {
    for (String input :
        List.of(
            "{format: influx, each: /x}",
            "{format: influx, envelope: connect}",
            "{format: csv, envelope: debezium}",
            "{format: otlp, key: long}",
            "{format: number, where: {/a: b}}")) {
      assertThatThrownBy(() -> SpecLoader.parse("input: " + input))
          .as(input)
          .isInstanceOf(SpecException.class);
    }
  }
}
