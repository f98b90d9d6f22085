package io.recurrence.detect;

import io.recurrence.core.SeverityRule;

/**
 * When the series of a group are strange together.
 *
 * @param window over which their records are taken together, in milliseconds of event time
 * @param everyMillis no more than one false alarm of a group in so much time
 * @param severity how urgent an incident is
 */
public record GroupRule(long window, long everyMillis, SeverityRule severity) {
  private static final double MOST = .01;

  /** The probability from which an incident opens: that of one window in so much time. */
  double rate() {
    return Math.min(MOST, window / (double) everyMillis);
  }
}
