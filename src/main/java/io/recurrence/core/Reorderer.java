package io.recurrence.core;

import io.recurrence.time.TimePolicy;
import io.recurrence.time.TimePolicy.Duplicates;

/**
 * Puts the records of a series in the order of their times before a {@link SeriesPipeline} sees
 * them: holds back what may be overtaken, leaves out duplicates, refuses what comes too late, and
 * fills gaps with missing steps.
 */
public final class Reorderer {

  /** What became of a record. */
  public enum Fate {
    /** It was a step, or will be once what it waits for has come. */
    ACCEPTED,
    /** It repeats the record before it. */
    DUPLICATE,
    /** It comes before a step that has been made. */
    LATE,
    /** It is from hours in which the series is closed. */
    CLOSED,
    /** Its offset has been applied already. */
    REPLAYED
  }

  /** Receives the output of each step that a record led to, in the order of their times. */
  public interface Sink {

    /**
     * Takes the output of one step.
     *
     * @param out valid during the call
     */
    void accept(StepResult out);
  }

  private final SeriesPipeline pipeline;
  private final TimePolicy policy;
  private final ReorderBuffer heldBack;
  private final StepResult out;
  private final StepResult filler;
  private final EventContent single = new EventContent();
  private final EventContent placed = new EventContent();
  private final EventContent released = new EventContent();

  /** Applies records of series to their states, by the policy of their pipeline. */
  public Reorderer(SeriesPipeline pipeline) {
    this(pipeline, pipeline.policy());
  }

  /** Applies records as they come, whatever the policy of the pipeline says of holding back. */
  public static Reorderer inOrder(SeriesPipeline pipeline) {
    TimePolicy policy = pipeline.policy();
    return new Reorderer(
        pipeline, new TimePolicy(0, 0, policy.duplicates(), policy.longestGap(), policy.reading()));
  }

  private Reorderer(SeriesPipeline pipeline, TimePolicy policy) {
    this.pipeline = pipeline;
    this.policy = policy;
    this.heldBack = pipeline.heldBack();
    this.out = pipeline.newOutput();
    this.filler = pipeline.newOutput();
  }

  /**
   * Applies one record, which {@link SeriesPipeline#encode} has been shown.
   *
   * @param offset of the record in its source partition; must rise from record to record
   * @throws IllegalArgumentException where a value is not finite or too large; the state is then
   *     unchanged
   */
  public Fate accept(State s, long offset, long time, EventContent content, Sink sink) {
    boolean present = content.present();
    double value = present ? content.value() : 0;
    Values.check(value);
    if (offset <= s.offset) {
      return Fate.REPLAYED;
    }
    s.offset = offset;
    place(s, sink);
    if (!pipeline.calendar().admits(time)) {
      return Fate.CLOSED;
    }
    boolean any = s.index > 0;
    if (any && time < s.time && pipeline.intervals(s, time) < 0) {
      return Fate.LATE;
    }
    if (any && time == s.time && duplicate(s, present, value)) {
      return Fate.DUPLICATE;
    }
    if (policy.heldBack() == 0) {
      apply(s, time, content, sink);
      return Fate.ACCEPTED;
    }
    double[] held = s.held();
    if (heldBack.holds(held, time, content, policy.duplicates())) {
      return Fate.DUPLICATE;
    }
    hold(s, time, content, sink);
    while (ReorderBuffer.count(held) > 0
        && earliest(held) <= ReorderBuffer.newest(held) - policy.latenessMillis()) {
      release(s, sink);
    }
    return Fate.ACCEPTED;
  }

  /**
   * Applies one record of a number.
   *
   * @param offset of the record in its source partition; must rise from record to record
   * @param present whether it has a value
   * @param value ignored where there is none
   * @throws IllegalArgumentException where the value is not finite or too large; the state is then
   *     unchanged
   */
  public Fate accept(State s, long offset, long time, boolean present, double value, Sink sink) {
    single.clear();
    if (present) {
      single.add(value);
    }
    return accept(s, offset, time, single, sink);
  }

  private static long earliest(double[] held) {
    return ReorderBuffer.time(held, ReorderBuffer.first());
  }

  /**
   * Holds a record back, and applies the earliest ones where there is no room for it; itself, where
   * it is the earliest or there is not so much room at all.
   */
  private void hold(State s, long time, EventContent content, Sink sink) {
    double[] held = s.held();
    while (!heldBack.takes(held, content)) {
      if (ReorderBuffer.count(held) == 0 || time < earliest(held)) {
        apply(s, time, content, sink);
        return;
      }
      release(s, sink);
    }
    heldBack.insert(held, time, content);
  }

  /** Takes in the records that were held back under other settings, in their order. */
  private void place(State s, Sink sink) {
    double[] records = s.unplaced;
    if (records == null) {
      return;
    }
    s.unplaced = null;
    int at = ReorderBuffer.first();
    for (int i = 0; i < ReorderBuffer.count(records); i++, at = heldBack.next(records, at)) {
      long time = ReorderBuffer.time(records, at);
      heldBack.read(records, at, placed);
      if (policy.heldBack() == 0) {
        apply(s, time, placed, sink);
      } else {
        hold(s, time, placed, sink);
      }
    }
  }

  /** Lets go of all that is held back: no earlier record is waited for any more. */
  public void drain(State s, Sink sink) {
    place(s, sink);
    while (policy.heldBack() > 0 && ReorderBuffer.count(s.held()) > 0) {
      release(s, sink);
    }
  }

  private void release(State s, Sink sink) {
    double[] held = s.held();
    long time = earliest(held);
    heldBack.read(held, ReorderBuffer.first(), released);
    heldBack.remove(held);
    apply(s, time, released, sink);
  }

  private boolean duplicate(State s, boolean present, double value) {
    return policy.duplicates() == Duplicates.DROP
        || (policy.duplicates() == Duplicates.IDENTICAL && present && value == s.last);
  }

  private void apply(State s, long time, EventContent content, Sink sink) {
    boolean present = content.present();
    double value = present ? content.value() : 0;
    pipeline.take(content);
    pipeline.align(s, time);
    long intervals = s.index == 0 ? 1 : pipeline.intervals(s, time);
    boolean due = fill(s, time, intervals, sink);
    if (intervals <= 0) {
      pipeline.again(s, time, present, value, out);
    } else if (present) {
      pipeline.step(s, time, value, out);
    } else {
      pipeline.miss(s, time, out);
    }
    if (due && !out.forecast().made()) {
      pipeline.forecast(s, out.forecast());
    }
    sink.accept(out);
  }

  /**
   * Makes the steps between the last one and that of {@code time}, for which no record came.
   *
   * @return whether a forecast was due at one of them
   */
  private boolean fill(State s, long time, long intervals, Sink sink) {
    if (intervals - 1 > policy.longestGap()) {
      pipeline.skip(s, intervals - 1);
      return false;
    }
    boolean due = false;
    for (long left = intervals; left > 1; left--) {
      due |= pipeline.fillStep(s, time, left, filler);
      if (pipeline.missingSteps()) {
        sink.accept(filler);
      }
    }
    return due;
  }
}
