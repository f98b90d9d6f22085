package io.recurrence.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes whole numbers and decimal fractions as digits into bytes, eight at a time where it can.
 */
final class Integers {
  /** The most places behind the point that {@link #fraction} writes. */
  static final int MOST_PLACES = 16;

  /** The most digits that {@link #decimal} writes. */
  static final int AT_ONCE = 8;

  private static final long[] TENS = new long[19];
  private static final long EIGHT_DIGITS = 100_000_000;
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ZEROS = 0x3030_3030_3030_3030L; // eight times the digit
  private static final byte[] PAIRS = new byte[200];

  static {
    for (int i = 0; i < TENS.length; i++) {
      TENS[i] = i == 0 ? 1 : 10 * TENS[i - 1];
    }
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
  }

  private Integers() {}

  /** 10 to the power of {@code exponent}, from 0 to 18. */
  static long ten(int exponent) {
    return TENS[exponent];
  }

  /** Writes a whole number, and returns where it ends. */
  static int whole(long n, byte[] out, int start) {
    if (n == Long.MIN_VALUE) { // has no absolute value
      byte[] digits = Long.toString(n).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(digits, 0, out, start, digits.length);
      return start + digits.length;
    }
    int at = start;
    if (n < 0) {
      out[at++] = '-';
    }
    return plain(Math.abs(n), out, at);
  }

  private static int plain(long n, byte[] out, int at) {
    if (n == 0) {
      out[at] = '0';
      return at + 1;
    }
    if (n < EIGHT_DIGITS) {
      long eight = eight((int) n);
      int zeros = Long.numberOfTrailingZeros(eight) >> 3; // before the first digit
      EIGHT.set(out, at, (ZEROS + eight) >>> (Byte.SIZE * zeros));
      return at + 8 - zeros;
    }
    long high = n / EIGHT_DIGITS;
    int end = plain(high, out, at);
    EIGHT.set(out, end, ZEROS + eight((int) (n - high * EIGHT_DIGITS)));
    return end + 8;
  }

  /** Writes {@code n / 10^places} without zeros at its end, but one if it is zero. */
  static int fraction(long n, int places, byte[] out, int at) {
    if (places <= 8) {
      long eight = eight((int) (n * TENS[8 - places]));
      EIGHT.set(out, at, ZEROS + eight);
      return at + Math.max(1, length(eight));
    }
    long sixteen = n * TENS[16 - places];
    long high = sixteen / EIGHT_DIGITS;
    long first = eight((int) high);
    long second = eight((int) (sixteen - high * EIGHT_DIGITS));
    EIGHT.set(out, at, ZEROS + first);
    EIGHT.set(out, at + 8, ZEROS + second);
    return at + (second == 0 ? Math.max(1, length(first)) : 8 + length(second));
  }

  /**
   * Writes {@code n / 10^places} without zeros at its end, but one behind the point.
   *
   * @param n from 1, of {@value #AT_ONCE} digits at most
   * @param digits of n, more than {@code places}
   * @param places at least 1
   */
  static int decimal(long n, int digits, int places, byte[] out, int at) {
    long eight = eight((int) n);
    long text = (ZEROS + eight) >>> (Byte.SIZE * (8 - digits));
    int point = digits - places;
    EIGHT.set(out, at, text);
    out[at + point] = '.';
    EIGHT.set(out, at + point + 1, text >>> (Byte.SIZE * point));
    return at + point + 1 + Math.max(1, places - (8 - length(eight)));
  }

  /** How many of eight digits there are without zeros at the end. */
  private static int length(long eight) {
    return 8 - (Long.numberOfLeadingZeros(eight) >> 3);
  }

  /**
   * The eight digits of a number below 10^8, a byte each, the first in the lowest. Halves, quarters
   * and eighths of the word are divided at once, by multiplication; the constants are exact for
   * what can stand there.
   */
  private static long eight(int n) {
    long fours = (n / 10_000) | ((long) (n % 10_000) << 32);
    long hundreds = ((fours * 10_486) >>> 20) & 0x7f_0000_007fL;
    long twos = hundreds | ((fours - 100 * hundreds) << 16);
    long tens = ((twos * 103) >>> 10) & 0xf_000f_000f_000fL;
    return tens | ((twos - 10 * tens) << 8);
  }

  /** How many digits {@code n >= 0} has, where it has {@code guess} at least. */
  static int digits(long n, int guess) {
    int digits = guess;
    while (digits < TENS.length && n >= TENS[digits]) {
      digits++;
    }
    return digits;
  }

  /** Writes the digits of {@code n >= 0} so that they end before {@code end}. */
  static void digits(long n, byte[] out, int end) {
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
}
