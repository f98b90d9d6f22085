package io.recurrence.format;

import io.recurrence.core.SeriesPipeline;
import io.recurrence.format.BadRecordException.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of records, whatever their format: the name of the series, the time, the value.
 */
public final class Fields {
  /** The longest name of a series, in bytes. */
  public static final int LONGEST_NAME = 512;

  /** The largest record value, in bytes. */
  public static final int LARGEST_RECORD = 64 * 1024;

  private Fields() {}

  /** Bytes as text. */
  static String text(byte[] bytes, Reason reason, String what) throws BadRecordException {
    if (ascii(bytes)) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BadRecordException(reason, what + " is not UTF-8");
    }
  }

  private static boolean ascii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  /** The name of a series: 1 to {@value #LONGEST_NAME} bytes of UTF-8. */
  static String series(@Nullable String name) throws BadRecordException {
    if (name == null || name.isBlank()) {
      throw new BadRecordException(Reason.NO_SERIES, "the name of the series is missing or empty");
    }
    if (name.length() > LONGEST_NAME / 3 // no character takes more bytes
        && name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      throw new BadRecordException(
          Reason.SERIES_TOO_LONG,
          "the name of the series is longer than " + LONGEST_NAME + " bytes");
    }
    return name;
  }

  /** The name of a series from the key of a record. */
  static String seriesOf(byte @Nullable [] key) throws BadRecordException {
    return series(key == null ? null : text(key, Reason.NO_SERIES, "the key"));
  }

  /** A number, as it is written in a text. */
  public static double number(String text) throws BadRecordException {
    String trimmed = text.strip();
    double value;
    try {
      value = Double.parseDouble(trimmed);
    } catch (NumberFormatException e) {
      throw new BadRecordException(
          Reason.NOT_A_NUMBER, "the value '" + shortened(trimmed) + "' is not a number");
    }
    if (trimmed.endsWith("d")
        || trimmed.endsWith("f")
        || trimmed.endsWith("D")
        || trimmed.endsWith("F")
        || trimmed.indexOf('x') >= 0
        || trimmed.indexOf('X') >= 0) {
      throw new BadRecordException(
          Reason.NOT_A_NUMBER, "the value '" + shortened(trimmed) + "' is not a number");
    }
    return finite(value);
  }

  static double finite(double value) throws BadRecordException {
    if (!(Math.abs(value) <= SeriesPipeline.LARGEST)) {
      throw new BadRecordException(
          Reason.NOT_FINITE,
          "the value " + value + " is not finite, or larger than " + SeriesPipeline.LARGEST);
    }
    return value;
  }

  /**
   * A time in milliseconds, rounded down.
   *
   * @param text a number of {@code perMilli}-ths or multiples of a millisecond, or a date and time
   *     in UTC where {@code unit} is ISO
   */
  static long time(String text, TimeUnit unit) throws BadRecordException {
    try {
      if (unit == TimeUnit.ISO) {
        return Times.millis(text.strip());
      }
      if (unit == TimeUnit.MS && plain(text)) {
        return Long.parseLong(text);
      }
      BigDecimal number = new BigDecimal(text.strip());
      if (Math.abs((long) number.scale()) > 30 || number.precision() > 30) {
        throw new BadRecordException(
            Reason.BAD_TIME, "the time '" + shortened(text) + "' is out of range");
      }
      return saturated(number.multiply(unit.inMillis()));
    } catch (DateTimeException | NumberFormatException e) {
      throw new BadRecordException(
          Reason.BAD_TIME,
          "the time '"
              + shortened(text)
              + "' is not "
              + (unit == TimeUnit.ISO
                  ? "an ISO-8601 date and time"
                  : "a number of " + unit.shown()));
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

  /**
   * Times beyond the range of milliseconds are as far out as there are any, and will be refused for
   * that.
   */
  private static long saturated(BigDecimal millis) {
    double rough = millis.doubleValue();
    return rough >= Long.MAX_VALUE
        ? Long.MAX_VALUE
        : rough <= Long.MIN_VALUE
            ? Long.MIN_VALUE
            : millis.setScale(0, RoundingMode.FLOOR).longValue();
  }

  static byte[] content(byte @Nullable [] value) throws BadRecordException {
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

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
