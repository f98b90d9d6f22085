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
  private final LongSupplier nanos;
  private long ahead; // of the monotonic clock, in milliseconds, at most so far

  /**
   * A watch over a clock.
   *
   * @param millis the clock of the machine
   * @param nanos a clock that nobody sets
   */
  ClockWatch(LongSupplier millis, LongSupplier nanos) {
    this.millis = millis;
    this.nanos = nanos;
    this.ahead = ahead();
  }

  private long ahead() {
    return millis.getAsLong() - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
  }

  /** How far the clock is behind where it has been; zero where that is not far. */
  Duration setBack() {
    long now = ahead();
    ahead = Math.max(ahead, now);
    return ahead - now > ALLOWED_MILLIS ? Duration.ofMillis(ahead - now) : Duration.ZERO;
  }
}
