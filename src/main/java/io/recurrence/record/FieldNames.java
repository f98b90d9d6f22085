package io.recurrence.record;

import io.recurrence.record.BadRecordException.Reason;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Names of series: 1 to {@value Fields#LONGEST_NAME} bytes of UTF-8 without control characters, so
 * that binary keys are refused alike, whether or not their bytes happen to be UTF-8.
 */
public final class FieldNames {
  private FieldNames() {}

  /** A name that a record or a file gives, if it can be one. */
  public static String of(@Nullable String name) throws BadRecordException {
    if (name == null || name.isBlank()) {
      throw new BadRecordException(Reason.NO_SERIES, "the name of the series is missing or empty");
    }
    if (!isPlain(name)) {
      throw new BadRecordException(
          Reason.NO_SERIES,
          "the name of the series, '%s', holds control characters"
              .formatted(Fields.shortened(name)));
    }
    if (name.length() > Fields.LONGEST_NAME / 3 // no character takes more bytes
        && name.getBytes(StandardCharsets.UTF_8).length > Fields.LONGEST_NAME) {
      throw new BadRecordException(
          Reason.SERIES_TOO_LONG,
          "the name of the series is longer than " + Fields.LONGEST_NAME + " bytes");
    }
    return name;
  }

  /** The name from the key of a record. */
  static String of(byte @Nullable [] key) throws BadRecordException {
    if (key == null) {
      throw new BadRecordException(
          Reason.NO_SERIES,
          "the record has no key to name its series; input.series can name a field of the value");
    }
    String name;
    try {
      name = Fields.utf8(key);
    } catch (CharacterCodingException e) {
      name = "\0"; // no text either
    }
    if (!isPlain(name)) {
      throw new BadRecordException(Reason.NO_SERIES, "the key is not text" + KeyFormat.hint(key));
    }
    return of(name);
  }

  /** Whether a text has no control characters, nor halves of pairs of surrogates. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        return text.codePoints().noneMatch(FieldNames::isNoCharacter);
      }
    }
    return true;
  }

  private static boolean isNoCharacter(int code) {
    return Character.isISOControl(code) || Character.getType(code) == Character.SURROGATE;
  }
}
