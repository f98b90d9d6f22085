package io.recurrence.core;

import io.recurrence.core.Layout.Stage;
import io.recurrence.time.Calendar;
import io.recurrence.time.TimePolicy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Carries out an {@link EventTask} on a series of events: each record is a step of its own, however
 * long after the one before it comes, and several may have the same time.
 */
public final class EventPipeline extends SeriesPipeline {
  private final EventTask task;
  private double[] numbers = new double[1];
  private int count;
  private String text = ""; // of the record that is taken now

  /** A pipeline that carries out a task. */
  public EventPipeline(EventTask task, TimePolicy policy, Calendar calendar) {
    this(task, policy, calendar, new ReorderBuffer(policy.heldBack(), task.width()));
  }

  private EventPipeline(
      EventTask task, TimePolicy policy, Calendar calendar, ReorderBuffer heldBack) {
    super(layout(task, heldBack), policy, calendar, heldBack, SeverityRule.DEFAULT);
    this.task = task;
  }

  private static Layout layout(EventTask task, ReorderBuffer heldBack) {
    List<Stage> stages = new ArrayList<>();
    task.stages().forEach((name, recurrence) -> stages.add(new Stage("task:" + name, recurrence)));
    stages.add(stage(heldBack));
    return new Layout(stages);
  }

  @Override
  public StepResult newOutput() {
    return StepResult.ofEvents(calendar());
  }

  @Override
  void carriedOver(State state, BitSet carried) {
    if (carried.cardinality() < layout().stored()) {
      state.count = 0; // what begins anew has learned nothing
    }
  }

  @Override
  void mend(State state) {
    for (int i = 0; i < layout().count(); i++) {
      if (!layout().stage(i).recurrence().finite(state.h[i])) {
        state.start(i);
        state.repaired = List.of(layout().stage(i).name());
      }
    }
  }

  @Override
  public boolean encode(State s, EventContent content) throws EventContentException {
    if (!content.present() && !content.text().isEmpty() && task.isSymbol(content.text())) {
      content.text(content.text());
    }
    if (!content.present()) {
      return false;
    }
    boolean learned = task.encode(s.h, content);
    if (content.count() == 0) {
      content.clear(); // a text without symbols brings nothing
    }
    return learned;
  }

  @Override
  void take(EventContent content) {
    count = content.count();
    text = policy().heldBack() == 0 ? content.text() : ""; // else it is that of a later one
    if (numbers.length < count) {
      numbers = new double[count];
    }
    for (int i = 0; i < count; i++) {
      numbers[i] = content.number(i);
    }
  }

  @Override
  boolean missingSteps() {
    return true; // what ends between two records is written
  }

  @Override
  void align(State s, long time) {}

  /** Two where something ends in between, so that a step is made of it. */
  @Override
  public long intervals(State s, long time) {
    return time < s.time ? -1 : s.index > 0 && task.ends(s.h, s.time, time) ? 2 : 1;
  }

  @Override
  public long samplingInterval(State s) {
    return 0;
  }

  @Override
  public void step(State s, long time, double x, StepResult out) {
    Values.check(x);
    out.beginMissing(time); // what came is said by the event, not by a value
    out.event().text(text);
    task.step(s.h, s.index, time, numbers, count, out);
    s.count++;
    s.last = x;
    finish(s, time, out);
  }

  @Override
  public void miss(State s, long time, StepResult out) {
    out.beginMissing(time);
    task.miss(s.h, time, out);
    finish(s, time, out);
  }

  private void finish(State s, long time, StepResult out) {
    s.index++;
    s.time = time;
    s.round();
    mend(s);
    out.judgement().status(s.count <= task.warmUp() ? Status.WARMING_UP : Status.OK);
    out.repaired(s.repaired);
    s.repaired = List.of();
  }

  @Override
  void again(State s, long time, boolean present, double x, StepResult out) {
    throw new IllegalStateException("each record is a step of its own");
  }

  /** The step that ends something. */
  @Override
  boolean fillStep(State s, long time, long intervals, StepResult out) {
    task.end(s.h, out.beginFilled(s.time));
    s.round();
    return false;
  }

  /** Ends it without a word, where no gap is to be filled. */
  @Override
  public void skip(State s, long steps) {
    task.end(s.h, newOutput().beginFilled(s.time));
    s.round();
  }

  /** There is none: what is expected is a part of the result. */
  @Override
  public boolean forecast(State s, SeriesForecast out) {
    return false;
  }
}
