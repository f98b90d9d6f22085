package io.recurrence.record;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Numbers whose decimals stand behind a comma, as most of Europe and South America write them:
 * {@code 12,5} or {@code 1.234,5}.
 */
public final class DecimalComma {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+|\\d{1,3}(?:\\.\\d{3})+),\\d+(?:[eE][+-]?\\d+)?");
  private static final Pattern THOUSANDS = Pattern.compile("[+-]?[1-9]\\d{0,2}(?:,\\d{3})+");

  private DecimalComma() {}

  /**
   * Whether the values of a file are written so: some have a comma, no other has a point for its
   * decimals, and the commas do not all stand where those of thousands would.
   */
  public static boolean in(List<String> values) {
    boolean any = false;
    for (String value : values) {
      String text = value.strip();
      boolean comma = text.indexOf(',') >= 0;
      if (comma ? !NUMBER.matcher(text).matches() : text.indexOf('.') >= 0) {
        return false;
      }
      any |= comma && !THOUSANDS.matcher(text).matches();
    }
    return any;
  }

  /** The same number with a decimal point; a text that is none stays as it is. */
  public static String toPoint(String number) {
    String text = number.strip();
    return NUMBER.matcher(text).matches() ? text.replace(".", "").replace(',', '.') : number;
  }
}
