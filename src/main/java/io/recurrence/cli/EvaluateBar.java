package io.recurrence.cli;

import io.recurrence.evaluate.benchmark.Progress;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Shows how far an evaluation has come, a bar per part. */
final class EvaluateBar implements Progress, AutoCloseable {
  private @Nullable ProgressBar bar;

  @Override
  public void begin(String part, long rows) {
    close();
    bar = TerminalBar.of(part, rows).setUnit(" rows", 1).build();
  }

  @Override
  public void rows(long count) {
    if (bar != null) {
      bar.stepBy(count);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
