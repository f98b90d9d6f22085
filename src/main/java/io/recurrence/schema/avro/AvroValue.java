package io.recurrence.schema.avro;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Reads the values of one type. */
interface AvroValue {

  /**
   * Reads the next value.
   *
   * @throws IOException where there is none, or it is too large
   */
  JsonNode read(AvroInput in) throws IOException;
}
