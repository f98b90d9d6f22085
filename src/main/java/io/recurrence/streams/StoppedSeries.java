package io.recurrence.streams;

import io.recurrence.config.StatePolicy;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.time.Calendar;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Does what series that have stopped call for, and forwards what that gives at once. */
final class StoppedSeries implements StalenessMonitor.Actions {
  private final Duration silence;
  private final Duration idle;
  private final SeriesPipeline pipeline;
  private final StateRepository states;
  private final StepWriter writer;
  private final GroupWriter groups;
  private final @Nullable FeedbackTaker feedback; // null where none is taken
  private final Runnable forward;

  StoppedSeries(
      StatePolicy policy,
      SeriesPipeline pipeline,
      StateRepository states,
      StepWriter writer,
      GroupWriter groups,
      @Nullable FeedbackTaker feedback,
      Runnable forward) {
    this.silence = policy.silence();
    this.idle = policy.idle();
    this.pipeline = pipeline;
    this.states = states;
    this.writer = writer;
    this.groups = groups;
    this.feedback = feedback;
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
    long onset = onset(states.newest(key));
    writer.silence(key.get(), name(key), onset, "no data for " + silence);
    groups.silence(name(key), onset);
    forward.run();
  }

  @Override
  public long quietUntil(Bytes key) {
    long newest = states.newest(key);
    if (newest == Long.MIN_VALUE) {
      return Long.MAX_VALUE; // no value has come yet that others could be missed after
    }
    return feedback == null ? Long.MIN_VALUE : feedback.quietUntil(name(key), onset(newest));
  }

  /** When a silence begins that follows on the newest record of a series. */
  private long onset(long newest) {
    Calendar calendar = pipeline.calendar();
    return calendar.time(calendar.open(newest) + silence.toMillis());
  }

  @Override
  public void resumed(Bytes key, long newest, long time) {
    writer.silenceOver(name(key), onset(newest), time, "data again");
  }

  @Override
  public void forget(Bytes key, boolean silent) {
    writer.forgotten();
    State state = states.state(key);
    if (state != null) {
      long time = state.newest() + idle.toMillis();
      String reason = "forgotten, with no data for " + idle;
      writer.incidents(name(key), pipeline.endIncidents(state, time, reason));
      if (silent) {
        writer.silenceOver(name(key), onset(state.newest()), time, reason);
      }
    }
    states.delete(key);
    forward.run();
  }

  private static String name(Bytes key) {
    return new String(key.get(), StandardCharsets.UTF_8);
  }
}
