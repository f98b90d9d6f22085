package io.recurrence.schema;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.Fields;
import io.recurrence.record.SchemaType;
import io.recurrence.record.SourceRecord;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Where the schemas of records are. */
public interface SchemaSource {

  /** Takes a record apart. */
  SchemaFrame frame(SourceRecord record) throws BadRecordException;

  /**
   * A schema; empty where it is not there.
   *
   * @param id as a frame names it
   * @throws RegistryException where a registry does not answer
   */
  Optional<RegisteredSchema> schema(String id);

  /** The schemas of a registry; records name theirs. */
  static SchemaSource of(SchemaRegistry registry, SchemaType type) {
    return new SchemaSource() {
      @Override
      public SchemaFrame frame(SourceRecord record) throws BadRecordException {
        return WireFormat.read(record, type);
      }

      @Override
      public Optional<RegisteredSchema> schema(String id) {
        return registry.schema(id);
      }
    };
  }

  /** One schema, by which all records are written; they hold their content alone. */
  static SchemaSource of(RegisteredSchema schema) {
    return new SchemaSource() {
      @Override
      public SchemaFrame frame(SourceRecord record) throws BadRecordException {
        return new SchemaFrame("", ByteBuffer.wrap(Fields.content(record.value())));
      }

      @Override
      public Optional<RegisteredSchema> schema(String id) {
        return Optional.of(schema);
      }
    };
  }
}
