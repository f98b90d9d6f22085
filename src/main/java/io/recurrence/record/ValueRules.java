package io.recurrence.record;

import io.recurrence.core.ValueRange;
import io.recurrence.record.BadRecordException.Reason;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the values of an input stand for, whatever the format of its records.
 *
 * @param missingWords in lower case, texts that say that there is no value, beside those that every
 *     input knows
 * @param missingNumbers numbers that say so, such as the -127 of a sensor that is not connected
 * @param words in lower case, texts that stand for a number; {@code true} and {@code false} are
 *     also the booleans of JSON
 * @param units in which values may be written behind the number, such as {@code °C}; they are left
 *     out, not converted
 * @param decimal what stands before the decimals of a number that is written as text
 * @param range of the values
 * @param outside what becomes of a value outside of it
 */
public record ValueRules(
    Set<String> missingWords,
    Set<Double> missingNumbers,
    Map<String, Double> words,
    Set<String> units,
    DecimalMark decimal,
    ValueRange range,
    Outside outside) {

  private static final Pattern BLANK = Pattern.compile("[\u00a0\u2007\u202f]"); // not broken

  /** What stands before the decimals of a number. */
  public enum DecimalMark {
    /** Nothing was said: a point; a file whose numbers all have a comma is recognised. */
    UNSTATED,
    POINT,
    COMMA
  }

  /** What becomes of a value outside of the range. */
  public enum Outside {
    /** The record is refused. */
    REFUSE,
    /** The record is a step without a value. */
    MISSING,
    /** The value is taken, and judged as any other. */
    KEEP
  }

  /** A text is a number or one of the words that every input knows, and a number is a value. */
  public static final ValueRules NONE =
      new ValueRules(
          Set.of(),
          Set.of(),
          Map.of(),
          Set.of(),
          DecimalMark.UNSTATED,
          ValueRange.ALL,
          Outside.REFUSE);

  /**
   * What a text stands for.
   *
   * @return NaN for no value
   */
  public double value(String text) throws BadRecordException {
    if (!missingWords.isEmpty() || !words.isEmpty()) {
      String word = text.strip().toLowerCase(Locale.ROOT);
      Double meant = words.get(word);
      if (meant != null) {
        return value(meant); // of a word that is missing elsewhere, too, such as none
      }
      if (missingWords.contains(word)) {
        return Double.NaN;
      }
    }
    if (Fields.missing(text)) {
      return Double.NaN;
    }
    if (units.isEmpty() && decimal != DecimalMark.COMMA) {
      return value(Fields.number(text));
    }
    String plain = plain(BLANK.matcher(text).replaceAll(" "));
    if (decimal == DecimalMark.COMMA && plain.indexOf(',') >= 0) {
      throw new BadRecordException(
          Reason.NOT_A_NUMBER,
          "the value '%s' is not a number with a decimal comma, as 1234,5 and 1.234,5 are"
              .formatted(Fields.shortened(text.strip())));
    }
    return !plain.isEmpty() && Fields.missing(plain) // NaN °C; a unit alone is no value
        ? Double.NaN
        : value(Fields.number(plain, text));
  }

  /** Whether a text stands for a number. */
  boolean isWord(String text) {
    return words.containsKey(text);
  }

  /**
   * What a number stands for.
   *
   * @return NaN for no value
   */
  double value(double number) throws BadRecordException {
    if (Double.isNaN(number)) {
      return number;
    }
    if (!missingNumbers.isEmpty() && missingNumbers.contains(number + 0.0)) { // of -0.0, too
      return Double.NaN;
    }
    double value = Fields.finite(number);
    if (range.contains(value) || outside == Outside.KEEP) {
      return value;
    }
    if (outside == Outside.MISSING) {
      return Double.NaN;
    }
    throw new BadRecordException(
        Reason.OUT_OF_RANGE,
        "the value %s is outside of the range [%s, %s]"
            .formatted(value, range.lowest(), range.highest()));
  }

  /** The number of a text without its unit, and with a decimal point. */
  private String plain(String text) throws BadRecordException {
    String number = text.strip();
    for (String unit : units) {
      if (number.endsWith(unit)) {
        number = number.substring(0, number.length() - unit.length()).strip();
        break;
      }
    }
    if (decimal != DecimalMark.COMMA) {
      return number;
    }
    String point = DecimalComma.toPoint(number);
    if (point.equals(number) && number.indexOf('.') >= 0) {
      throw new BadRecordException(
          Reason.NOT_A_NUMBER,
          "the value '%s' has a decimal point, but input.decimal is a comma"
              .formatted(Fields.shortened(text)));
    }
    return point;
  }
}
