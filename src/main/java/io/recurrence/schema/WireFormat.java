package io.recurrence.schema;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.Fields;
import io.recurrence.record.SchemaType;
import io.recurrence.record.Signature;
import io.recurrence.record.SourceRecord;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * How records say which schema of a registry they were written by: before the content, or in a
 * header.
 *
 * <pre>
 *  0 | id (4 bytes) | content                     Confluent's serializers, and Apicurio's
 *  0 | id (8 bytes) | content                     Apicurio's of version 2; the first four bytes are 0
 *  header __value_schema_id: 0 | id (4 bytes)     Confluent's, since version 8.1
 *                         or 1 | GUID (16 bytes)
 *  header apicurio.value.contentId: id (8 bytes)  Apicurio's, by option
 *  header apicurio.value.globalId:  id (8 bytes)
 * </pre>
 *
 * Numbers are big-endian. Which message of a Protobuf schema it is stands behind the id.
 */
final class WireFormat {
  private static final byte MAGIC = 0;
  private static final byte GUID = 1;
  private static final int HEADER = 1 + Integer.BYTES;
  private static final int LONG_HEADER = 1 + Long.BYTES;
  private static final String CONFLUENT = "__value_schema_id";
  private static final String[] APICURIO = {"apicurio.value.contentId", "apicurio.value.globalId"};

  private WireFormat() {}

  /**
   * Takes a record apart.
   *
   * @param type that its schema is to be of, for messages
   */
  static SchemaFrame read(SourceRecord record, SchemaType type) throws BadRecordException {
    byte[] value = Fields.content(record.value());
    byte[] header = record.header(CONFLUENT);
    if (header != null) {
      return confluent(header, value);
    }
    for (String name : APICURIO) {
      byte[] id = record.header(name);
      if (id != null) {
        return new SchemaFrame("ids/" + number(id, name), ByteBuffer.wrap(value));
      }
    }
    if (value[0] != MAGIC || value.length < HEADER) {
      throw new BadRecordException(
          Reason.MALFORMED,
          "the record does not begin with the id of a schema, and has none in a header; input.schema.file is for records without"
              + Signature.hint(value, type.format()));
    }
    ByteBuffer in = ByteBuffer.wrap(value);
    long id = in.getInt(1);
    boolean wide = id == 0 && value.length >= LONG_HEADER; // ids begin at 1
    if (wide) {
      id = in.getLong(1);
    }
    return new SchemaFrame("ids/" + id, in.position(wide ? LONG_HEADER : HEADER));
  }

  private static SchemaFrame confluent(byte[] header, byte[] value) throws BadRecordException {
    ByteBuffer in = ByteBuffer.wrap(header);
    boolean guid = header.length > 2 * Long.BYTES && header[0] == GUID;
    if (!guid && (header.length < HEADER || header[0] != MAGIC)) {
      throw new BadRecordException(
          Reason.MALFORMED, "the header " + CONFLUENT + " holds no id of a schema");
    }
    in.get();
    String id =
        guid ? "guids/" + new UUID(in.getLong(), in.getLong()) : "ids/" + (long) in.getInt();
    return new SchemaFrame(id, in, ByteBuffer.wrap(value));
  }

  private static long number(byte[] id, String header) throws BadRecordException {
    if (id.length != Long.BYTES) {
      throw new BadRecordException(
          Reason.MALFORMED, "the header " + header + " holds no id of eight bytes");
    }
    return ByteBuffer.wrap(id).getLong();
  }
}
