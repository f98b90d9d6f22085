package io.recurrence.streams;

import io.recurrence.core.SeriesPipeline;
import io.recurrence.time.Calendar;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;

/** Does what series that have stopped call for, and forwards what that gives at once. */
final class StoppedSeries implements StalenessMonitor.Actions {
  private final Duration silence;
  private final SeriesPipeline pipeline;
  private final StateRepository states;
  private final StepWriter writer;
  private final Runnable forward;

  StoppedSeries(
      Duration silence,
      SeriesPipeline pipeline,
      StateRepository states,
      StepWriter writer,
      Runnable forward) {
    this.silence = silence;
    this.pipeline = pipeline;
    this.states = states;
    this.writer = writer;
    this.forward = forward;
  }

  @Override
  public void release(Bytes key) {
    try {
      if (!states.release(key)) {
        return;
      }
      while (states.next()) {
        writer.write(key.get(), name(key), states.result());
      }
      writer.missing(states.commit().missing());
    } finally {
      states.undo();
    }
    forward.run();
  }

  @Override
  public void silent(Bytes key) {
    Calendar calendar = pipeline.calendar();
    long since = states.newest(key);
    long time = calendar.time(calendar.open(since) + silence.toMillis());
    writer.silence(key.get(), name(key), time, "no data for " + silence);
    forward.run();
  }

  @Override
  public void forget(Bytes key) {
    writer.forgotten();
    states.delete(key);
  }

  private static String name(Bytes key) {
    return new String(key.get(), StandardCharsets.UTF_8);
  }
}
