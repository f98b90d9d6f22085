package io.recurrence.time;

import java.util.Arrays;

/** The sampling intervals that people choose, in milliseconds. */
public final class UsualIntervals {
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long[] ALL = all();

  private UsualIntervals() {}

  private static long[] all() {
    long[] milliseconds = {1, 2, 5, 10, 20, 25, 40, 50, 100, 200, 250, 500};
    long[] seconds = {1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 40, 45, 60, 90};
    long[] minutes = {2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60};
    long[] hours = {2, 3, 4, 6, 8, 12, 24, 7 * 24};
    long[] all = Arrays.copyOf(milliseconds, 12 + 16 + 11 + 8 + 3);
    int at = milliseconds.length;
    at = add(all, at, seconds, SECOND);
    at = add(all, at, minutes, MINUTE);
    at = add(all, at, hours, HOUR);
    all[at++] = Calendar.MONTH;
    all[at++] = 3 * Calendar.MONTH;
    all[at] = 12 * Calendar.MONTH;
    return all;
  }

  private static int add(long[] all, int start, long[] counts, long unit) {
    int at = start;
    for (long count : counts) {
      all[at++] = count * unit;
    }
    return at;
  }

  public static boolean contains(double interval) {
    return Arrays.binarySearch(ALL, (long) interval) >= 0;
  }

  /** The usual interval that differs from a time by at most a share, or the time itself. */
  public static double near(double time, double share) {
    double usual = nearest(time);
    return Math.abs(time - usual) <= share * usual ? usual : Math.rint(time);
  }

  /** The usual interval whose ratio to a time is nearest to 1. */
  public static double nearest(double time) {
    double best = ALL[0];
    for (long usual : ALL) {
      if (Math.max(usual / time, time / usual) < Math.max(best / time, time / best)) {
        best = usual;
      }
    }
    return best;
  }
}
