package io.recurrence.streams;

import static io.recurrence.streams.PipelineDriver.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.recurrence.record.SchemaType;
import io.recurrence.schema.RegistryException;
import io.recurrence.schema.StubRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records whose schemas a registry has. */
class SchemaStreamTest {
  private static final String READING =
      """
      {"type":"record","name":"Reading","fields":[{"name":"value","type":["null","double"]},
        {"name":"at","type":{"type":"long","logicalType":"timestamp-micros"}}]}""";
  private static final long START = 1_767_571_200_000L;

  private final StubRegistry registry = new StubRegistry();

  @AfterEach
  void stop() {
    registry.close();
  }

  private PipelineDriver driver(String format, String time) {
    return new PipelineDriver(
        """
        name: t
        input: {topic: in, format: %s, time: {field: /at%s}%s}
        output: {anomalies: a, forecasts: f, dead-letters: d}
        horizon: 3
        models: [naive]
        """
            .formatted(
                format,
                time,
                format.equals("json-schema")
                    ? ""
                    : ", schema: {registry: '" + registry.url() + "'}"));
  }

  /** A record of Avro: the second branch of the union, the value, and zigzag microseconds. */
  private static byte[] avro(int id, double value, long millis) {
    ByteBuffer out = ByteBuffer.allocate(64).put((byte) 0).putInt(id).put((byte) 2);
    out.putLong(Long.reverseBytes(Double.doubleToLongBits(value)));
    long zigzag = (millis * 1000) << 1;
    for (; zigzag > 0x7f; zigzag >>>= 7) {
      out.put((byte) (zigzag | 0x80));
    }
    out.put((byte) zigzag);
    return java.util.Arrays.copyOf(out.array(), out.position());
  }

  @Test
  void avroIsReadByTheSchemaThatEachRecordNames() {
    int first = registry.register("in-value", SchemaType.AVRO, READING);
    int second =
        registry.register(
            "in-value",
            SchemaType.AVRO,
            READING.replace("\"fields\":[", "\"doc\":\"newer\",\"fields\":["));
    try (PipelineDriver driver = driver("avro", "")) {
      for (int i = 0; i < 10; i++) {
        driver.send("s", avro(i < 5 ? first : second, 20 + i, START + 1000L * i), START);
      }
      List<JsonNode> verdicts = driver.json("a");
      assertThat(verdicts).extracting(v -> v.get("value").asDouble()).contains(20., 25., 29.);
      assertThat(verdicts.get(9).get("timestamp").asLong()).isEqualTo(START + 9000);
      assertThat(driver.raw("f")).isNotEmpty();
      assertThat(driver.raw("d")).isEmpty();
    }
    assertThat(registry.requests()).hasSize(2);
  }

  @Test
  void anIdThatTheRegistryDoesNotKnowIsADeadLetterThatNamesIt() {
    try (PipelineDriver driver = driver("avro", "")) {
      driver.send("s", avro(4711, 20, START), START);
      List<TestRecord<String, byte[]>> dead = driver.raw("d");
      assertThat(dead).hasSize(1);
      assertThat(header(dead.get(0), DeadLetters.REASON)).isEqualTo("UNKNOWN_SCHEMA");
      assertThat(header(dead.get(0), DeadLetters.MESSAGE)).contains("no schema id 4711");
    }
  }

  @Test
  void aRegistryThatDoesNotAnswerEndsTheTaskAndRefusesNothing() {
    int id = registry.register("in-value", SchemaType.AVRO, READING);
    registry.answerWith(500);
    try (PipelineDriver driver = driver("avro", "")) {
      assertThatThrownBy(() -> driver.send("s", avro(id, 20, START), START))
          .hasRootCauseInstanceOf(RegistryException.class);
      assertThat(driver.raw("d")).isEmpty();
    }
  }

  @Test
  void aFieldThatTheSchemaLacksIsAnsweredWithTheNearestOne() {
    int id =
        registry.register("in-value", SchemaType.AVRO, READING.replace("\"value\"", "\"valu\""));
    try (PipelineDriver driver = driver("avro", "")) {
      driver.send("s", avro(id, 20, START), START);
      assertThat(header(driver.raw("d").get(0), DeadLetters.MESSAGE))
          .contains("the document has no /value", "did you mean 'valu'?");
    }
  }

  @Test
  void aUnitThatContradictsTheSchemaIsRefused() {
    int id = registry.register("in-value", SchemaType.AVRO, READING);
    try (PipelineDriver driver = driver("avro", ", unit: s")) {
      driver.send("s", avro(id, 20, START), START);
      assertThat(header(driver.raw("d").get(0), DeadLetters.MESSAGE))
          .contains("the schema has /at in microseconds, but input.time.unit says seconds");
    }
  }

  @Test
  void jsonBehindTheIdOfItsSchemaIsReadWithoutARegistry() {
    try (PipelineDriver driver = driver("json-schema", "")) {
      byte[] document =
          "{\"value\":21.5,\"at\":%d}".formatted(START).getBytes(StandardCharsets.UTF_8);
      byte[] record =
          ByteBuffer.allocate(5 + document.length).put((byte) 0).putInt(7).put(document).array();
      driver.send("s", record, START);
      driver.send("s", document, START + 1000);
      assertThat(driver.json("a").get(0).get("value").asDouble()).isEqualTo(21.5);
      assertThat(header(driver.raw("d").get(0), DeadLetters.MESSAGE))
          .contains("it looks like JSON", "input.format: json reads");
    }
  }
}
