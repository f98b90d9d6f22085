package io.recurrence.config;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.Measurement;
import io.recurrence.record.Measurements;
import io.recurrence.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a pipeline reads of a record, as text. */
final class ReadInput {
  private static final long RECORD_TIME = 9000;

  private ReadInput() {}

  static byte[] utf8(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  static List<String> shown(String input, byte @Nullable [] value) {
    return shown(input, value, Map.of());
  }

  static List<String> shown(String input, byte @Nullable [] value, Map<String, String> headers) {
    Measurements found;
    try {
      found = read(input, value, headers);
    } catch (BadRecordException e) {
      return List.of(e.reason() + ": " + e.getMessage());
    }
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Measurement m = found.get(i);
      BadRecordException fault = m.fault();
      shown.add(
          fault != null
              ? m.series() + " " + fault.reason() + ": " + fault.getMessage()
              : m.series() + "@" + m.time() + "=" + (m.present() ? "" + m.value() : "missing"));
    }
    if (found.leftOut() > 0) {
      shown.add("left out: " + found.leftOut());
    }
    return shown;
  }

  /** What is read of a record of the topic {@code plant} with the key {@code pump-7}. */
  static Measurements read(String input, byte @Nullable [] value, Map<String, String> headers)
      throws BadRecordException {
    Measurements found = new Measurements();
    SpecLoader.parse("input: " + input)
        .input()
        .reader()
        .read(
            new SourceRecord(
                "plant",
                utf8("pump-7"),
                value,
                RECORD_TIME,
                name -> headers.containsKey(name) ? utf8(headers.get(name)) : null),
            found);
    return found;
  }
}
