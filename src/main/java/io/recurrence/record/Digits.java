package io.recurrence.record;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Writes numbers as decimal digits into bytes, without a {@code String} between. A number keeps a
 * point, {@code 2.0}, so that a reader sees of which kind it is; from 1e-6 to below 1e15 it is
 * written plainly where 15 digits say it, else with an exponent.
 */
final class Digits {
  /** The most bytes that one number takes. */
  static final int MAX_LENGTH = 32;

  /** As many as any number that is rounded has, whatever the others that it has to do with. */
  static final int FEWEST = 4;

  private static final int MAX_DIGITS =
      15; // digits of which any that are written differ as doubles
  private static final int PLAIN_FROM = -6; // exponents of ten
  private static final int PLAIN_TO = 15;
  private static final int FINER = 4; // digits of a scale that are kept
  private static final double MAX_EXACT = 1e15; // below, whole numbers scaled by tens are exact
  private static final int EXACT_TENS = 22; // powers of ten up to here are doubles
  private static final int LOG2 = 78_913; // of base ten, times 2^18

  private static final double[] TENS = new double[309];

  static {
    for (int i = 0; i < TENS.length; i++) {
      TENS[i] = Double.parseDouble("1e" + i); // the nearest double, which a product would not be
    }
  }

  private Digits() {}

  /** Writes the shortest digits from which the same {@code double} is read again. */
  static int exact(double x, byte[] out, int start) {
    double size = Math.abs(x);
    int places = Math.max(0, Math.min(MAX_DIGITS - 1 - exponent(size), EXACT_TENS));
    double scaled = size * TENS[places];
    if (scaled < MAX_EXACT) { // then no other number of so few digits is read as x
      long n = (long) (scaled + 0.5);
      if (n / TENS[places] == size) { // both are exact, so what is read will be this quotient
        return decimal(x, n, Integers.digits(n, 1), -places, out, start);
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
      return decimal(x, 0, 1, 0, out, start);
    }
    int exponent = exponent(size);
    int last = Math.max(Math.min(exponent - digits + 1, place), exponent - MAX_DIGITS + 1);
    if (Math.abs(last) < TENS.length && size >= Double.MIN_NORMAL) {
      double scaled = last <= 0 ? size * TENS[-last] : size / TENS[last];
      long n = (long) (scaled + 0.5);
      return decimal(x, n, Integers.digits(n, exponent - last + 1), last, out, start);
    }
    return tiny(x, digits, place, out, start);
  }

  /** The same where a power of ten that would be needed is no {@code double}. */
  private static int tiny(double x, int digits, int place, byte[] out, int start) {
    BigDecimal size = new BigDecimal(Math.abs(x));
    long exponent = (long) size.precision() - size.scale() - 1;
    int kept = (int) Math.max(digits, Math.min(exponent - place + 1, MAX_DIGITS));
    BigDecimal near = size.round(new MathContext(kept, RoundingMode.HALF_EVEN));
    long n = near.unscaledValue().longValueExact();
    return decimal(x, n, Integers.digits(n, 1), -near.scale(), out, start);
  }

  /**
   * The decimal place to which a number is worth writing that has to do with others of this size,
   * such as the width of a band: a ten-thousandth of it, or a little less.
   */
  static int place(double scale) {
    return scale > 0 ? exponent(scale) - FINER : Integer.MIN_VALUE / 2;
  }

  /** The exponent of ten, or the one below it. */
  private static int exponent(double size) {
    int guess = (Math.getExponent(size) * LOG2) >> 18; // rounded down
    int next = guess + 1;
    boolean larger =
        next >= 0
            ? next < TENS.length && size >= TENS[next]
            : -next < TENS.length && size * TENS[-next] >= 1;
    return larger ? next : guess;
  }

  /** Writes {@code n * 10^place} with the sign of {@code x}, without zeros at the end. */
  private static int decimal(double x, long n, int digits, int place, byte[] out, int start) {
    int at = start;
    if (Double.doubleToRawLongBits(x) < 0) {
      out[at++] = '-';
    }
    if (n == 0) {
      return zero(out, at);
    }
    int point = digits + place; // so many digits stand before it
    if (point > PLAIN_TO || point <= PLAIN_FROM) {
      return power(n, digits, point, out, at);
    }
    if (point <= 0 && place >= -Integers.MOST_PLACES) {
      out[at] = '0';
      out[at + 1] = '.';
      return Integers.fraction(n, -place, out, at + 2);
    }
    if (point <= 0) {
      int first = at + 2 - point;
      for (int i = at; i < first; i++) {
        out[i] = '0';
      }
      out[at + 1] = '.';
      Integers.digits(n, out, first + digits);
      return trimmed(out, first + digits);
    }
    if (place >= 0) {
      Integers.digits(n, out, at + digits);
      for (int i = at + digits; i < at + point; i++) {
        out[i] = '0';
      }
      out[at + point] = '.';
      out[at + point + 1] = '0';
      return at + point + 2;
    }
    if (digits <= Integers.AT_ONCE) {
      return Integers.decimal(n, digits, -place, out, at);
    }
    long unit = Integers.ten(-place);
    long before = n / unit;
    Integers.digits(before, out, at + point);
    out[at + point] = '.';
    return Integers.fraction(n - before * unit, -place, out, at + point + 1);
  }

  private static int zero(byte[] out, int at) {
    out[at] = '0';
    out[at + 1] = '.';
    out[at + 2] = '0';
    return at + 3;
  }

  private static int power(long n, int digits, int point, byte[] out, int at) {
    Integers.digits(n, out, at + 1 + digits);
    out[at] = out[at + 1];
    out[at + 1] = '.';
    int end = at + 1 + digits;
    if (digits == 1) {
      out[end++] = '0';
    }
    end = trimmed(out, end);
    out[end++] = 'E';
    return Integers.whole(point - 1, out, end);
  }

  /** Where a number ends without zeros behind its point, but for the first. */
  private static int trimmed(byte[] out, int end) {
    int last = end;
    while (out[last - 1] == '0' && out[last - 2] != '.') {
      last--;
    }
    return last;
  }

  private static int text(String digits, byte[] out, int start) {
    byte[] bytes = digits.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, out, start, bytes.length);
    return start + bytes.length;
  }
}
