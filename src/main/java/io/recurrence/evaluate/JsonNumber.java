package io.recurrence.evaluate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Figures in JSON, which has no number for what could not be measured. */
final class JsonNumber {
  private JsonNumber() {}

  /** Writes a field; null where the figure is not finite. */
  static void write(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }
}
