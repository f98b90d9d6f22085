package io.recurrence.cli.learn;

import io.recurrence.cli.TerminalBar;
import io.recurrence.network.UpdateListener;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;

/** A bar that shows how far learning has come, and the newest loss. */
final class LossBar implements UpdateListener, AutoCloseable {
  private final ProgressBar bar;
  private final int every;
  private final String format;

  LossBar(int updates) {
    this(updates, 50, " loss %.4f");
  }

  /**
   * @param every how many updates a loss is shown
   * @param format of a loss
   */
  LossBar(int updates, int every, String format) {
    this.bar = TerminalBar.of("learn", updates).build();
    this.every = every;
    this.format = format;
  }

  @Override
  public void updated(int update, double loss) {
    bar.stepTo(update);
    if (update % every == 0) {
      bar.setExtraMessage(String.format(Locale.ROOT, format, loss));
    }
  }

  @Override
  public void close() {
    bar.close();
  }
}
