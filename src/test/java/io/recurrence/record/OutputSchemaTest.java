package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputSchemaTest {
  private static final Path SCHEMAS = Path.of("config/schemas");
  private static final Set<RecordKind> READ_ONLY = // as earlier versions wrote them
      EnumSet.of(
          RecordKind.EARLIER_ANOMALY,
          RecordKind.ANOMALY_WITHOUT_SEVERITY,
          RecordKind.INCIDENT_WITHOUT_SEVERITY);

  /** Readers rely on these files; {@code recurrence schema --directory} writes them anew. */
  @ParameterizedTest
  @EnumSource(OutputSchema.class)
  void theSchemasAreThoseThatAreWrittenDown(OutputSchema schema) throws IOException {
    for (SchemaType type : SchemaType.values()) {
      assertThat(SchemaTexts.of(schema, type))
          .as(schema.file(type))
          .isEqualTo(Files.readString(SCHEMAS.resolve(schema.file(type))).strip());
    }
  }

  @ParameterizedTest
  @EnumSource(OutputSchema.class)
  void readersOfTheSchemaWrittenDownReadWhatIsWritten(OutputSchema schema) throws IOException {
    Schema reader =
        new Schema.Parser().parse(Files.readString(SCHEMAS.resolve(schema.file(SchemaType.AVRO))));
    Schema writer = new Schema.Parser().parse(SchemaTexts.of(schema, SchemaType.AVRO));
    assertThat(SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  @Test
  void everyKindThatIsWrittenHasASchema() {
    Arrays.stream(RecordKind.values())
        .filter(kind -> !READ_ONLY.contains(kind))
        .forEach(kind -> assertThat(OutputSchema.of(kind).fields()).isNotEmpty());
  }

  @Test
  void noTwoFieldsHaveOneNumberAndAllSayWhatTheyAre() {
    assertThat(Stream.of(RecordField.values()).map(RecordField::number)).doesNotHaveDuplicates();
    assertThat(Stream.of(RecordField.values()).map(RecordField::meaning))
        .allMatch(meaning -> meaning.endsWith("."));
  }
}
