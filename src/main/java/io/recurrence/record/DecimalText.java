package io.recurrence.record;

import java.nio.charset.StandardCharsets;

/**
 * Numbers as text, with the digits that a {@linkplain JsonEncoder JSON record} has; a number that
 * does not exist is empty. Serves one thread.
 */
public final class DecimalText {
  private final byte[] bytes = new byte[Digits.MAX_LENGTH];

  /** The shortest digits from which the same number is read again. */
  public String exact(double x) {
    return Double.isFinite(x) ? text(Digits.exact(x, bytes, 0)) : "";
  }

  /**
   * A number within a band: to a ten-thousandth of the band, and to four significant digits at
   * least.
   *
   * @param width of the band; NaN where there is none
   */
  public String banded(double x, double width) {
    return Double.isFinite(x)
        ? text(Digits.rounded(x, Digits.FEWEST, Digits.place(width), bytes, 0))
        : "";
  }

  private String text(int length) {
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }
}
