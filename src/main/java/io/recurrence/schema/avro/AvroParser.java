package io.recurrence.schema.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.DocumentParser;
import io.recurrence.record.SourceRecord;
import io.recurrence.schema.CompiledSchemas;
import io.recurrence.schema.RegisteredSchema;
import io.recurrence.schema.SchemaFrame;
import io.recurrence.schema.SchemaSource;
import java.io.EOFException;
import java.io.IOException;

/**
 * Parses Avro, by the schema that the producer wrote with. A record becomes an object that has all
 * fields of the schema; a value alone becomes its field {@code value}.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/">The specification</a>
 */
public final class AvroParser implements DocumentParser {
  private final SchemaSource source;
  private final CompiledSchemas<AvroValue> schemas;
  private final AvroInput in = new AvroInput();

  public AvroParser(SchemaSource source) {
    this.source = source;
    this.schemas = new CompiledSchemas<>(source, AvroCompiler::compile);
  }

  /** Refuses a schema that records cannot be read by. */
  public static void check(RegisteredSchema schema) throws BadRecordException {
    AvroCompiler.compile(schema);
  }

  @Override
  public JsonNode parse(SourceRecord record) throws BadRecordException {
    SchemaFrame frame = source.frame(record);
    AvroValue value = schemas.of(frame.id());
    try {
      in.begin(frame.content());
      JsonNode document = value.read(in);
      if (!in.ended()) {
        throw new IOException("there are bytes left over");
      }
      return document.isContainerNode()
          ? document
          : JsonNodeFactory.instance.objectNode().set("value", document);
    } catch (IOException | RuntimeException e) { // of many kinds, where bytes are no such record
      throw new BadRecordException(
          Reason.MALFORMED,
          "the record is not Avro of the schema that it names: %s".formatted(reason(e)));
    }
  }

  private static String reason(Exception e) {
    return e instanceof EOFException ? "it breaks off" : String.valueOf(e.getMessage());
  }
}
