package io.recurrence.detect;

import io.recurrence.core.Expectation;
import io.recurrence.core.Verdict;
import io.recurrence.core.Verdict.Direction;
import io.recurrence.core.Verdict.Kind;
import java.util.Locale;

/** Says in words why a value was flagged. */
final class Reasons {
  private static final int DIGITS = 6;
  private static final int SHOWN = 3;
  private static final int MOST = 17; // of a double

  private Reasons() {}

  static void flag(
      Verdict verdict,
      Expectation expected,
      double x,
      double p,
      double grade,
      Kind kind,
      Direction direction) {
    String what =
        switch (kind) {
          case LEVEL_SHIFT ->
              "the level has moved " + (direction == Direction.ABOVE ? "up" : "down");
          case VARIANCE_UP -> "values swing more than they did";
          case VARIANCE_DOWN -> "values swing less than they did";
          case FLAT_LINE -> "the value has not changed for longer than ever before";
          case DROP_OUT -> "the series has dropped to nothing";
          case BROKEN_SEASON -> "the season did not come";
          case POINT, NONE -> direction == Direction.ABOVE ? "unusually high" : "unusually low";
        };
    double mean = expected.known() ? expected.mean() : x;
    String known = expected.known() ? ", expected " + number(mean, x - mean) : "";
    String reason =
        "%s: %s%s; as strange once in %s values"
            .formatted(what, number(x, x - mean), known, rounded(1 / Math.max(p, 1e-15)));
    verdict.flag(1 - p, grade, kind, direction, reason);
  }

  /** To {@value #DIGITS} digits, or as many as show a difference to {@value #SHOWN}. */
  private static String number(double x, double difference) {
    int digits = DIGITS;
    if (x != 0 && difference != 0) {
      digits = Math.max(DIGITS, Math.min(MOST, exponent(x) - exponent(difference) + SHOWN));
    }
    return String.format(Locale.ROOT, "%." + digits + "g", x);
  }

  private static int exponent(double x) {
    return (int) Math.floor(StrictMath.log10(Math.abs(x)));
  }

  /** To two digits, without an exponent up to a million. */
  private static String rounded(double x) {
    double unit = StrictMath.pow(10, Math.floor(StrictMath.log10(x)) - 1);
    return x >= 1e6
        ? String.format(Locale.ROOT, "%.1g", x)
        : String.format(Locale.ROOT, "%.0f", Math.rint(x / unit) * unit);
  }

  static String end(Kind kind, int values, int rare) {
    String what =
        switch (kind) {
          case LEVEL_SHIFT -> "a new level";
          case VARIANCE_UP -> "a time of wider swings";
          default -> "a few strange values";
        };
    return "over after %d values, %d of them rare: it was %s".formatted(values, rare, what);
  }
}
