package io.recurrence.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks work to end when the process is asked to, and waits for it; {@link #ended} says that it has,
 * so that a process that ends by itself waits for nothing.
 */
final class ShutdownHook {
  private static final int PATIENCE = 20; // seconds

  private final CountDownLatch ended = new CountDownLatch(1);

  private ShutdownHook() {}

  /** Lets {@code ask} be called at the end of the process. */
  static ShutdownHook of(Runnable ask) {
    ShutdownHook hook = new ShutdownHook();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> hook.run(ask), "close"));
    return hook;
  }

  void run(Runnable ask) {
    if (ended.getCount() == 0) {
      return;
    }
    ask.run();
    try {
      boolean unused = ended.await(PATIENCE, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work has ended. */
  void ended() {
    ended.countDown();
  }
}
