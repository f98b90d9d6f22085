package io.recurrence.forecast.network;

import static io.recurrence.forecast.network.FastFunctions.cosine;
import static io.recurrence.forecast.network.FastFunctions.sine;

/**
 * The seasons that a sampling step suggests, in steps: a day and a week for steps below a day, a
 * week for days, a year for weeks and months. A season that does not fit into the {@linkplain
 * Lags#WINDOW window} is 0.
 *
 * @param first the shorter season, or 0
 * @param second the longer one, or 0
 * @param step the sampling step in milliseconds, 0 where it is not known
 */
public record Season(int first, int second, long step) {
  private static final long DAY = 86_400_000L;
  private static final long WEEK = 7 * DAY;

  /** No seasons. */
  public static final Season NONE = new Season(0, 0, 0);

  /** The seasons of a step in milliseconds, 0 where it is not known. */
  public static Season of(long step) {
    if (step <= 0) {
      return NONE;
    }
    if (step < DAY) {
      return new Season(fitting(DAY, step), fitting(WEEK, step), step);
    }
    if (step == DAY) {
      return new Season(7, 0, step);
    }
    if (step == WEEK) {
      return new Season(52, 0, step);
    }
    return new Season(step >= 28 * DAY && step <= 31 * DAY ? 12 : 0, 0, step);
  }

  private static int fitting(long period, long step) {
    long steps = period / step;
    return period % step == 0 && steps >= 2 && steps < Lags.WINDOW ? (int) steps : 0;
  }

  /**
   * Writes sine and cosine of the phase {@code ahead} steps after a time.
   *
   * @param length of the season in steps; of 0, nothing is written
   */
  void phase(int length, long time, int ahead, float[] u, int to) {
    if (length > 0) {
      long phase = Math.floorMod(Math.floorDiv(time, step) + ahead, (long) length);
      u[to] = (float) sine((double) phase / length);
      u[to + 1] = (float) cosine((double) phase / length);
    }
  }
}
