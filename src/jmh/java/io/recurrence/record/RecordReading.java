package io.recurrence.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.google.protobuf.CodedOutputStream;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.MetricsData;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.recurrence.config.SpecLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes to read a record of each kind; those that hold several measurements have ten.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@org.openjdk.jmh.annotations.Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecordReading {
  private static final int MANY = 10;
  private static final long TIME = 1_709_510_400_000L;
  private static final String ONE =
      "{\"sensor\":\"pump-7\",\"value\":21.5,\"ts\":1709510400000,\"unit\":\"C\"}";
  private static final String FIELDS = "series: /sensor, time: {field: /ts, unit: ms}";
  private static final String AVRO =
      "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"sensor\",\"type\":\"string\"},"
          + "{\"name\":\"value\",\"type\":\"double\"},{\"name\":\"ts\",\"type\":\"long\"}]}";
  private static final String PROTOBUF =
      "syntax = \"proto3\"; message R { string sensor = 1; double value = 2; int64 ts = 3; }";

  /** What a record is. */
  public enum Kind {
    JSON,
    CSV,
    NUMBER,
    JSON_TEMPLATE,
    JSON_VALUES,
    JSON_LIST,
    CBOR,
    MESSAGEPACK,
    AVRO,
    PROTOBUF,
    INFLUX,
    TELEGRAF,
    OTLP,
    CLOUDEVENTS,
    DEBEZIUM
  }

  @Param public Kind kind;

  private RecordReader reader;
  private SourceRecord record;
  private final Measurements found = new Measurements();

  private String input() throws IOException {
    return switch (kind) {
      case JSON -> FIELDS;
      case CSV -> "format: csv, series: 1, value: 2, time: {field: 3}";
      case NUMBER -> "format: number";
      case JSON_TEMPLATE -> FIELDS.replace("/sensor", "'{/sensor}.{/unit}'");
      case JSON_VALUES -> FIELDS + ", values: '/fields/*'";
      case JSON_LIST -> FIELDS + ", each: /";
      case CBOR -> "format: cbor, " + FIELDS;
      case MESSAGEPACK -> "format: messagepack, " + FIELDS;
      case AVRO -> "format: avro, schema: {file: %s}, ".formatted(file(".avsc", AVRO)) + FIELDS;
      case PROTOBUF ->
          "format: protobuf, schema: {file: %s, message: R}, ".formatted(file(".proto", PROTOBUF))
              + FIELDS;
      case INFLUX -> "format: influx";
      case TELEGRAF -> "format: telegraf";
      case OTLP -> "format: otlp";
      case CLOUDEVENTS ->
          "envelope: cloudevents, series: /source, value: /data/value, time: {field: /data/ts}";
      case DEBEZIUM ->
          "envelope: debezium, series: /after/sensor, value: /after/value, time: {field: /after/ts}";
    };
  }

  private static Path file(String suffix, String text) throws IOException {
    return Files.writeString(Files.createTempFile("schema", suffix), text);
  }

  private byte[] value() throws IOException {
    return switch (kind) {
      case JSON, JSON_TEMPLATE, CLOUDEVENTS -> utf8(ONE);
      case CSV -> utf8("pump-7,21.5,1709510400000");
      case NUMBER -> utf8("21.5");
      case JSON_VALUES ->
          utf8(
              "{\"sensor\":\"pump-7\",\"ts\":1709510400000,\"fields\":{\"a\":1.5,\"b\":2.5,\"c\":3.5,"
                  + "\"d\":4.5,\"e\":5.5,\"f\":6.5,\"g\":7.5,\"h\":8.5,\"i\":9.5,\"j\":10.5}}");
      case JSON_LIST -> utf8(Collections.nCopies(MANY, ONE).toString());
      case CBOR -> new CBORMapper().writeValueAsBytes(new ObjectMapper().readTree(ONE));
      case MESSAGEPACK -> messagePack();
      case AVRO -> avro();
      case PROTOBUF -> protobuf();
      case INFLUX -> utf8("cpu,host=a,cpu=cpu0 usage=21.5 1709510400000000000\n".repeat(MANY));
      case TELEGRAF ->
          utf8(
              "{\"metrics\":%s}"
                  .formatted(
                      Collections.nCopies(
                          MANY,
                          "{\"fields\":{\"usage\":21.5},\"name\":\"cpu\",\"tags\":{\"host\":\"a\","
                              + "\"cpu\":\"cpu0\"},\"timestamp\":1709510400}")));
      case OTLP -> otlp();
      case DEBEZIUM ->
          utf8("{\"op\":\"u\",\"before\":null,\"after\":" + ONE + ",\"ts_ms\":1709510400000}");
    };
  }

  private static byte[] messagePack() throws IOException {
    MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
    packer.packMapHeader(4).packString("sensor").packString("pump-7");
    packer.packString("value").packDouble(21.5).packString("ts").packLong(TIME);
    packer.packString("unit").packString("C");
    return packer.toByteArray();
  }

  private static byte[] avro() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    out.writeString("pump-7");
    out.writeDouble(21.5);
    out.writeLong(TIME);
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] protobuf() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeString(1, "pump-7");
    out.writeDouble(2, 21.5);
    out.writeInt64(3, TIME);
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] otlp() {
    NumberDataPoint point =
        NumberDataPoint.newBuilder()
            .setTimeUnixNano(TIME * 1_000_000)
            .setAsDouble(21.5)
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("host")
                    .setValue(AnyValue.newBuilder().setStringValue("a")))
            .build();
    ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
    for (int i = 0; i < MANY; i++) {
      scope.addMetrics(
          Metric.newBuilder().setName("m" + i).setGauge(Gauge.newBuilder().addDataPoints(point)));
    }
    return MetricsData.newBuilder()
        .addResourceMetrics(ResourceMetrics.newBuilder().addScopeMetrics(scope))
        .build()
        .toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Makes the reader and the record. */
  @Setup
  public void prepare() throws IOException {
    Map<String, byte[]> headers =
        kind == Kind.CLOUDEVENTS
            ? Map.of("ce_specversion", utf8("1.0"), "ce_source", utf8("pump-7"))
            : Map.of();
    reader = SpecLoader.parse("input: {%s}".formatted(input())).input().reader();
    record = new SourceRecord("in", utf8("pump-7"), value(), TIME, headers::get);
  }

  /** Reads a record; how many measurements it has. */
  @Benchmark
  public int read() throws BadRecordException {
    found.clear();
    reader.read(record, found);
    BadRecordException fault = found.get(0).fault();
    if (fault != null) {
      throw fault;
    }
    return found.size();
  }
}
