package io.recurrence.format;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Writes numbers as decimal digits into bytes, without a {@code String} between. A number keeps a
 * point, {@code 2.0}, so that a reader sees of which kind it is; from 1e-6 to below 1e15 it is
 * written plainly, outside with an exponent.
 */
final class Digits {
  /** The most bytes that one number takes. */
  static final int LONGEST = 32;

  /** As many as hold any {@code float}. */
  static final int FLOAT = 9;

  private static final int MOST = 15; // digits of which any that are written differ as doubles
  private static final int PLAIN_FROM = -6; // exponents of ten
  private static final int PLAIN_TO = 15;
  private static final int FINER = 5; // digits of a scale that are kept
  private static final double LARGEST = 1e15; // below, whole numbers scaled by tens are exact
  private static final int EXACT_TENS = 22; // powers of ten up to here are doubles
  private static final double LOG2 = 0.30102999566398120;

  private static final double[] TENS = new double[309];
  private static final long[] WHOLE_TENS = new long[19];
  private static final byte[] PAIRS = new byte[200];

  static {
    for (int i = 0; i < TENS.length; i++) {
      TENS[i] = Double.parseDouble("1e" + i); // the nearest double, which a product would not be
    }
    for (int i = 0; i < WHOLE_TENS.length; i++) {
      WHOLE_TENS[i] = i == 0 ? 1 : 10 * WHOLE_TENS[i - 1];
    }
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
  }

  private Digits() {}

  /** Writes a whole number, and returns where it ends. */
  static int whole(long n, byte[] out, int start) {
    if (n == Long.MIN_VALUE) {
      return text(Long.toString(n), out, start);
    }
    int at = start;
    if (n < 0) {
      out[at++] = '-';
    }
    long rest = Math.abs(n);
    int digits = digits(rest, 1);
    digits(rest, out, at + digits);
    return at + digits;
  }

  /** Writes the shortest digits from which the same {@code double} is read again. */
  static int exact(double x, byte[] out, int start) {
    double size = Math.abs(x);
    int places = Math.max(0, Math.min(MOST - 1 - exponent(size), EXACT_TENS));
    double scaled = size * TENS[places];
    if (scaled < LARGEST) { // then no other number of so few digits is read as x
      long n = (long) (scaled + 0.5);
      if (n / TENS[places] == size) { // both are exact, so what is read will be this quotient
        return decimal(x, n, -places, out, start);
      }
    }
    return text(NumberOutput.toString(x, true), out, start);
  }

  /**
   * Writes a number rounded to so many significant digits, or to the decimal place 10^{@code place}
   * where that is finer; to no more than 15 digits. Halves may go either way.
   *
   * @param digits 1 to 15
   */
  static int rounded(double x, int digits, int place, byte[] out, int start) {
    double size = Math.abs(x);
    if (size == 0) {
      return decimal(x, 0, 0, out, start);
    }
    int exponent = exponent(size);
    int last = Math.max(Math.min(exponent - digits + 1, place), exponent - MOST + 1);
    if (Math.abs(last) < TENS.length && size >= Double.MIN_NORMAL) {
      double scaled = last <= 0 ? size * TENS[-last] : size / TENS[last];
      return decimal(x, (long) (scaled + 0.5), last, out, start);
    }
    return tiny(x, digits, place, out, start);
  }

  /** The same where a power of ten that would be needed is no {@code double}. */
  private static int tiny(double x, int digits, int place, byte[] out, int start) {
    BigDecimal size = new BigDecimal(Math.abs(x));
    long exponent = (long) size.precision() - size.scale() - 1;
    int kept = (int) Math.max(digits, Math.min(exponent - place + 1, MOST));
    BigDecimal near = size.round(new MathContext(kept, RoundingMode.HALF_EVEN));
    return decimal(x, near.unscaledValue().longValueExact(), -near.scale(), out, start);
  }

  /**
   * The decimal place to which a number is worth writing that has to do with others of this size,
   * such as the width of a band: about a hundred-thousandth of it.
   */
  static int place(double scale) {
    return scale > 0 ? exponent(scale) - FINER : Integer.MIN_VALUE / 2;
  }

  /** The exponent of ten, or the one below it. */
  private static int exponent(double size) {
    int guess = (int) Math.floor(Math.getExponent(size) * LOG2);
    int next = guess + 1;
    boolean larger =
        next >= 0
            ? next < TENS.length && size >= TENS[next]
            : -next < TENS.length && size * TENS[-next] >= 1;
    return larger ? next : guess;
  }

  /** Writes {@code n * 10^place} with the sign of {@code x}, without zeros at the end. */
  private static int decimal(double x, long n, int place, byte[] out, int start) {
    int at = start;
    if (Double.doubleToRawLongBits(x) < 0) {
      out[at++] = '-';
    }
    if (n == 0) {
      return zero(out, at);
    }
    int digits = digits(n, 1);
    int point = digits + place; // so many digits stand before it
    if (point > PLAIN_TO || point <= PLAIN_FROM) {
      return power(n, digits, point, out, at);
    }
    if (point <= 0) {
      int first = at + 2 - point;
      for (int i = at; i < first; i++) {
        out[i] = '0';
      }
      out[at + 1] = '.';
      digits(n, out, first + digits);
      return trimmed(out, first + digits);
    }
    if (place >= 0) {
      digits(n, out, at + digits);
      for (int i = at + digits; i < at + point; i++) {
        out[i] = '0';
      }
      out[at + point] = '.';
      out[at + point + 1] = '0';
      return at + point + 2;
    }
    digits(n, out, at + 1 + digits);
    for (int i = at; i < at + point; i++) {
      out[i] = out[i + 1];
    }
    out[at + point] = '.';
    return trimmed(out, at + 1 + digits);
  }

  private static int zero(byte[] out, int at) {
    out[at] = '0';
    out[at + 1] = '.';
    out[at + 2] = '0';
    return at + 3;
  }

  private static int power(long n, int digits, int point, byte[] out, int at) {
    digits(n, out, at + 1 + digits);
    out[at] = out[at + 1];
    out[at + 1] = '.';
    int end = at + 1 + digits;
    if (digits == 1) {
      out[end++] = '0';
    }
    end = trimmed(out, end);
    out[end++] = 'E';
    return whole(point - 1, out, end);
  }

  /** Where a number ends without zeros behind its point, but for the first. */
  private static int trimmed(byte[] out, int end) {
    int last = end;
    while (out[last - 1] == '0' && out[last - 2] != '.') {
      last--;
    }
    return last;
  }

  /** How many digits it has, at least {@code guess}. */
  private static int digits(long n, int guess) {
    int digits = guess;
    while (digits < WHOLE_TENS.length && n >= WHOLE_TENS[digits]) {
      digits++;
    }
    return digits;
  }

  /** Writes the digits of {@code n >= 0} so that they end before {@code end}. */
  private static void digits(long n, byte[] out, int end) {
    long rest = n;
    int at = end;
    while (rest > Integer.MAX_VALUE) {
      long next = rest / 100;
      at = pair((int) (rest - 100 * next), out, at);
      rest = next;
    }
    int low = (int) rest;
    while (low >= 100) {
      int next = low / 100;
      at = pair(low - 100 * next, out, at);
      low = next;
    }
    if (low >= 10) {
      pair(low, out, at);
    } else {
      out[at - 1] = (byte) ('0' + low);
    }
  }

  private static int pair(int n, byte[] out, int end) {
    out[end - 2] = PAIRS[2 * n];
    out[end - 1] = PAIRS[2 * n + 1];
    return end - 2;
  }

  private static int text(String digits, byte[] out, int start) {
    byte[] bytes = digits.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, out, start, bytes.length);
    return start + bytes.length;
  }
}
