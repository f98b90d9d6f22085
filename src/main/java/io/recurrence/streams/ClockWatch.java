package io.recurrence.streams;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices that the clock of the machine was set back. Kafka's clients and stream threads measure by
 * it when a heartbeat, a commit or a request is due, and so do nothing of that until it is again
 * where it has been: for a day, where it was set back by one.
 */
final class ClockWatch {
  private static final long ALLOWED_MILLIS = TimeUnit.MINUTES.toMillis(1); // they wait that long

  private final LongSupplier millis;
  private long latest; // that was seen

  /**
   * A watch over a clock.
   *
   * @param millis the clock of the machine
   */
  ClockWatch(LongSupplier millis) {
    this.millis = millis;
    this.latest = millis.getAsLong();
  }

  /** How far the clock is behind where it has been seen; zero where that is not far. */
  Duration setBack() {
    long now = millis.getAsLong();
    latest = Math.max(latest, now);
    return latest - now > ALLOWED_MILLIS ? Duration.ofMillis(latest - now) : Duration.ZERO;
  }
}
