package io.recurrence.faults;

/** What an instance is about, by what it has printed. */
final class Moments {
  private static final String RESTORING = "End offset for changelog";
  private static final String RESTORED = "Finished restoring changelog";
  private static final String CLOSING = "-> PENDING_SHUTDOWN";

  private Moments() {}

  static void awaitRestoring(ChildJvm instance) {
    instance.await(RESTORING, Scenario.PATIENCE);
  }

  static boolean restored(ChildJvm instance) {
    return instance.printed(RESTORED);
  }

  static void awaitClosing(ChildJvm instance) {
    instance.await(CLOSING, Scenario.PATIENCE);
  }
}
