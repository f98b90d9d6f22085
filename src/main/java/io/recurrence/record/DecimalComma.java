package io.recurrence.record;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Numbers whose decimals stand behind a comma, as most of Europe and South America write them:
 * {@code 12,5}, {@code 1.234,5}, {@code 1 234,5} or {@code 1'234,5}.
 */
public final class DecimalComma {
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(?:\\d*|\\d{1,3}(?:([.' \u00a0\u202f\u2019])\\d{3})(?:\\1\\d{3})*),\\d+(?:[eE][+-]?\\d+)?");
  private static final Pattern PARTED = Pattern.compile("[.' \u00a0\u202f\u2019]");
  private static final Pattern WHOLE = Pattern.compile("[+-]?[1-9]\\d{0,2}(?:\\.\\d{3})+");
  private static final Pattern THOUSANDS = Pattern.compile("[+-]?[1-9]\\d{0,2}(?:,\\d{3})+");

  private DecimalComma() {}

  /**
   * Whether the values of a file are written so: some have a comma, points stand only where those
   * of thousands would, and the commas do not all stand there.
   */
  public static boolean in(List<String> values) {
    boolean any = false;
    for (String value : values) {
      String text = value.strip();
      boolean comma = text.indexOf(',') >= 0;
      if (comma
          ? !NUMBER.matcher(text).matches()
          : text.indexOf('.') >= 0 && !WHOLE.matcher(text).matches()) {
        return false;
      }
      any |= comma && !THOUSANDS.matcher(text).matches();
    }
    return any;
  }

  /**
   * Whether points may part the thousands of the values of a file: each that has some has them
   * where those of thousands stand, and others are whole. Who writes three decimals does so in all.
   */
  public static boolean mayPartThousands(List<String> values) {
    boolean parted = false;
    boolean whole = false;
    for (String value : values) {
      String text = value.strip();
      boolean point = text.indexOf('.') >= 0;
      if (point && !WHOLE.matcher(text).matches()) {
        return false;
      }
      parted |= point;
      whole |= !point && text.length() > 2;
    }
    return parted && whole;
  }

  /** The same number with a decimal point; a text that is none stays as it is. */
  public static String toPoint(String number) {
    String text = number.strip();
    return NUMBER.matcher(text).matches()
        ? PARTED.matcher(text).replaceAll("").replace(',', '.')
        : WHOLE.matcher(text).matches() ? text.replace(".", "") : number;
  }
}
