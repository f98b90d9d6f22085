package io.recurrence.config;

import static io.recurrence.config.InputFuzz.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.recurrence.record.TimeUnit;
import io.recurrence.testing.FuzzTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is thrown by a reader but the refusal of a record. */
class InputFuzzTest {
  private static final int RECORDS = 100_000;

  private static final String[] JSON = {
    "{\"value\": 12.5, \"t\": 1700000000, \"s\": \"pump\", \"k\": {\"a\": [1, null, \"3\"]}}",
    "{\"s\": \"x\", \"t\": 9, \"r\": [{\"n\": \"a\", \"v\": 1, \"t\": 3}, {\"n\": 1, \"v\": \"2,5 C\"}]}",
    "{\"s\": 1, \"t\": \"2026-03-01T12:00:00Z\", \"r\": {\"n\": [\"a\", \"b\"], \"v\": [true, 1e3]}}",
    "[{\"t\": 1, \"v\": 2}, [1, 2], null]"
  };

  static List<InputFuzz> readers() {
    List<InputFuzz> all = new ArrayList<>();
    for (String keys :
        List.of(
            "value: /value, time: {field: /t, unit: s}, series: /s",
            "value: /k/a/2, key: json, lists: pick",
            "each: /r, series: '{../s}.{/n}', values: [/v, /t], where: {../s: [x, '1']}, missing: [1], unit-suffix: C, decimal: comma",
            "each: /r/*, series: '{/n}{header:h}', value: /v, words: {true: 1}",
            "each: /, values: '/*', time: {field: /t, unit: auto}",
            "values: {a: {at: /value, range: [0, 1], outside: missing}, b: /t}, lists: pick")) {
      all.add(InputFuzz.of(keys, texts(JSON)));
    }
    all.add(
        InputFuzz.of(
            "format: csv, series: 1, value: 3, time: {field: [2, 4], unit: iso}, delimiter: ;, decimal: comma",
            texts("a;2026-03-01;1,5;12:30", "\"b \"\"c\"\"\";01.03.2026;-3;\n", ";;;;")));
    all.add(
        InputFuzz.of("format: number, unit-suffix: [C]", texts("-1.5e-7", " 12 C", "NaN", "7")));
    all.add(InputFuzz.of("format: double", hex("4035800000000000", "7ff8000000000000")));
    all.add(InputFuzz.of("format: int, key: long", hex("0000007b")));
    all.add(InputFuzz.of("format: cbor, value: /value, series: /s", binary(new CBORFactory())));
    all.add(
        InputFuzz.of(
            "format: messagepack, value: /value, series: /s",
            hex(
                "82a576616c7565cb4029000000000000a173a470756d70",
                "83a576616c756507a1730aa16b92c0a131")));
    all.add(
        InputFuzz.of(
            "format: influx",
            texts(
                "weather,site=north,a\\ b=c temp=21.5,n=4i,ok=t,s=\"a \\\"q\\\"\" 1709510400000000000",
                "cpu value=1\n# comment\nmem,host=a used=2u 7\n")));
    all.add(
        InputFuzz.of(
            "format: telegraf",
            texts(
                "{\"name\":\"cpu\",\"tags\":{\"host\":\"a\"},\"fields\":{\"idle\":89.5,\"n\":\"x\"},\"timestamp\":1709510400}",
                "{\"metrics\":[{\"name\":\"m\",\"tags\":{},\"fields\":{\"v\":1},\"timestamp\":1}]}")));
    all.add(InputFuzz.of("format: otlp", List.of(metrics().toByteArray())));
    all.add(
        InputFuzz.of(
            "format: otlp-json",
            texts(
                "{\"resourceMetrics\":[{\"resource\":{\"attributes\":[{\"key\":\"a\",\"value\":{\"stringValue\":\"b\"}}]},"
                    + "\"scopeMetrics\":[{\"metrics\":[{\"name\":\"m\",\"gauge\":{\"dataPoints\":[{\"asDouble\":1.5,"
                    + "\"timeUnixNano\":\"1700000000000000000\"}]}}]}]}]}")));
    all.add(
        InputFuzz.of(
            "envelope: cloudevents, value: /data/v, series: /source, time: {field: /time, unit: iso}",
            texts(
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"t\",\"time\":\"2026-03-01T12:00:00Z\",\"data\":{\"v\":1}}")));
    all.add(
        InputFuzz.of(
            "envelope: connect, value: /v",
            texts(
                "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"type\":\"bytes\",\"field\":\"v\",\"name\":"
                    + "\"org.apache.kafka.connect.data.Decimal\",\"parameters\":{\"scale\":\"2\"}}]},\"payload\":{\"v\":\"BHA=\"}}")));
    all.add(
        InputFuzz.of(
            "envelope: debezium, series: /after/id, value: /after/price, time: {field: /ts_ms}",
            texts(
                "{\"before\":null,\"after\":{\"id\":1,\"price\":2.5},\"op\":\"c\",\"ts_ms\":1700000000000}")));
    all.add(
        InputFuzz.times(
            TimeUnit.AUTO,
            "",
            "2026-03-01T12:30:15.25+01:00[Europe/Berlin]",
            "Sun, 01 Mar 2026 12:30:15 GMT",
            "Sun Mar  1 12:30:15 CET 2026",
            "Mar 1, 2026, 1:30:15 PM",
            "1709510400.25",
            "20260301T123015Z"));
    all.add(InputFuzz.times(TimeUnit.MS, "", "1709510400250", "1.7e12", "-5"));
    all.add(
        InputFuzz.times(
            TimeUnit.ISO, "dd-MMM-yy hh.mm.ss a[ VV]", "01-MAR-26 01.30.15 PM Europe/Berlin"));
    all.add(InputFuzz.durations("5m", "1h30m", "PT5M", "P2W", "500ms", "1.5d 3h"));
    return all;
  }

  private static List<byte[]> texts(String... samples) {
    return Arrays.stream(samples).map(InputFuzz::utf8).toList();
  }

  private static List<byte[]> hex(String... samples) {
    return Arrays.stream(samples).map(HexFormat.of()::parseHex).toList();
  }

  /** The samples of JSON in a binary form. */
  private static List<byte[]> binary(JsonFactory form) {
    ObjectMapper json = new ObjectMapper();
    ObjectMapper other = new ObjectMapper(form);
    List<byte[]> samples = new ArrayList<>();
    try {
      for (String text : JSON) {
        samples.add(other.writeValueAsBytes(json.readTree(utf8(text))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return samples;
  }

  private static MetricsData metrics() {
    NumberDataPoint point =
        NumberDataPoint.newBuilder()
            .setTimeUnixNano(1_767_571_200_250_000_000L)
            .setAsDouble(21.5)
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("room")
                    .setValue(AnyValue.newBuilder().setStringValue("r1")))
            .build();
    Metric metric =
        Metric.newBuilder().setName("t").setGauge(Gauge.newBuilder().addDataPoints(point)).build();
    return MetricsData.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
        .build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readers")
  void anyBytesAreReadOrRefused(InputFuzz reader) {
    long read = reader.run(FuzzTarget.executions(RECORDS), FuzzTarget.seed());
    assertThat(read).as("records that are read, so that it is not refusals alone").isPositive();
  }
}
