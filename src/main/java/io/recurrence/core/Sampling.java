package io.recurrence.core;

import io.recurrence.core.Layout.Stage;
import io.recurrence.time.Calendar;
import java.util.List;

/**
 * How a series is sampled: its {@link SamplingInterval} estimates the sampling interval, its {@link
 * IntervalGrid} numbers the intervals by event time, both in the open time of the {@link Calendar}.
 */
final class Sampling {
  /** How many stages there are, the first ones of a state. */
  static final int STAGES = 2;

  private static final int CLOCK = 0;
  private static final int GRID = 1;
  private static final long LOCAL =
      7_200_000; // ms, from which intervals keep the local time of day

  private final SamplingInterval clock;
  private final IntervalGrid grid = new IntervalGrid();
  private final Calendar calendar;

  /**
   * Adds its stages.
   *
   * @param fixed the interval in milliseconds, 0 to learn it, -1 for a series of events without one
   */
  Sampling(long fixed, Calendar calendar, List<Stage> stages) {
    this.clock = new SamplingInterval(fixed);
    this.calendar = calendar;
    stages.add(new Stage("clock", clock));
    stages.add(new Stage("grid", grid));
  }

  /** The sampling interval in milliseconds, 0 where none is known. */
  long interval(State s) {
    return clock.known(s.h[CLOCK]);
  }

  /** Whether the {@link #pace} is known, so that the steps of a forecast have times. */
  boolean paced(State s) {
    return clock.paced(s.h[CLOCK]);
  }

  /** How far apart in time forecasts are: the interval, or the mean time between records. */
  long pace(State s) {
    return clock.pace(s.h[CLOCK]);
  }

  /**
   * The number of the interval of the last step; the number of steps where there is no interval.
   */
  long number(State s) {
    return interval(s) > 0 ? grid.number(s.h[GRID]) : s.index;
  }

  /** The centre of the interval of the last step, from which forecasts count. */
  long origin(State s) {
    long interval = interval(s);
    long ahead = interval > 0 && interval % Calendar.MONTH != 0 ? grid.ahead(s.h[GRID]) : 0;
    return ahead == 0 || whole(interval)
        ? s.time - ahead
        : calendar.time(calendar.open(s.time) - ahead);
  }

  /** Whether steps are counted in days or months. */
  private boolean whole(long interval) {
    return interval > 0 && (interval % calendar.day() == 0 || interval % Calendar.MONTH == 0);
  }

  private boolean aligned(long interval) {
    return calendar.day() % interval == 0;
  }

  /** The open time from the last step to {@code time}; of long intervals, on local clocks. */
  private long elapsed(State s, long time) {
    return interval(s) >= LOCAL
        ? calendar.localOpen(time) - calendar.localOpen(s.time)
        : calendar.open(time) - calendar.open(s.time);
  }

  /**
   * How many sampling intervals lie from that of the last step to that of {@code time}: 0 for the
   * same interval, negative for an earlier one; 1 where the series has no step or no interval.
   */
  long intervals(State s, long time) {
    long interval = interval(s);
    if (s.count == 0 || interval == 0) {
      return time < s.time ? -1 : 1;
    }
    double[] h = s.h[GRID];
    if (grid.interval(h) != interval) {
      grid.begin(h, interval, calendar.phase(s.time), aligned(interval));
    }
    return grid.intervals(h, elapsed(s, time));
  }

  /** Prepares for the record that comes next, before {@link #intervals} are counted for it. */
  void align(State s, long time) {
    long interval = interval(s);
    if (s.count > 0 && interval > 0 && interval == grid.interval(s.h[GRID])) {
      grid.align(s.h[GRID], elapsed(s, time), aligned(interval));
    }
  }

  /** A record comes; {@link State#time} is still that of the step before. */
  void step(State s, long time) {
    long elapsed = s.count == 0 ? 0 : elapsed(s, time);
    double[] placed = s.h[GRID];
    clock.step(s.h[CLOCK], elapsed, grid.filled(placed), grid.jitter(placed));
    long interval = interval(s);
    if (interval == 0) {
      return;
    }
    double[] h = s.h[GRID];
    if (s.count == 0 || grid.interval(h) != interval) {
      grid.begin(h, interval, calendar.phase(time), aligned(interval));
    } else {
      grid.step(h, elapsed, calendar.phase(time), aligned(interval));
    }
  }

  /** The series has a value: the time since the value before it, in seconds. */
  double sinceValue(State s) {
    return clock.sinceValue(s.h[CLOCK]) / 1000;
  }

  /** A step passes at {@code time} for which no record came. */
  void fillStep(State s, long time) {
    long elapsed = elapsed(s, time);
    clock.fillStep(s.h[CLOCK], elapsed);
    grid.fillStep(s.h[GRID], 1, elapsed);
  }

  /** So many steps are left out at once; the time of the last step stays. */
  void skip(State s, long steps) {
    grid.fillStep(s.h[GRID], steps, 0);
  }

  /** The end of the first of {@code intervals} between the last step and {@code time}. */
  long between(State s, long time, long intervals) {
    if (whole(interval(s))) {
      long next = calendar.plus(s.time, interval(s), 1);
      if (next < time) {
        return next;
      }
    }
    long from = calendar.open(s.time);
    return calendar.time(from + (calendar.open(time) - from) / intervals);
  }
}
