package io.recurrence.schema.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.recurrence.core.NearestName;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a schema, and which of them a record holds. That stands behind the id:
 *
 * <pre>
 *  n, i1 … in (zigzag)           Confluent's: in of the messages within in-1 …, of the file at last;
 *                                0 alone stands for 1, 0: the first of the file
 *  length | 0x0a | length | name Apicurio's
 * </pre>
 */
final class MessageTypes {
  private static final byte NAME = 0x0a; // field 1, with a length
  private static final int DEEPEST = 32;

  private final String schema;
  private final FileDescriptor main;
  private final Map<String, Descriptor> byName = new HashMap<>();
  private final List<String> names = new ArrayList<>(); // of the file that indexes count in

  /**
   * The messages of files.
   *
   * @param schema what the schema is called, for messages
   * @param files the last is the one that indexes count in
   */
  MessageTypes(String schema, List<FileDescriptor> files) {
    this.schema = schema;
    this.main = files.get(files.size() - 1);
    files.forEach(file -> file.getMessageTypes().forEach(this::add));
    byName.values().stream()
        .filter(type -> type.getFile().equals(main) && !type.getOptions().getMapEntry())
        .map(Descriptor::getFullName)
        .sorted()
        .forEach(names::add);
  }

  private void add(Descriptor type) {
    byName.put(type.getFullName(), type);
    type.getNestedTypes().forEach(this::add);
  }

  /** The message of a name; the only one where the name is empty. */
  Descriptor named(String name) throws BadRecordException {
    Descriptor found = name.isEmpty() ? main.getMessageTypes().get(0) : byName.get(name);
    if (name.isEmpty() && main.getMessageTypes().size() > 1) {
      throw new BadRecordException(
          Reason.UNKNOWN_SCHEMA,
          "%s has several messages; input.schema.message names one of %s"
              .formatted(schema, String.join(", ", names)));
    }
    if (found == null) {
      throw new BadRecordException(
          Reason.UNKNOWN_SCHEMA,
          "%s has no message '%s'%s".formatted(schema, name, NearestName.hint(name, names)));
    }
    return found;
  }

  /**
   * Reads which message it is.
   *
   * @param in at its end it stands behind
   * @param name of the message that it is in any case; empty where the record says it
   */
  Descriptor read(ByteBuffer in, String name) throws BadRecordException {
    try {
      Descriptor said = byApicurio(in);
      Descriptor found = said == null ? byIndexes(in, name) : said;
      return name.isEmpty() ? found : named(name);
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new BadRecordException(
          Reason.MALFORMED,
          "the record does not say which message of %s it is; input.schema.message does"
              .formatted(schema));
    }
  }

  private @Nullable Descriptor byApicurio(ByteBuffer in) {
    int at = in.position();
    int length = in.remaining() > 3 ? in.get(at) : 0;
    if (length < 3
        || length >= in.remaining()
        || in.get(at + 1) != NAME
        || in.get(at + 2) != length - 2) {
      return null;
    }
    String name =
        new String(in.array(), in.arrayOffset() + at + 3, length - 2, StandardCharsets.UTF_8);
    String full = main.getPackage().isEmpty() ? name : main.getPackage() + '.' + name;
    Descriptor found = byName.getOrDefault(full, byName.get(name));
    if (found != null) {
      in.position(at + 1 + length);
    }
    return found;
  }

  /** Goes down by the indexes; their meaning does not matter where the name is known. */
  private Descriptor byIndexes(ByteBuffer in, String name) {
    int depth = in.hasRemaining() ? zigzag(in) : 0;
    if (depth < 0 || depth > DEEPEST) {
      throw new IndexOutOfBoundsException();
    }
    List<Descriptor> types = main.getMessageTypes();
    Descriptor found = types.get(0);
    for (int i = 0; i < depth; i++) {
      int index = zigzag(in);
      if (name.isEmpty()) {
        found = types.get(index);
        types = found.getNestedTypes();
      }
    }
    return found;
  }

  private static int zigzag(ByteBuffer in) {
    int n = 0;
    for (int shift = 0; shift < 32; shift += 7) {
      byte b = in.get();
      n |= (b & 0x7f) << shift;
      if (b >= 0) {
        break;
      }
    }
    return (n >>> 1) ^ -(n & 1);
  }
}
