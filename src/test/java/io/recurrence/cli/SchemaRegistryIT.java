package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.CodedOutputStream;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.record.SchemaType;
import io.recurrence.schema.RegistryAddress;
import io.recurrence.schema.SchemaRegistry;
import io.recurrence.schema.StubRegistry;
import io.recurrence.streams.Application;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Records through a broker by the schemas of a registry: of the one that the system property {@code
 * recurrence.registry} names, else of a small one in the tests.
 */
class SchemaRegistryIT {
  private static final int RECORDS = 60;
  private static final long START = 1_767_571_200_000L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AVRO =
      """
      {"type":"record","name":"Reading","namespace":"plant","fields":[{"name":"sensor","type":"string"},
        {"name":"value","type":["null","double"],"default":null},
        {"name":"at","type":{"type":"long","logicalType":"timestamp-micros"}}]}""";
  private static final String PROTOBUF =
      """
      syntax = "proto3";
      package plant;
      message Other { int32 n = 1; }
      message Reading { string sensor = 1; optional double value = 2; int64 at = 3; }
      """;
  private static final String JSON_SCHEMA =
      """
      {"$schema":"http://json-schema.org/draft-07/schema#","title":"Reading","type":"object","properties":{
        "sensor":{"type":"string"},"value":{"type":"number"},"at":{"type":"integer"}}}""";

  private final StubRegistry stub = new StubRegistry();
  private final String url = System.getProperty("recurrence.registry", stub.url().toString());
  private final SchemaRegistry registry =
      new SchemaRegistry(new RegistryAddress(List.of(RegistryAddress.url(url)), "", "", ""));

  @AfterEach
  void stop() {
    stub.close();
  }

  @ParameterizedTest
  @EnumSource(SchemaType.class)
  void recordsAreReadAndWrittenByTheSchemasOfARegistry(SchemaType type) throws IOException {
    PipelineSpec spec = spec(type, url);
    String topic = spec.name() + ".in";
    String text =
        switch (type) {
          case AVRO -> AVRO;
          case PROTOBUF -> PROTOBUF;
          case JSON -> JSON_SCHEMA;
        };
    int id = registry.register(topic + "-value", type, text);
    KafkaFixture.create(1, Topics.of(spec));
    try (Application application =
        new Application(spec, KafkaFixture.settings(spec.name()), new SimpleMeterRegistry())) {
      application.start();
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
      for (int i = 0; i < RECORDS; i++) {
        records.add(new ProducerRecord<>(topic, framed(type, id, i % 7, START + 60_000L * i)));
      }
      KafkaFixture.send(records);
      KafkaFixture.read(spec.output().anomalies(), RECORDS, Duration.ofSeconds(60));
      List<JsonNode> verdicts = read(spec.output().anomalies());
      assertThat(verdicts).hasSize(RECORDS);
      JsonNode last = verdicts.get(RECORDS - 1);
      assertThat(last.get("series").asText()).isEqualTo("pump-7");
      assertThat(last.get("value").asDouble()).isEqualTo((RECORDS - 1) % 7);
      assertThat(last.get("timestamp").asLong()).isEqualTo(START + 60_000L * (RECORDS - 1));
      List<JsonNode> forecasts = read(spec.output().forecasts());
      assertThat(forecasts).isNotEmpty();
      assertThat(forecasts.get(0).get("forecast_timestamp")).hasSize(3);
    }
  }

  @Test
  void aRegistryThatComesBackFindsEachRecordOnce() {
    PipelineSpec spec = spec(SchemaType.AVRO, stub.url().toString(), "late");
    String topic = spec.name() + ".in";
    int id = stub.register(topic + "-value", SchemaType.AVRO, AVRO);
    stub.answerWith(503);
    KafkaFixture.create(1, Topics.of(spec));
    try (Application application =
        new Application(spec, KafkaFixture.settings(spec.name()), new SimpleMeterRegistry())) {
      application.start();
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
      for (int i = 0; i < RECORDS; i++) {
        byte[] record = framed(SchemaType.AVRO, id, i % 7, START + 60_000L * i);
        records.add(new ProducerRecord<>(topic, record));
      }
      KafkaFixture.send(records);
      await().atMost(Duration.ofSeconds(60)).until(() -> stub.requests().size() > 8);
      stub.answerWith(200);
      assertThat(KafkaFixture.read(spec.output().anomalies(), RECORDS, Duration.ofSeconds(60)))
          .hasSize(RECORDS);
      assertThat(application.live()).isTrue();
    }
  }

  private static PipelineSpec spec(SchemaType type, String url) {
    return spec(type, url, "registry-" + type.format());
  }

  private static PipelineSpec spec(SchemaType type, String url, String name) {
    String schema = "schema: {registry: '%s'}".formatted(url);
    return SpecLoader.parse(
        """
        name: %1$s
        input: {topic: %1$s.in, format: %2$s, series: /sensor, time: {field: /at}%3$s}
        output: {anomalies: %1$s.a, forecasts: %1$s.f, format: %2$s, %4$s}
        horizon: 3
        kafka: {session.timeout.ms: 6000}
        """
            .formatted(name, type.format(), type == SchemaType.JSON ? "" : ", " + schema, schema));
  }

  private static byte[] framed(SchemaType type, int id, double value, long millis) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    try {
      switch (type) {
        case AVRO -> {
          BinaryEncoder avro = EncoderFactory.get().binaryEncoder(out, null);
          avro.writeString("pump-7");
          avro.writeIndex(1);
          avro.writeDouble(value);
          avro.writeLong(millis * 1000);
          avro.flush();
        }
        case PROTOBUF -> {
          out.writeBytes(new byte[] {2, 2}); // the second message of the file
          CodedOutputStream protobuf = CodedOutputStream.newInstance(out);
          protobuf.writeString(1, "pump-7");
          protobuf.writeDouble(2, value);
          protobuf.writeInt64(3, millis);
          protobuf.flush();
        }
        case JSON ->
            out.writeBytes(
                "{\"sensor\":\"pump-7\",\"value\":%s,\"at\":%d}"
                    .formatted(value, millis)
                    .getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private List<JsonNode> read(String topic) throws IOException {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(
              Main.run(
                  "read",
                  topic,
                  "--all",
                  "--registry",
                  url,
                  "--bootstrap-server",
                  KafkaFixture.bootstrapServers()))
          .isZero();
    } finally {
      System.setOut(out);
    }
    List<JsonNode> records = new ArrayList<>();
    for (String line : printed.toString(StandardCharsets.UTF_8).lines().toList()) {
      records.add(JSON.readTree(line));
    }
    return records;
  }
}
