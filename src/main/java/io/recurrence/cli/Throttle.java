package io.recurrence.cli;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets records out as far apart as their times say, some times faster. */
public final class Throttle {
  private final @Nullable Double speed;
  private long startedNanos;
  private long firstTime;
  private boolean started;

  public Throttle(@Nullable Double speed) {
    this.speed = speed;
  }

  /** Returns when it is the turn of a record of this time. */
  public void await(long time) throws InterruptedException {
    if (speed == null) {
      return;
    }
    if (!started) {
      started = true;
      startedNanos = System.nanoTime();
      firstTime = time;
    }
    long due = startedNanos + (long) ((time - firstTime) * 1e6 / speed);
    TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
  }
}
