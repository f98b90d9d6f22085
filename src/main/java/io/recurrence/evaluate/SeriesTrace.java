package io.recurrence.evaluate;

import io.recurrence.core.Judgement;
import java.util.ArrayList;
import java.util.List;

/** What a report shows of one series: its values, what was expected of them, and its flags. */
public final class SeriesTrace {
  /** What is kept of each step; NaN where there is none. */
  public enum Column {
    TIME,
    VALUE,
    EXPECTED,
    LOWER,
    UPPER
  }

  /** A flagged row and why it was flagged. */
  public record Flag(Row row, String kind, String reason) {}

  private final String series;
  private final boolean drawn;
  private final BaselineErrors errors;
  private final List<double[]> steps = new ArrayList<>();
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
          new double[] {
            row.time(),
            judgement.value(),
            judgement.expected(),
            judgement.lower(),
            judgement.upper()
          });
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

  /** One column of the steps that were kept. */
  public double[] column(Column column) {
    return steps.stream().mapToDouble(step -> step[column.ordinal()]).toArray();
  }

  /** The flags that were kept, in their order. */
  public List<Flag> flags() {
    return List.copyOf(flags);
  }
}
