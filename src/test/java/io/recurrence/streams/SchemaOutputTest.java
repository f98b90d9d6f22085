package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.DocumentParser;
import io.recurrence.record.SchemaType;
import io.recurrence.record.SourceRecord;
import io.recurrence.schema.JsonSchemaParser;
import io.recurrence.schema.RegistryException;
import io.recurrence.schema.SchemaRegistry;
import io.recurrence.schema.SchemaSource;
import io.recurrence.schema.StubRegistry;
import io.recurrence.schema.avro.AvroParser;
import io.recurrence.schema.protobuf.ProtobufParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Output behind the ids of schemas says what output in JSON says. */
class SchemaOutputTest {
  private static final List<String> TOPICS = List.of("a", "f", "o", "s", "i");

  private final StubRegistry stub = new StubRegistry();

  @AfterEach
  void stop() {
    stub.close();
  }

  private String formatted(SchemaType type, String keys) {
    return ", format: %s, schema: {registry: '%s'%s}".formatted(type.format(), stub.url(), keys);
  }

  private DocumentParser parser(SchemaType type) {
    SchemaSource source = SchemaSource.of(new SchemaRegistry(stub.address()), type);
    return switch (type) {
      case AVRO -> new AvroParser(source);
      case PROTOBUF -> new ProtobufParser(source, "");
      case JSON -> new JsonSchemaParser();
    };
  }

  private static void send(PipelineDriver driver) {
    for (int i = 0; i < 40; i++) {
      if (i == 10) {
        driver.send("pump", "NaN", 1000L * i);
      } else {
        driver.number("pump", i == 35 ? 1e6 : i % 7, i);
      }
    }
  }

  private static List<JsonNode> parsed(DocumentParser parser, List<TestRecord<String, byte[]>> from)
      throws BadRecordException {
    List<JsonNode> documents = new ArrayList<>();
    for (TestRecord<String, byte[]> record : from) {
      documents.add(parser.parse(new SourceRecord(null, record.value(), 0)));
    }
    return documents;
  }

  /** Compares what is there; a schema has fields for what JSON leaves out. */
  private static void same(String where, JsonNode actual, JsonNode expected) {
    if (expected.isObject()) {
      for (Map.Entry<String, JsonNode> entry : expected.properties()) {
        JsonNode own = actual.path(entry.getKey());
        JsonNode other = own.isMissingNode() ? actual.path("features").path(entry.getKey()) : own;
        same(where + '/' + entry.getKey(), other, entry.getValue());
      }
    } else if (expected.isArray() && actual.isObject()) { // a list within another of Protobuf
      same(where, actual.path("numbers"), expected);
    } else if (expected.isArray()) {
      assertThat(actual.size()).as(where).isEqualTo(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        same(where + '/' + i, actual.get(i), expected.get(i));
      }
    } else if (actual.isTextual() && expected.isNumber()) { // the times of Avro have a type
      assertThat(Instant.parse(actual.asText()).toEpochMilli()).isEqualTo(expected.asLong());
    } else if (expected.isNumber()) {
      double x = expected.doubleValue();
      double tolerance = Math.max(1e-3, Math.abs(x) * 1e-3);
      assertThat(actual.doubleValue())
          .as(where)
          .isCloseTo(x, org.assertj.core.data.Offset.offset(tolerance));
    } else {
      assertThat(actual.asText()).as(where).isEqualTo(expected.asText());
    }
  }

  @ParameterizedTest
  @EnumSource(SchemaType.class)
  void allThatAPipelineOfNumbersWritesIsReadByItsSchema(SchemaType type) throws Exception {
    for (String layout : List.of(", incidents: i", ", incidents: i, layout: steps")) {
      String limits = layout.endsWith("steps") ? "" : "limits: {above: 5}\n";
      String json = PipelineDriver.NUMBERS.replace(", dead-letters: d", layout) + limits;
      String schemas =
          PipelineDriver.NUMBERS.replace(
                  ", dead-letters: d", layout + formatted(type, ", subject: topic-record"))
              + limits;
      try (PipelineDriver one = new PipelineDriver(json);
          PipelineDriver other = new PipelineDriver(schemas)) {
        send(one);
        send(other);
        DocumentParser parser = parser(type);
        for (String topic : TOPICS) {
          List<JsonNode> expected = one.json(topic);
          List<JsonNode> actual = parsed(parser, other.raw(topic));
          assertThat(actual).as(topic).hasSameSizeAs(expected).isNotEmpty();
          for (int i = 0; i < expected.size(); i++) {
            same(topic + i, actual.get(i), expected.get(i));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(SchemaType.class)
  void whatTasksWriteIsReadByItsSchema(SchemaType type) throws Exception {
    String symbols =
        """
        name: doors
        task: symbols
        input: {topic: in, format: text}
        output: {results: r%s}
        """;
    try (PipelineDriver one = new PipelineDriver(symbols.formatted(""));
        PipelineDriver other = new PipelineDriver(symbols.formatted(formatted(type, "")))) {
      for (int i = 0; i < 12; i++) {
        one.send("x", "s" + i % 3, i);
        other.send("x", "s" + i % 3, i);
      }
      List<JsonNode> expected = one.json("r");
      List<JsonNode> actual = parsed(parser(type), other.raw("r"));
      for (int i = 0; i < 12; i++) {
        same("r" + i, actual.get(i), expected.get(i));
      }
      assertThat(stub.latest("r-value")).contains("Symbol");
    }
  }

  @Test
  void aSchemaThatMayNotBeRegisteredAndIsNotThereEndsTheTask() {
    String yaml =
        PipelineDriver.NUMBERS.replace(
            ", dead-letters: d", formatted(SchemaType.AVRO, ", register: false"));
    try (PipelineDriver driver = new PipelineDriver(yaml)) {
      assertThatThrownBy(() -> driver.number("pump", 1, 0))
          .hasRootCauseInstanceOf(RegistryException.class)
          .rootCause()
          .hasMessageContaining("under the subject 'a-value'")
          .hasMessageContaining("recurrence schema");
    }
  }
}
