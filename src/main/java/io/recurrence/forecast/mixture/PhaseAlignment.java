package io.recurrence.forecast.mixture;

import io.recurrence.core.Past;

/** Keeps the phase of a season in step with event time, also where clocks are changed. */
final class PhaseAlignment {
  private static final long MAX_CLOCK_CHANGE = 7_200_000; // ms

  private final boolean clocksChange;
  private final Ring ring;

  PhaseAlignment(Components c) {
    this.clocksChange = c.config.calendar().changes();
    this.ring = c.ring;
  }

  /**
   * By how many steps the clocks have been put forward since the newest value, less than 0 where
   * they have been put back. So many are to be put in or taken out, so that the lags of a day and
   * of a week stay at the same local time.
   */
  long moved(double[] h, Seasons s, Past past) {
    if (!clocksChange || s.longSeason == 0 || h[MemoryIndex.T] < s.main) {
      return 0;
    }
    long start = past.intervalNumber() - (long) (h[MemoryIndex.T] + 1);
    long moved = Math.floorMod(start - (long) h[MemoryIndex.START], (long) s.main);
    moved -= 2 * moved > s.main ? s.main : 0;
    return Math.abs(moved) * (long) h[MemoryIndex.STEP] > MAX_CLOCK_CHANGE ? 0 : moved;
  }

  /** Takes steps out of the window, as far as single values reach. */
  void takeOut(double[] h, Seasons s, long steps) {
    if (steps > 0 && s.fine > s.width + steps) {
      h[MemoryIndex.T] -= steps;
      h[MemoryIndex.FIRST_ORIGIN] = Components.NO_STEP;
      ring.rewind(h, s, (long) h[MemoryIndex.T]);
    }
  }

  /** The phase of a season follows event time: that of the step that comes next. */
  void align(double[] h, Past past) {
    h[MemoryIndex.START] = past.intervalNumber() - (h[MemoryIndex.T] + 1);
  }
}
