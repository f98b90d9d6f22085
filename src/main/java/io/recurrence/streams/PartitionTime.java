package io.recurrence.streams;

/**
 * The time of a partition, in milliseconds since its first record: how much time has passed by the
 * clocks of its series. Only the progress of a clock counts, not where it stands, so one that is
 * ahead or behind moves nothing. Nor does one that leaps: a step far longer than those before it,
 * of its own series or of the record before, is not believed, and the clock is compared anew.
 */
final class PartitionTime {
  private static final int LEAP = 2; // times the steps before

  private long now;
  private long step; // of the record before, by the clock of its series

  /**
   * The clock of one series.
   *
   * @param time its latest time
   * @param ahead of the time of the partition
   * @param step from the time before
   */
  record Clock(long time, long ahead, long step) {}

  PartitionTime(long now, long step) {
    this.now = now;
    this.step = step;
  }

  long now() {
    return now;
  }

  long step() {
    return step;
  }

  /** The clock of a series of which the first record has come. */
  Clock first(long time) {
    return new Clock(time, time - now, 0);
  }

  /** A record of a series has come. */
  Clock moved(Clock clock, long time) {
    if (time <= clock.time) {
      return clock;
    }
    long passed = time - clock.ahead - now;
    long ahead = clock.ahead;
    if (passed > 0 && passed <= LEAP * Math.min(clock.step, step)) {
      now += passed;
    } else if (passed > 0) {
      ahead += passed;
    }
    step = time - clock.time;
    return new Clock(time, ahead, step);
  }
}
