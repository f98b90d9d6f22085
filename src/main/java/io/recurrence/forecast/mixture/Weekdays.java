package io.recurrence.forecast.mixture;

import io.recurrence.core.Precision;

/**
 * Which days of a week are days off: Saturday and Sunday at first, then whichever are more like the
 * days off so far than like the others.
 */
final class Weekdays {
  private static final int DAYS = 7;
  private static final int SATURDAY = 2; // days since 1970 began on a Thursday
  private static final int SUNDAY = 3;
  private static final double DAY = 1000; // in which scores are stored
  private static final double MAX_SCORE = 3; // days
  private static final double MAX_PER_DAY = 2; // what a day may say at most
  private static final int LOOKED_BACK = 14; // days

  private final int scores; // positive for a day off
  private final int count;

  Weekdays(MemoryAllocator allocator, boolean any) {
    this.count = any ? DAYS : 0;
    this.scores = allocator.take(Precision.SHORT, count);
  }

  void clear(double[] h) {
    for (int day = 0; day < count; day++) {
      h[scores + day] = day == SATURDAY || day == SUNDAY ? DAY : -DAY;
    }
  }

  boolean off(double[] h, int day) {
    return h[scores + day] > 0;
  }

  /** How many of the {@code days} before a day are of its kind. */
  int alike(double[] h, int day, long days) {
    int alike = 0;
    for (int back = 1; back <= Math.min(days, LOOKED_BACK); back++) {
      alike += off(h, Math.floorMod(day - back, DAYS)) == off(h, day) ? 1 : 0;
    }
    return alike;
  }

  /**
   * Learns how far a value was from the course of a day of its kind, and of the other kind.
   *
   * @param steps of a day
   */
  void learn(double[] h, int day, double error, double other, int steps, long t) {
    if (error + other > 0) {
      double nearer = MAX_PER_DAY / steps * (error - other) / (error + other); // to the other kind
      double moved = h[scores + day] + DAY * (off(h, day) ? -nearer : nearer);
      double held = Math.max(-MAX_SCORE * DAY, Math.min(MAX_SCORE * DAY, moved));
      h[scores + day] = Numbers.dithered(held, t);
    }
  }
}
