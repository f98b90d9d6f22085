package io.recurrence.faults;

import java.time.Duration;
import org.awaitility.Awaitility;

/** What an instance is about, by what it has printed. */
enum Moment {
  STARTING,
  RESTORING,
  RUNNING,
  CLOSING;

  private static final String BEGUN_TO_RESTORE = "End offset for changelog";
  private static final String RESTORED = "Finished restoring changelog";
  private static final String RUNS = "-> RUNNING";
  private static final String CLOSES = "-> PENDING_SHUTDOWN";

  static Moment of(ChildJvm instance) {
    String printed = instance.printed();
    if (printed.contains(CLOSES)) {
      return CLOSING;
    }
    if (printed.contains(RUNS)) {
      return RUNNING;
    }
    return printed.contains(BEGUN_TO_RESTORE) && !printed.contains(RESTORED) ? RESTORING : STARTING;
  }

  /** Waits for the moment; fails where the instance ends before. */
  void await(ChildJvm instance) {
    Awaitility.await(name())
        .atMost(FaultRun.PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> of(instance) == this || !instance.alive());
    if (of(instance) != this) {
      throw new AssertionError("it ended before it was " + this + ": " + instance.printed());
    }
  }
}
