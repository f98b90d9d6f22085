package io.recurrence.detect;

import io.recurrence.core.Expectation;
import io.recurrence.core.Verdict.Direction;
import io.recurrence.core.Verdict.Kind;

/**
 * What is strange about a value.
 *
 * @param what in words, with the numbers that show it
 */
record Finding(Kind kind, Direction direction, String what) {

  private static Direction of(double signed) {
    return signed > 0 ? Direction.ABOVE : Direction.BELOW;
  }

  /** A value by itself. */
  static Finding point(Expectation expected, double x, double last, double signed) {
    Direction direction = of(signed);
    if (x == 0 && last != 0 && signed < 0) {
      return new Finding(Kind.DROP_OUT, direction, "dropped to 0" + instead(expected, x));
    }
    String what = direction == Direction.ABOVE ? "unusually high: " : "unusually low: ";
    double difference = expected.known() ? x - expected.mean() : 0;
    return new Finding(
        Kind.POINT, direction, what + Reasons.number(x, difference) + instead(expected, x));
  }

  /** A few values that are strange together: against their season, or against their forecasts. */
  static Finding recent(Expectation expected, double x, double last) {
    double missed = x - expected.mean();
    boolean seasonal =
        expected.hasBaseline() && Math.abs(x - expected.baseline()) > Math.abs(missed);
    return seasonal
        ? season(expected, x, x - expected.baseline())
        : point(expected, x, last, missed);
  }

  private static String instead(Expectation expected, double x) {
    return expected.known()
        ? ", expected " + Reasons.number(expected.shown(), x - expected.mean())
        : "";
  }

  /**
   * A level that has moved, as two exponential means show it: the shorter one is on its way to the
   * new level, and the longer one has begun to follow, so that neither is a level by itself.
   *
   * @param shorter the mean of a memory of so many {@code values}
   * @param longer the mean of a memory of so many {@code longValues}
   * @param seasonal whether both have the part of the season at this time
   */
  static Finding level(
      double x, double shorter, int values, double longer, int longValues, boolean seasonal) {
    double difference = shorter - longer;
    return new Finding(
        Kind.LEVEL_SHIFT,
        of(difference),
        "level shift %s, at %s: recent mean %s, long-term mean %s (memories of %d and %d values%s)"
            .formatted(
                difference > 0 ? "upwards" : "downwards",
                Reasons.number(x, difference),
                Reasons.number(shorter, difference),
                Reasons.number(longer, difference),
                values,
                longValues,
                seasonal ? ", at this time of the season" : ""));
  }

  /** Values that vary more or less than they did. */
  static Finding spread(double change, double now, double baseline) {
    return new Finding(
        change > 0 ? Kind.VARIANCE_UP : Kind.VARIANCE_DOWN,
        Direction.NONE,
        "variance %s: values lie %s from their level, usually %s"
            .formatted(
                change > 0 ? "increased" : "decreased",
                Reasons.number(now, now),
                Reasons.number(baseline, baseline)));
  }

  /** Errors that stay small. */
  static Finding quiet(int values, double bound) {
    return new Finding(
        Kind.VARIANCE_DOWN,
        Direction.NONE,
        "variance decreased: %d values within %s of their forecasts"
            .formatted(values, Reasons.number(bound, bound)));
  }

  /** A value that repeats. */
  static Finding flat(double x, int repeats) {
    return new Finding(
        Kind.FLAT_LINE,
        Direction.NONE,
        "unchanged at %s for %d values".formatted(Reasons.number(x, 0), repeats + 1));
  }

  /** A season that did not come. */
  static Finding season(Expectation expected, double x, double signed) {
    return new Finding(
        Kind.BROKEN_SEASON,
        of(signed),
        "expected seasonal pattern missing: %s, usual at this time %s"
            .formatted(
                Reasons.number(x, x - expected.baseline()),
                Reasons.number(expected.baseline(), x - expected.baseline())));
  }
}
