package io.recurrence.detect;

import io.recurrence.core.ElementaryFunctions;
import io.recurrence.core.Expectation;
import io.recurrence.core.Verdict.Direction;
import java.time.Duration;

/**
 * Which strange values are worth an alarm.
 *
 * @param rate the share of ordinary values that may be flagged, in (0, 0.01]
 * @param everyMillis and no more than one false alarm in so much time, at the series' own sampling
 *     interval; 0 for no such limit
 * @param side on which side of the expectation a value must lie
 * @param minimum how far from the expectation it must lie at least
 */
public record AlarmRule(double rate, long everyMillis, Side side, MinimumDeviation minimum) {
  private static final double MIN_RATE = 1e-12;
  private static final double DEFAULT_RATE = 5e-4; // the rate of who asks for neither rate nor time
  private static final double MAX_RATE = .01;

  /** On which side of the expectation a value must lie. */
  public enum Side {
    BOTH,
    ABOVE,
    BELOW
  }

  /** Between false alarms, where nothing is asked for. */
  public static final Duration USUAL_TIME = Duration.ofDays(7);

  /**
   * The rate that goes with a time between false alarms of which alone is said how long it is: the
   * usual one, or as many times more as the time is shorter than usual. So a longer time never
   * means more alarms.
   */
  public static double rate(Duration every) {
    double shorter = USUAL_TIME.toMillis() / (double) Math.max(1, every.toMillis());
    return Math.min(MAX_RATE, DEFAULT_RATE * Math.max(1, shorter));
  }

  /** A rule whose minimum is in the unit of the series. */
  AlarmRule(double rate, long everyMillis, Side side, double minimum) {
    this(rate, everyMillis, side, MinimumDeviation.of(minimum));
  }

  /** The share of ordinary values that may be flagged, which feedback makes no larger than 1 %. */
  double rate(Expectation expected) {
    double rate = rate((double) expected.pace());
    return Math.min(Math.max(rate, MAX_RATE), rate * expected.alarmFactor());
  }

  /** The same by the sampling interval, in milliseconds. */
  double rate(double interval) {
    return everyMillis == 0
        ? rate
        : Math.max(MIN_RATE, Math.min(rate, interval / (double) everyMillis));
  }

  /** Whether a value is rare enough to be flagged, and far enough from what was expected. */
  boolean flags(Expectation expected, double x, double p) {
    double rate = rate(expected);
    return rate > 0 && p <= rate * (1 + 1e-9) && minimum.reached(expected, x);
  }

  /** Whether alarms of a direction are asked for. */
  boolean asked(Direction direction) {
    return switch (side) {
      case BOTH -> true;
      case ABOVE -> direction != Direction.BELOW;
      case BELOW -> direction != Direction.ABOVE;
    };
  }

  /** How much rarer than asked for, in [0, 1]. */
  double grade(Expectation expected, double p) {
    double rate = rate(expected);
    return 1 - ElementaryFunctions.ln(rate) / ElementaryFunctions.ln(Math.min(p, rate));
  }
}
