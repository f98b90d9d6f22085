package io.recurrence.record;

import io.recurrence.core.Values;
import io.recurrence.record.BadRecordException.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the fields of records, whatever their format: the time and the value. */
public final class Fields {
  /** The longest name of a series, in bytes. */
  public static final int LONGEST_NAME = 512;

  /** The largest record value, in bytes. */
  public static final int LARGEST_RECORD = 1024 * 1024;

  /** How deep the objects and lists of a record may be nested. */
  public static final int DEEPEST = 64;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** In lower case; numbers of Python, R and SQL that do not exist. */
  private static final Set<String> MISSING =
      Set.of("", "nan", "+nan", "-nan", "null", "none", "na", "<na>");

  private static final BigDecimal FARTHEST = BigDecimal.valueOf(Long.MAX_VALUE); // ms from 1970
  private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+");
  private static final Pattern INFINITE = Pattern.compile("(?i)[+-]?inf(?:inity)?");
  private static final Pattern NUMERIC = Pattern.compile("[+-]?\\d");
  private static final int LONGEST_MISSING = 8; // with blanks around

  private Fields() {}

  /** The value of a record as text, without a byte order mark. */
  public static String text(byte[] bytes, Reason reason) throws BadRecordException {
    try {
      String text = utf8(bytes);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new BadRecordException(reason, "the value is not UTF-8");
    }
  }

  static String utf8(byte[] bytes) throws CharacterCodingException {
    return ascii(bytes)
        ? new String(bytes, StandardCharsets.ISO_8859_1)
        : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static boolean ascii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes a text as a symbol, or a sequence of them, without blanks around; a blank one as such.
   *
   * @throws BadRecordException where a half of a pair of surrogates stands alone: UTF-8 has no form
   *     of it, so that it would be confused with others
   */
  static void symbol(String text, Measurement into) throws BadRecordException {
    if (text.codePoints().anyMatch(code -> Character.getType(code) == Character.SURROGATE)) {
      throw new BadRecordException(
          Reason.MALFORMED, "the text has half of a pair of surrogates, which is no character");
    }
    String symbol = text.strip();
    if (symbol.isEmpty()) {
      into.blank(text);
    } else {
      into.text(symbol);
    }
  }

  /** Whether a text says that there is no value: empty, NaN, null, None, NA. */
  public static boolean missing(String text) {
    boolean digit = !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
    if (digit || (text.length() > LONGEST_MISSING && !text.isBlank())) {
      return false;
    }
    return MISSING.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  /** A number, as it is written in a text. */
  public static double number(String text) throws BadRecordException {
    return number(text, text);
  }

  /**
   * A number.
   *
   * @param written as it stands in the record, for messages
   */
  static double number(String text, String written) throws BadRecordException {
    String trimmed = text.strip();
    double value;
    try {
      value = Double.parseDouble(trimmed);
    } catch (NumberFormatException e) {
      if (INFINITE.matcher(trimmed).matches()) {
        return finite(Double.POSITIVE_INFINITY);
      }
      throw new BadRecordException(Reason.NOT_A_NUMBER, noNumber(written.strip()));
    }
    if (trimmed.endsWith("d")
        || trimmed.endsWith("f")
        || trimmed.endsWith("D")
        || trimmed.endsWith("F")
        || trimmed.indexOf('x') >= 0
        || trimmed.indexOf('X') >= 0) {
      throw new BadRecordException(Reason.NOT_A_NUMBER, noNumber(written.strip()));
    }
    return finite(value);
  }

  private static String noNumber(String text) {
    String remedy =
        !NUMERIC.matcher(text).lookingAt()
            ? "; input.missing names what stands for no value (an empty one does), input.words what stands for a number"
            : text.indexOf(',') < 0
                ? "; write the number alone, or name its unit in unit-suffix"
                : text.indexOf('.') < 0 && THOUSANDS.matcher(text).matches()
                    ? "; if the comma is the decimal mark, set input.decimal: comma, and if it parts thousands, write it without"
                    : text.indexOf('.') < 0
                        ? "; write a decimal point, and no other separators, or set input.decimal: comma"
                        : "; write a decimal point, and no separators of thousands";
    return "the value '" + shortened(text) + "' is not a number" + remedy;
  }

  static double finite(double value) throws BadRecordException {
    if (!(Math.abs(value) <= Values.MAX_MAGNITUDE)) {
      throw new BadRecordException(
          Reason.NOT_FINITE,
          "the value " + value + " is not finite, or larger than " + Values.MAX_MAGNITUDE);
    }
    return value;
  }

  /**
   * A time in milliseconds, rounded down.
   *
   * @param text a number of the unit, or a date and time where that is ISO
   * @param zone of a date and time without an offset
   */
  public static long time(String text, TimeUnit declared, ZoneId zone) throws BadRecordException {
    TimeUnit unit = declared == TimeUnit.AUTO ? TimePlausibility.unit(text) : declared;
    try {
      if (unit == TimeUnit.ISO) {
        return Times.millis(text.strip(), zone);
      }

      if (unit == TimeUnit.MS && plain(text)) {
        return Long.parseLong(text);
      }
      BigDecimal number = new BigDecimal(text.strip());
      if (Math.abs((long) number.scale()) > 30 || number.precision() > 30) {
        throw new BadRecordException(
            Reason.BAD_TIME, "the time '" + shortened(text) + "' is out of range");
      }
      return millis(number.multiply(unit.inMillis()), text, unit);
    } catch (SkippedTimeException e) {
      throw new BadRecordException(
          Reason.BAD_TIME, "the time '" + shortened(text) + "' " + e.getMessage());
    } catch (DateTimeException | NumberFormatException e) {
      throw new BadRecordException(
          Reason.BAD_TIME,
          "the time '"
              + shortened(text)
              + "' is not "
              + (unit == TimeUnit.ISO
                  ? "a date and time as ISO-8601 has them; "
                      + TimeHint.of(text, "of a number, input.time.unit is s, ms, us or ns")
                  : "a number of "
                      + unit.shown()
                      + (isDate(text) ? "; input.time.unit: iso reads it" : "")));
    }
  }

  private static boolean isDate(String text) {
    try {
      Times.millis(text.strip());
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Whether it is a whole number that a {@code long} holds, which needs no decimals. */
  private static boolean plain(String text) {
    if (text.isEmpty() || text.length() > 18) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static long millis(BigDecimal millis, String text, TimeUnit unit)
      throws BadRecordException {
    if (millis.abs().compareTo(FARTHEST) > 0) {
      TimeUnit likelier = TimePlausibility.unit(text);
      throw new BadRecordException(
          Reason.BAD_TIME,
          "the time '%s' is out of range as %s%s"
              .formatted(
                  shortened(text),
                  unit.shown(),
                  likelier == TimeUnit.ISO
                      ? ""
                      : "; it looks like %s: set input.time.unit: %s"
                          .formatted(likelier.shown(), likelier.name().toLowerCase(Locale.ROOT))));
    }
    return millis.setScale(0, RoundingMode.FLOOR).longValue();
  }

  /** The value of a record, which must have one, and not too large a one. */
  public static byte[] content(byte @Nullable [] value) throws BadRecordException {
    if (value == null || value.length == 0) {
      throw new BadRecordException(Reason.EMPTY, "the record has no value");
    }
    if (value.length > LARGEST_RECORD) {
      throw new BadRecordException(
          Reason.TOO_LARGE,
          "the record has " + value.length + " bytes, more than " + LARGEST_RECORD);
    }
    return value;
  }

  /** The beginning of a text, for a message. */
  public static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
