package io.recurrence.detect;

import io.recurrence.core.Verdict.Kind;
import java.util.Locale;

/** Says in words why a value was flagged. */
final class Reasons {
  private static final int DIGITS = 6;
  private static final int SHOWN = 3;
  private static final int MAX_DIGITS = 17; // of a double
  private static final double MILLIONTH = 1e-6;

  private Reasons() {}

  /** What is strange, and how rare it is. */
  static String of(String what, double p) {
    return p < MILLIONTH
        ? what + "; p < 0.000001, less than 1 in a million"
        : String.format(Locale.ROOT, "%s; p = %s, about 1 in %,d", what, digits(p), rounded(1 / p));
  }

  private static String digits(double p) {
    int places = 1 - exponent(p); // two digits that are not 0
    return String.format(Locale.ROOT, "%." + places + "f", p);
  }

  /** To two digits. */
  private static long rounded(double x) {
    double unit = StrictMath.pow(10, exponent(x) - 1);
    return (long) (Math.rint(x / unit) * unit);
  }

  /** To {@value #DIGITS} digits, or as many as show a difference to {@value #SHOWN}. */
  static String number(double x, double difference) {
    int digits = DIGITS;
    if (x != 0 && difference != 0) {
      digits = Math.max(DIGITS, Math.min(MAX_DIGITS, exponent(x) - exponent(difference) + SHOWN));
    }
    return String.format(Locale.ROOT, "%." + digits + "g", x);
  }

  private static int exponent(double x) {
    return (int) Math.floor(StrictMath.log10(Math.abs(x)));
  }

  static String end(Kind kind, int values, int rare) {
    String what =
        switch (kind) {
          case LEVEL_SHIFT -> "a new level";
          case VARIANCE_UP -> "a time of higher variance";
          default -> "a few strange values";
        };
    return "over after %d values, %d of them rare: it was %s".formatted(values, rare, what);
  }
}
