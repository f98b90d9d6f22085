package io.recurrence.core;

import io.recurrence.time.TimePolicy;
import io.recurrence.time.TimePolicy.Duplicates;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of a series in the order of their times before a {@link SeriesPipeline} sees
 * them: holds back what may be overtaken, leaves out duplicates, refuses what comes too late, and
 * fills gaps with missing steps. A record leads to any number of steps:
 *
 * <pre>
 *  reorderer.begin(state, offset, time, content);
 *  while (reorderer.next(state)) {
 *    use(reorderer.result());
 *  }
 *  Fate fate = reorderer.fate();
 * </pre>
 */
public final class Reorderer {

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
  private final RecordSteps steps;
  private final DueRecords due = new DueRecords();
  private final EventContent single = new EventContent();

  private @Nullable EventContent arriving; // the record that was begun, until its place is known
  private long arrivingTime;
  private Fate fate = Fate.ACCEPTED;

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
    this.steps = new RecordSteps(pipeline, policy.longestGap());
  }

  /**
   * Begins with one record, which {@link SeriesPipeline#encode} has been shown.
   *
   * @param offset of the record in its source partition; must rise from record to record
   * @param content not to be changed before the last of its steps
   * @throws IllegalArgumentException where a value is not finite or too large; the state is then
   *     unchanged
   */
  public void begin(State s, long offset, long time, EventContent content) {
    Values.check(value(content));
    due.clear();
    steps.end();
    if (offset <= s.offset) {
      arriving = null;
      fate = Fate.REPLAYED;
      return;
    }
    s.offset = offset;
    arriving = content;
    arrivingTime = time;
    place(s);
  }

  /** Begins to let go of all that is held back: no earlier record is waited for any more. */
  public void drain(State s) {
    due.clear();
    steps.end();
    arriving = null;
    fate = Fate.ACCEPTED;
    place(s);
    while (policy.heldBack() > 0 && ReorderBuffer.count(s.held()) > 0) {
      release(s);
    }
  }

  /** Makes the next step that the record leads to; false where there is none any more. */
  public boolean next(State s) {
    while (!steps.next(s)) {
      if (due.isEmpty() && arriving != null) {
        EventContent content = arriving;
        arriving = null;
        fate = offer(s, arrivingTime, content);
      }
      if (due.isEmpty()) {
        return false;
      }
      steps.begin(s, due.time(), due.content());
      due.remove();
    }
    return true;
  }

  /** What the step that was made last gives; valid until the next one. */
  public StepResult result() {
    return steps.result();
  }

  /** What became of the record, once there is no {@link #next} step. */
  public Fate fate() {
    return fate;
  }

  /**
   * Applies one record at once.
   *
   * @see #begin
   */
  public Fate accept(State s, long offset, long time, EventContent content, Sink sink) {
    begin(s, offset, time, content);
    while (next(s)) {
      sink.accept(result());
    }
    return fate;
  }

  /**
   * Applies one record of a number at once.
   *
   * @param present whether it has a value
   * @param value ignored where there is none
   * @see #begin
   */
  public Fate accept(State s, long offset, long time, boolean present, double value, Sink sink) {
    single.clear();
    if (present) {
      single.add(value);
    }
    return accept(s, offset, time, single, sink);
  }

  /** Lets go of all that is held back, at once. */
  public void drain(State s, Sink sink) {
    drain(s);
    while (next(s)) {
      sink.accept(result());
    }
  }

  private static double value(EventContent content) {
    return content.present() ? content.value() : 0;
  }

  /** Decides on the record that arrived, and what is due now. */
  private Fate offer(State s, long time, EventContent content) {
    if (!pipeline.calendar().admits(time)) {
      return Fate.CLOSED;
    }
    boolean any = s.index > 0;
    if (any && time < s.time && pipeline.intervals(s, time) < 0) {
      return Fate.LATE;
    }
    if (any && time == s.time && duplicate(s, content)) {
      return Fate.DUPLICATE;
    }
    if (policy.heldBack() == 0) {
      due.add(time, content);
      return Fate.ACCEPTED;
    }
    double[] held = s.held();
    if (heldBack.holds(held, time, content, policy.duplicates())) {
      return Fate.DUPLICATE;
    }
    if (!hold(s, time, content)) {
      due.add(time, content);
    }
    while (ReorderBuffer.count(held) > 0
        && earliest(held) <= ReorderBuffer.newest(held) - policy.latenessMillis()) {
      release(s);
    }
    return Fate.ACCEPTED;
  }

  private boolean duplicate(State s, EventContent content) {
    return policy.duplicates() == Duplicates.DROP
        || (policy.duplicates() == Duplicates.IDENTICAL
            && content.present()
            && content.value() == s.lastRead());
  }

  private static long earliest(double[] held) {
    return ReorderBuffer.time(held, ReorderBuffer.first());
  }

  /**
   * Holds a record back, and lets the earliest ones go where there is no room for it; false where
   * it is due itself, since it is the earliest or there is not so much room at all.
   */
  private boolean hold(State s, long time, EventContent content) {
    double[] held = s.held();
    while (!heldBack.takes(held, content)) {
      if (ReorderBuffer.count(held) == 0 || time < earliest(held)) {
        return false;
      }
      release(s);
    }
    heldBack.insert(held, time, content);
    return true;
  }

  private void release(State s) {
    double[] held = s.held();
    heldBack.read(held, ReorderBuffer.first(), due.add(earliest(held)));
    heldBack.remove(held);
  }

  /** Takes in the records that were held back under other settings, in their order. */
  private void place(State s) {
    double[] records = s.unplaced;
    if (records == null) {
      return;
    }
    s.unplaced = null;
    EventContent placed = new EventContent();
    int at = ReorderBuffer.first();
    for (int i = 0; i < ReorderBuffer.count(records); i++, at = heldBack.next(records, at)) {
      long time = ReorderBuffer.time(records, at);
      heldBack.read(records, at, placed);
      if (policy.heldBack() == 0 || !hold(s, time, placed)) {
        heldBack.read(records, at, due.add(time));
      }
    }
  }
}
