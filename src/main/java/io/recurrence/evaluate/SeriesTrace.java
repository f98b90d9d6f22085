package io.recurrence.evaluate;

import io.recurrence.core.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a report shows of one series: its values, what was expected of them, and its flags. */
public final class SeriesTrace {
  /** What is kept of a step; NaN where there is none. */
  public record Step(double time, double value, double expected, double lower, double upper) {}

  /** A flagged row and why it was flagged. */
  public record Flag(Row row, String kind, String reason) {}

  private final String series;
  private final boolean drawn;
  private final BaselineErrors errors;
  private final List<Step> steps = new ArrayList<>();
  private final List<Flag> flags = new ArrayList<>();
  private long rows;
  private long flagged;

  /**
   * Begins with no step.
   *
   * @param drawn whether steps and flags are kept, and not just counted
   */
  SeriesTrace(String series, boolean drawn, BaselineErrors errors) {
    this.series = series;
    this.drawn = drawn;
    this.errors = errors;
  }

  void take(Row row, Judgement judgement) {
    boolean anomaly = judgement.verdict().anomaly();
    rows++;
    flagged += anomaly ? 1 : 0;
    if (drawn) {
      steps.add(
          new Step(
              row.time(),
              judgement.value(),
              judgement.expected(),
              judgement.lower(),
              judgement.upper()));
      if (anomaly) {
        String kind = judgement.verdict().kind().name();
        flags.add(new Flag(row, kind, judgement.verdict().reason()));
      }
    }
  }

  /** The name; empty where the file names none. */
  public String series() {
    return series;
  }

  /** Whether steps and flags were kept. */
  public boolean drawn() {
    return drawn;
  }

  public long rows() {
    return rows;
  }

  public long flagged() {
    return flagged;
  }

  public BaselineErrors errors() {
    return errors;
  }

  /** One number of each step that was kept. */
  public double[] column(ToDoubleFunction<Step> column) {
    return steps.stream().mapToDouble(column).toArray();
  }

  /** The flags that were kept, in their order. */
  public List<Flag> flags() {
    return List.copyOf(flags);
  }
}
