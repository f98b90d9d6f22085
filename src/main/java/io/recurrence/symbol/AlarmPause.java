package io.recurrence.symbol;

import io.recurrence.core.Recurrence;

/**
 * Which scores raise an alarm: those above {@code 1 - rate}, but for some records after an alarm
 * only higher ones than that. Alarms are rare while their share of the last {@code 8 / rate}
 * records or so is below the rate.
 *
 * <p>In the memory: records left of the pause; the score of the alarm; alarms, each weighing less
 * by {@code rate / 8} a record.
 */
final class AlarmPause implements Recurrence {
  private static final int LEFT = 0;
  private static final int HIGHEST = 1;
  private static final int RECENT = 2;
  private static final double MAX_RARE = 8; // recent alarms that are rare

  private final int length;
  private final double rate;

  AlarmPause(int length, double rate) {
    this.length = length;
    this.rate = rate;
  }

  @Override
  public int size() {
    return 3;
  }

  /** Whether an alarm was raised just before. */
  boolean quiet(double[] h) {
    return h[LEFT] > 0;
  }

  /** Whether alarms have been rare. */
  boolean rare(double[] h) {
    return h[RECENT] < MAX_RARE;
  }

  /** Whether a score raises an alarm. */
  boolean step(double[] h, double score) {
    boolean quiet = quiet(h);
    h[LEFT] = Math.max(0, h[LEFT] - 1);
    h[RECENT] *= 1 - rate / MAX_RARE;
    if (score <= 1 - rate || (quiet && score <= h[HIGHEST])) {
      return false;
    }
    h[LEFT] = length;
    h[HIGHEST] = score;
    h[RECENT]++;
    return true;
  }
}
