package io.recurrence.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.SchemaType;
import io.recurrence.record.SourceRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompiledSchemasTest {
  private final StubRegistry stub = new StubRegistry();
  private final AtomicLong clock = new AtomicLong();
  private final CompiledSchemas<String> schemas =
      new CompiledSchemas<>(
          SchemaSource.of(
              new SchemaRegistry(stub.address(), Duration.ofMillis(100)), SchemaType.AVRO),
          CompiledSchemasTest::compile,
          clock::get);

  private static String compile(RegisteredSchema schema) throws BadRecordException {
    if (schema.text().equals("broken")) {
      throw new BadRecordException(Reason.UNKNOWN_SCHEMA, "broken");
    }
    return schema.name() + ": " + schema.text();
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  @Test
  void aSchemaIsAskedForOnce() throws BadRecordException {
    stub.register("s", SchemaType.AVRO, "text");
    for (int i = 0; i < 3; i++) {
      assertThat(schemas.of("ids/1")).isEqualTo("schema id 1: text");
    }
    assertThat(stub.requests()).containsExactly("GET /schemas/ids/1");
  }

  @Test
  void anUnknownIdIsRefusedByItsNameAndAskedForAgainLater() throws BadRecordException {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> schemas.of("ids/1"))
          .isInstanceOfSatisfying(
              BadRecordException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA))
          .hasMessageContaining("no schema id 1;");
    }
    assertThat(stub.requests()).hasSize(1);
    stub.register("s", SchemaType.AVRO, "late");
    clock.set(Duration.ofMinutes(2).toNanos());
    assertThat(schemas.of("ids/1")).endsWith("late");
  }

  @Test
  void aSchemaThatCannotBeUsedRefusesEachOfItsRecords() {
    stub.register("s", SchemaType.AVRO, "broken");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> schemas.of("ids/1")).hasMessage("broken");
    }
    assertThat(stub.requests()).hasSize(1);
  }

  @Test
  void noMoreThanAThousandAreKept() throws BadRecordException {
    List<String> asked = new ArrayList<>();
    SchemaSource any =
        new SchemaSource() {
          @Override
          public SchemaFrame frame(SourceRecord record) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Optional<RegisteredSchema> schema(String id) {
            asked.add(id);
            return Optional.of(new RegisteredSchema(id, SchemaType.AVRO, id, Map.of()));
          }
        };
    CompiledSchemas<String> many = new CompiledSchemas<>(any, RegisteredSchema::text, clock::get);
    for (int i = 1; i <= 1001; i++) {
      many.of("ids/" + i);
    }
    many.of("ids/1001");
    assertThat(asked).hasSize(1001);
    many.of("ids/1");
    assertThat(asked).hasSize(1002);
  }

  @Test
  void aRegistryThatDoesNotAnswerRefusesNothing() throws BadRecordException {
    stub.register("s", SchemaType.AVRO, "text");
    stub.answerWith(500);
    assertThatThrownBy(() -> schemas.of("ids/1")).isInstanceOf(RegistryException.class);
    stub.answerWith(200);
    assertThat(schemas.of("ids/1")).endsWith("text");
  }
}
