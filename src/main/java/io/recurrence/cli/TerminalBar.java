package io.recurrence.cli;

import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Bars that show how far a task has come, in a terminal; nothing of them goes to a file or a pipe.
 */
public final class TerminalBar {
  private TerminalBar() {}

  public static ProgressBarBuilder of(String task, long max) {
    ProgressBarBuilder bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(max);
    return inTerminal() ? bar : bar.setConsumer(new DelegatingProgressBarConsumer(line -> {}));
  }

  /** Whether somebody reads and types; from JDK 22 on it always seems so. */
  static boolean inTerminal() {
    return Optional.ofNullable(System.console()).isPresent();
  }
}
