package io.recurrence.schema.protobuf;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.DocumentParser;
import io.recurrence.record.SourceRecord;
import io.recurrence.schema.CompiledSchemas;
import io.recurrence.schema.RegisteredSchema;
import io.recurrence.schema.SchemaFrame;
import io.recurrence.schema.SchemaSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Parses messages of Protobuf as objects that have all fields of the message, by the names that
 * they have in its schema.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">The encoding</a>
 */
public final class ProtobufParser implements DocumentParser {
  private final SchemaSource source;
  private final CompiledSchemas<MessageTypes> schemas;
  private final String message;
  private final MessageTree tree = new MessageTree();

  /**
   * Makes a parser.
   *
   * @param message the full name of the message that records hold; empty where they say it
   */
  public ProtobufParser(SchemaSource source, String message) {
    this.source = source;
    this.schemas = new CompiledSchemas<>(source, ProtobufCompiler::compile);
    this.message = message;
  }

  /**
   * Refuses a schema that records cannot be read by.
   *
   * @param message that they hold; empty where there is but one
   */
  public static void check(RegisteredSchema schema, String message) throws BadRecordException {
    ProtobufCompiler.compile(schema).named(message);
  }

  @Override
  public JsonNode parse(SourceRecord record) throws BadRecordException {
    SchemaFrame frame = source.frame(record);
    MessageTypes types = schemas.of(frame.id());
    Descriptor type =
        frame.id().isEmpty() ? types.named(message) : types.read(frame.message(), message);
    try {
      ByteBuffer content = frame.content();
      DynamicMessage found =
          DynamicMessage.parseFrom(
              type,
              CodedInputStream.newInstance(
                  content.array(),
                  content.arrayOffset() + content.position(),
                  content.remaining()));
      if (found.getAllFields().isEmpty() && !found.getUnknownFields().asMap().isEmpty()) {
        throw new IOException("none of its fields is one of that message");
      }
      return tree.of(found);
    } catch (IOException | RuntimeException e) { // of many kinds, where bytes are no such message
      throw new BadRecordException(
          Reason.MALFORMED,
          "the record is no message %s of Protobuf: %s; input.schema.message names another"
              .formatted(type.getFullName(), e.getMessage()));
    }
  }
}
