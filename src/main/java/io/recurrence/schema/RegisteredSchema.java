package io.recurrence.schema;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.record.SchemaType;
import java.util.Map;

/**
 * A schema as a registry, or a file, has it.
 *
 * @param name of it, for messages: {@code schema id 7}, or the name of a file
 * @param type what it is written in
 * @param text of it
 * @param references the texts of the schemas that it refers to, by the names that it has for them;
 *     what is referred to comes before what refers to it
 */
public record RegisteredSchema(
    String name, SchemaType type, String text, Map<String, String> references) {

  /** Refuses it where it is of another type. */
  public void check(SchemaType wanted) throws BadRecordException {
    if (type != wanted) {
      throw new BadRecordException(
          Reason.MALFORMED,
          "%s is of the type %s, which input.format: %s reads"
              .formatted(name, type, type.format()));
    }
  }
}
