package io.recurrence.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.DocumentParser;
import io.recurrence.record.SchemaType;
import io.recurrence.record.SourceRecord;
import java.nio.ByteBuffer;

/**
 * Parses JSON that stands behind the id of its schema. The schema is not asked for, since a
 * document names its fields itself.
 */
public final class JsonSchemaParser implements DocumentParser {
  private final DocumentParser json = DocumentParser.json(false);

  @Override
  public JsonNode parse(SourceRecord record) throws BadRecordException {
    SchemaFrame frame = WireFormat.read(record, SchemaType.JSON);
    ByteBuffer content = frame.content();
    byte[] document = new byte[content.remaining()];
    content.get(document);
    return json.parse(record.withValue(document));
  }
}
