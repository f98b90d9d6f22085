package io.recurrence.cli;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which key the record of a line has. */
interface LineKeys {
  /**
   * Makes a record of a line.
   *
   * @throws IllegalArgumentException where the line has no key; the message says what to do
   */
  Keyed of(byte[] line);

  /** A record: what of a line is its key, and what is its value. */
  @SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
  record Keyed(byte @Nullable [] key, byte[] value) {}

  /** The same for all lines; {@code null} for records without a key. */
  static LineKeys constant(@Nullable String key) {
    byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    return line -> new Keyed(bytes, line);
  }

  /** What stands before the first {@code separator}; the value is what stands behind it. */
  static LineKeys before(String separator) {
    byte[] bytes = separator.getBytes(StandardCharsets.UTF_8);
    return line -> {
      int at = indexOf(line, bytes);
      if (at < 0) {
        throw new IllegalArgumentException(
            "there is no '%s' of --key-separator in it".formatted(separator.replace("\t", "\\t")));
      }
      return new Keyed(
          Arrays.copyOf(line, at), Arrays.copyOfRange(line, at + bytes.length, line.length));
    };
  }

  /** The text or number at a place of the line's JSON document, which is the value as it is. */
  static LineKeys field(JsonPointer place) {
    ObjectMapper mapper = new ObjectMapper();
    return line -> {
      JsonNode found;
      try {
        found = mapper.readTree(line).at(place);
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "--key-field needs a JSON document in each line, and this is none", e);
      }
      if (!found.isValueNode() || found.isNull()) {
        throw new IllegalArgumentException(
            "there is no text or number at %s of --key-field".formatted(place));
      }
      return new Keyed(found.asText().getBytes(StandardCharsets.UTF_8), line);
    };
  }

  private static int indexOf(byte[] line, byte[] text) {
    for (int i = 0; i + text.length <= line.length; i++) {
      if (Arrays.equals(line, i, i + text.length, text, 0, text.length)) {
        return i;
      }
    }
    return -1;
  }
}
