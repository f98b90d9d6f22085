package io.recurrence.symbol;

import io.recurrence.core.Recurrence;

/**
 * Which scores raise an alarm: those above a threshold, but for some time after an alarm only
 * higher ones than that.
 *
 * <p>In the memory: symbols left of the pause; the score of the alarm.
 */
final class AlarmPause implements Recurrence {
  private static final int LEFT = 0;
  private static final int HIGHEST = 1;

  private final int length;

  AlarmPause(int length) {
    this.length = length;
  }

  @Override
  public int size() {
    return 2;
  }

  /** Whether a score raises an alarm. */
  boolean step(double[] h, double score, double threshold) {
    boolean quiet = h[LEFT] > 0;
    h[LEFT] = Math.max(0, h[LEFT] - 1);
    if (score <= threshold || (quiet && score <= h[HIGHEST])) {
      return false;
    }
    h[LEFT] = length;
    h[HIGHEST] = score;
    return true;
  }
}
