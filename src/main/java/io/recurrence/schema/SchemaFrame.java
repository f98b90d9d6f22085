package io.recurrence.schema;

import java.nio.ByteBuffer;

/**
 * A record taken apart: which schema it was written by, and what it holds.
 *
 * @param id of the schema, such as {@code ids/7}, as a registry is asked for it; empty where there
 *     is but one schema
 * @param message says, from its position on, which message of a Protobuf schema it is; the content
 *     itself where that stands before it
 * @param content from its position on
 */
public record SchemaFrame(String id, ByteBuffer message, ByteBuffer content) {

  SchemaFrame(String id, ByteBuffer content) {
    this(id, content, content);
  }

  /** An id as messages name it: {@code schema id 7}. */
  static String shown(String id) {
    return "schema " + id.replaceFirst("guids/", "").replaceFirst("ids/", "id ");
  }
}
