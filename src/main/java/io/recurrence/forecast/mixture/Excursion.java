package io.recurrence.forecast.mixture;

import io.recurrence.core.Precision;

/**
 * Values in a row that lie far from what was expected: a burst of error codes, an outage, a reset
 * of a counter, a shift of level. Whether the level returns or stays is seen only later. Until then
 * such values are held back from all that is learned, the window goes on with what was expected,
 * and the forecast is a mixture of both cases: a level that has lasted n steps lasts k more with
 * probability {@code n / (n + k)}, where each step that moves as the series did before counts for
 * several.
 */
final class Excursion {
  private static final double STEP_EVIDENCE = .7; // evidence that the level stays, of each step
  private static final double MOVING_STEP_EVIDENCE = 8; // of a step that moves as steps did before
  private static final double MAX_DIFFERENCE = 5; // mean errors that such a step may differ by
  private static final double RESET_EVIDENCE = 60; // where what only rose has fallen
  private static final int MIN_RISES = 30; // steps that show a counter
  private static final double SETTLED_EVIDENCE = 70;
  private static final int MIN_STILL = 10; // values that show that a series stands still
  private static final int MAX_LONE = 3; // values that leave such a level, and are not learned
  private static final double MAX_FORECAST_MOVE = .1; // of a move, that a forecast of none may say
  private static final double NO_DIFFERENCE = 1e-6; // units
  private static final int MAX_STEPS = 128; // steps, or a season where that is longer
  private static final double TENTHS = 10;
  private static final int CYCLE = 32_749; // starts are kept modulo this
  private static final int NONE = -1;

  private final boolean any;
  private final int offset; // of the values from what was expected, in units
  private final int evidence; // in tenths of a step
  private final int starts; // of the last two

  Excursion(MemoryAllocator allocator, TierConfig config) {
    this.any = config.extended();
    this.offset = allocator.take(Precision.SINGLE, any ? 1 : 0);
    this.evidence = allocator.take(Precision.SHORT, any ? 3 : 0);
    this.starts = evidence + 1;
  }

  void start(double[] h) {
    if (any) {
      h[offset] = 0;
      h[evidence] = 0;
      h[starts] = NONE;
      h[starts + 1] = NONE;
    }
  }

  /** Whether the newest value is held back. */
  static boolean lasts(double[] h) {
    return h[MemoryIndex.HELD_BACK] > 0;
  }

  /** Steps since the last value that was learned. */
  static int unseen(double[] h) {
    return (int) (h[MemoryIndex.MISSES] + Math.max(0, h[MemoryIndex.HELD_BACK]));
  }

  /** A value is near what was expected, or taken as it is. */
  void end(double[] h) {
    h[MemoryIndex.HELD_BACK] = 0;
    h[evidence] = 0;
  }

  /**
   * Notes where a first value lies far off.
   *
   * @return whether it was to be reckoned with: others began a season before or, where there is
   *     none, as long before as those from each other
   */
  boolean begins(SeriesView view) {
    double[] h = view.h;
    Seasons s = view.seasons;
    long now = view.t + 1;
    double last = since(h[starts], now);
    double before = since(h[starts + 1], now);
    h[starts + 1] = h[starts];
    h[starts] = now % CYCLE;
    return near(last, s.main)
        || near(last, s.longSeason)
        || near(last, s.course.settled)
        || near(before, s.main)
        || near(before, s.longSeason)
        || (s.main == 0 && near(before, 2 * last));
  }

  /**
   * Whether a value leaves a level at which all values in the window stood, though nothing had said
   * so. What is gone a few steps later is not to come back in a forecast a season later.
   *
   * @param expected of this value
   * @param before the value of the step before
   */
  boolean leaves(SeriesView view, double z, double expected, double before) {
    double[] h = view.h;
    double present = view.values[view.now];
    double move = Math.abs(z - present);
    if (!any || move <= NO_DIFFERENCE || !still(view)) {
      return false;
    }
    if (lasts(h)) {
      return h[MemoryIndex.HELD_BACK] < MAX_LONE && Math.abs(z - before) <= NO_DIFFERENCE;
    }
    double last = since(h[starts], view.t + 1);
    boolean rare = last == NONE || last > shown(view); // or it may be one of many
    return rare && Math.abs(expected - present) <= MAX_FORECAST_MOVE * move;
  }

  private static int shown(SeriesView view) {
    return (int) Math.min(view.seasons.fine, view.t + 1);
  }

  /** Whether all values in the window are the same. */
  static boolean still(SeriesView view) {
    int shown = shown(view);
    for (int i = view.now - shown + 2; i <= view.now; i++) {
      if (Math.abs(view.values[i] - view.values[i - 1]) > NO_DIFFERENCE) {
        return false;
      }
    }
    return shown >= MIN_STILL;
  }

  private static double since(double start, long now) {
    return start == NONE ? NONE : Math.floorMod(now - (long) start, (long) CYCLE);
  }

  private static boolean near(double steps, double season) {
    return season > 2 && Math.abs(steps - season) <= 1;
  }

  /**
   * Takes a value that is held back.
   *
   * @param expected what enters the window in its place
   * @param before the value of the step before
   * @param error mean size of errors
   */
  void take(SeriesView view, double z, double expected, double before, double error) {
    double[] h = view.h;
    double n = ++h[MemoryIndex.HELD_BACK];
    double away = z - expected;
    double stays = STEP_EVIDENCE;
    if (n > 1) {
      double moved = z - before;
      double baseline = expected - view.values[view.now];
      boolean moves =
          moved == 0 ? repeats(view) : Math.abs(moved - baseline) <= MAX_DIFFERENCE * error;
      stays += moves ? MOVING_STEP_EVIDENCE : 0;
      away = h[offset] + Math.max(.25, 1 / n) * (away - h[offset]);
    } else if (resets(view, z)) {
      stays = RESET_EVIDENCE;
    }
    h[offset] = (float) away;
    h[evidence] = Precision.whole(h[evidence] + TENTHS * stays);
  }

  /** Whether most values in the window are what they were a step before. */
  private static boolean repeats(SeriesView view) {
    int shown = shown(view);
    int same = 0;
    for (int i = view.now - shown + 2; i <= view.now; i++) {
      same += view.values[i] == view.values[i - 1] ? 1 : 0;
    }
    return 2 * same > shown;
  }

  /** Whether what only rose has fallen, or what only fell has risen. */
  static boolean resets(SeriesView view, double z) {
    int shown = shown(view);
    double way = Math.signum(view.values[view.now] - z);
    int moves = 0;
    for (int i = view.now - shown + 2; i <= view.now; i++) {
      double moved = way * (view.values[i] - view.values[i - 1]);
      if (moved < 0) {
        return false;
      }
      moves += moved > 0 ? 1 : 0;
    }
    return 2 * moves > shown && shown >= MIN_RISES;
  }

  /** Whether the level is taken to stay. */
  boolean settled(SeriesView view) {
    return view.h[evidence] >= TENTHS * SETTLED_EVIDENCE
        || view.h[MemoryIndex.HELD_BACK] >= Math.max(MAX_STEPS, view.seasons.main);
  }

  double offset(double[] h) {
    return h[offset];
  }

  /** The probability that the level lasts so many steps more. */
  double stays(double[] h, double steps) {
    double lasted = h[evidence] / TENTHS;
    return lasted / (lasted + steps);
  }

  /** Where the level stays, what comes in place of {@code mean}: a value that repeats, repeats. */
  double level(double[] h, double mean, double last) {
    double n = h[MemoryIndex.HELD_BACK];
    boolean still = n > 1 && h[evidence] <= Math.rint(TENTHS * STEP_EVIDENCE * n);
    return still ? last : mean + h[offset];
  }

  void rescale(double[] h, double factor) {
    h[offset] = Numbers.transform(h[offset], factor, 0);
  }
}
