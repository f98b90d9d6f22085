package io.recurrence.sequence;

import io.recurrence.core.EventResult;
import io.recurrence.core.EventTask;
import io.recurrence.core.Recurrence;
import io.recurrence.core.StepResult;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gives each record a label by a {@link SequenceLabeller}, as many records late as it needs to see
 * what follows. A gap between two records begins a new sequence.
 */
public final class Labelling implements EventTask {
  private static final int WINDOW = 0; // where each stands among the memories
  private static final int TIMES = 1;
  private static final int LABELLER = 2;

  private final SequenceWindow window;
  private final LastTimes times;
  private final SequenceLabeller labeller;
  private final String name;
  private final String[] labels;

  /**
   * @param gap in milliseconds that ends a sequence; {@link Long#MAX_VALUE} where none does
   * @param name of the labeller, with all that decides what its memory means
   */
  public Labelling(long gap, String name, SequenceLabeller labeller) {
    this.window = new SequenceWindow(Integer.MAX_VALUE, gap);
    this.times = new LastTimes(labeller.lag() + 1);
    this.name = name;
    this.labeller = labeller;
    this.labels = labeller.names().toArray(String[]::new);
  }

  /** The times of the last records, and the number of the last label. */
  private record LastTimes(int length) implements Recurrence {
    @Override
    public int size() {
      return length + 1;
    }

    void add(double[] h, long index, long time) {
      h[(int) (index % length)] = time;
    }

    /** The time of the oldest of them. */
    long oldest(double[] h, long index) {
      return (long) h[(int) ((index + 1) % length)];
    }

    /** Whether a label is another than the last one. */
    boolean changes(double[] h, int label) {
      boolean changes = h[length] != label + 1;
      h[length] = label + 1; // 0 before the first
      return changes;
    }
  }

  @Override
  public Map<String, Recurrence> stages() {
    Map<String, Recurrence> stages = new LinkedHashMap<>();
    stages.put("window", window);
    stages.put("times", times);
    stages.put(name, labeller);
    return stages;
  }

  @Override
  public int width() {
    return labeller.inputs();
  }

  @Override
  public void step(double[][] h, long index, long time, double[] x, int count, StepResult out) {
    long before = window.records(h[WINDOW]);
    window.add(h[WINDOW], time);
    times.add(h[TIMES], before, time);
    labeller.step(h[LABELLER], x);
    if (before < labeller.lag()) {
      return;
    }
    double[] p = new double[labels.length];
    labeller.label(h[LABELLER], p);
    EventResult result = out.event();
    int best = result.distribution(p, p.length, k -> labels[k]);
    result.label(
        labels[best], p[best], times.oldest(h[TIMES], before), times.changes(h[TIMES], best), 0);
  }

  @Override
  public boolean ends(double[][] h, long last, long next) {
    return window.ends(h[WINDOW], last, next);
  }

  @Override
  public void end(double[][] h, StepResult out) {
    window.clear(h[WINDOW]);
    Arrays.fill(h[TIMES], 0);
    Arrays.fill(h[LABELLER], 0);
    labeller.start(h[LABELLER]);
  }
}
