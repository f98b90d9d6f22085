package io.recurrence.evaluate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which rows of a series a forecast is written from.
 *
 * @param kind which of the ways to choose
 * @param count of origins, where they are counted back from the end
 * @param stride in rows
 */
public record Origins(Kind kind, int count, int stride) {

  /** A way to choose origins. */
  public enum Kind {
    /** The last row. */
    LAST,
    /** Every {@code stride}-th row. */
    EVERY,
    /** {@code count} rows, {@code stride} apart, the latest {@code stride} rows before the end. */
    BACK
  }

  private static final Pattern FORM =
      Pattern.compile(
          "last|every(?::(?<every>[1-9]\\d{0,8}))?|back:(?<count>[1-9]\\d{0,8}):(?<stride>[1-9]\\d{0,8})");

  /**
   * Reads {@code last}, {@code every}, {@code every:N} or {@code back:K:STRIDE}.
   *
   * @throws IllegalArgumentException where it is none of them
   */
  public static Origins parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' does not name origins; write last, every, every:N or back:K:STRIDE");
    }
    if (text.equals("last")) {
      return new Origins(Kind.LAST, 1, 1);
    }
    if (text.startsWith("every")) {
      String every = matcher.group("every");
      return new Origins(Kind.EVERY, 0, every == null ? 1 : Integer.parseInt(every));
    }
    return new Origins(
        Kind.BACK,
        Integer.parseInt(matcher.group("count")),
        Integer.parseInt(matcher.group("stride")));
  }

  /**
   * Whether a forecast is written from a row.
   *
   * @param row counted from 1
   * @param rows of the series; not used where origins are not counted back
   */
  boolean contains(long row, long rows) {
    return switch (kind) {
      case LAST -> row == rows;
      case EVERY -> row % stride == 0;
      case BACK -> {
        long before = rows - row;
        yield before > 0 && before % stride == 0 && before / stride <= count;
      }
    };
  }
}
