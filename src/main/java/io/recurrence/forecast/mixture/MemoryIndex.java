package io.recurrence.forecast.mixture;

import io.recurrence.core.Precision;

/** Where the single numbers of a memory stand. */
final class MemoryIndex {
  static final int T = 0; // steps so far, less 1
  static final int BASE = 1; // values are kept as (x - base) / unit
  static final int LAST = 2; // value
  static final int STEP = 3; // sampling step, ms, 0 if none is known
  static final int START = 4; // phase of step 0
  private static final int DOUBLES = 5;

  static final int EXPECTED = 5; // of the step to come, in units
  static final int FITTED = 6; // step since which the regressions have their lags
  static final int FOUND =
      7; // step at which the season was found, 0 where it is one of the calendar
  static final int PROFILED = 8; // first step that the profile has seen
  static final int SHIFTED = 9; // step of the last shift of level
  static final int FIRST_ORIGIN = 10; // first step whose forecast waited
  private static final int SINGLES =
      6; // of steps beyond 2^24 a few are confused; it matters little

  static final int EXPONENT = 11; // of the unit, a power of 2
  static final int SCALED = 12; // 1 once two values differed
  static final int NEGATIVE = 13; // 1 once a value was
  static final int HELD_BACK =
      14; // values in a row that are held back; -1 where one entered clipped
  static final int MISSES = 15; // steps without a value since the last one
  static final int SHORT_SEASON = 16; // a season within the hour, in steps
  static final int SEASON = 17; // found, in steps
  static final int CANDIDATE = 18; // season that waits for a second look
  static final int OUT_OF_RANGE = 19; // values in a row that cannot be of this series
  private static final int SHORTS = 9;

  private MemoryIndex() {}

  static void allocate(MemoryAllocator allocator) {
    allocator.take(Precision.DOUBLE, DOUBLES);
    allocator.take(Precision.SINGLE, SINGLES);
    allocator.take(Precision.SHORT, SHORTS);
  }
}
