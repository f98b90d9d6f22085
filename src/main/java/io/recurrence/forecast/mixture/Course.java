package io.recurrence.forecast.mixture;

import java.util.ArrayList;
import java.util.List;

/**
 * How the usual course of a series is divided, by the clock: a cycle, such as the day, in a few
 * wide bins; and the same cycle, the days off, the week and the hour in narrow cells, as far as
 * there are any. Sampling intervals of less than a minute have their narrow cells in the hour.
 */
final class Course {
  private static final long HOUR = 3_600_000;
  private static final int DAYS = 7; // of a week that may have days off
  private static final int DAY = 288; // cells at most
  private static final int DAY_OFF = 96;
  private static final int WEEK = 168;
  private static final int WEEK_LEAST = 42;
  private static final int HOUR_LEAST = 20; // steps of an hour that has cells of its own
  private static final int HOUR_MOST = 3600;

  final CycleCells bins; // of the cycle; none where its period is 0
  final int week; // steps of a week of seven cycles, two of which may be days off; 0 if none
  final int settled; // steps from which the course is known
  final boolean carries; // whether a bin not yet seen is taken to be like the latest one
  final List<CycleCells> tables = new ArrayList<>();
  private int left; // cells

  /**
   * Divides a course.
   *
   * @param step sampling interval in milliseconds, 0 if there is none
   * @param main season in steps, 0 if none
   * @param longer season in steps, 0 if none
   */
  Course(TierConfig config, long step, int main, int longer) {
    this.left = config.cells();
    long day = config.calendar().day();
    int hour = left > 0 ? hour(step) : 0;
    this.carries = main == 0 && hour > 0 && day % step == 0;
    int cycle = carries ? (int) (day / step) : config.profile() == 0 ? 0 : main;
    int wide = Math.min(cycle, config.profile());
    this.bins = new CycleCells(cycle, wide, 0, false, wide < cycle);
    this.week = left > 0 && longer == DAYS * cycle ? longer : 0;
    this.settled = carries ? hour : cycle;
    if (hour > HOUR_LEAST) {
      add(hour, hour, false);
    }
    if (week > 0) {
      add(cycle, DAY_OFF, true);
      int beside = Math.max(WEEK_LEAST, left - Math.min(cycle, DAY));
      add(week, Math.min(WEEK, beside / DAYS * DAYS), false);
    }
    if (cycle > wide) {
      add(cycle, DAY, false);
    }
  }

  private void add(int period, int wanted, boolean daysOff) {
    int cells = Math.min(Math.min(period, wanted), left);
    if (cells > 0) {
      left -= cells;
      boolean smooth = cells < period && (daysOff || period == week);
      tables.add(new CycleCells(period, cells, left, daysOff, smooth));
    }
  }

  /** An hour in steps; 0 where it is no whole number of them, or too many. */
  static int hour(long step) {
    return step > 0 && HOUR % step == 0 && HOUR / step <= HOUR_MOST ? (int) (HOUR / step) : 0;
  }

  /** Whether there is one. */
  boolean exists() {
    return bins.period() > 0;
  }

  /** The day of the week of a step, by the number of its sampling interval. */
  int day(long number) {
    return (int) (Math.floorMod(number, (long) week) / bins.period());
  }
}
