package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.Metrics;
import io.recurrence.evaluate.report.Chart;
import io.recurrence.evaluate.report.Chart.Style;
import io.recurrence.evaluate.report.Table;
import io.recurrence.evaluate.report.Table.Source;
import java.util.List;
import java.util.Locale;

/**
 * Counts how often actual values fell where quantiles said: within the central intervals, and below
 * each quantile, for some steps ahead and over all of them.
 */
final class Reliability {
  /** The steps that are told apart. */
  static final List<Integer> STEPS = List.of(1, 6, 12, 13, 24, 48);

  private static final int ALL = STEPS.size();

  private final long[] actuals = new long[ALL + 1];
  private final long[][] within = new long[ALL + 1][Levels.CENTRAL.length];
  private final long[][] below = new long[ALL + 1][Levels.COUNT];
  private double crps; // sum over actual values, of the deciles
  private double points; // sum of |actual value - mean|
  private double size; // sum of |actual value|

  /** Takes the forecast of {@code k} steps ahead and its actual value. */
  void add(Follower follower, int k, double actual) {
    int step = STEPS.indexOf(k);
    double loss = 0;
    for (int i = 0; i < Levels.COUNT; i++) {
      if (actual <= follower.quantile(i, k)) {
        below[ALL][i]++;
        if (step >= 0) {
          below[step][i]++;
        }
      }
    }
    for (int level : Levels.DECILES) {
      loss += Metrics.pinball(Levels.ALL[level], follower.quantile(level, k), actual);
    }
    crps += 2 * loss / Levels.DECILES.length;
    points += Math.abs(actual - follower.mean(k));
    size += Math.abs(actual);
    actuals[ALL]++;
    if (step >= 0) {
      actuals[step]++;
    }
    for (int i = 0; i < Levels.CENTRAL.length; i++) {
      int[] ends = Levels.CENTRAL[i];
      if (actual >= follower.quantile(ends[0], k) && actual <= follower.quantile(ends[1], k)) {
        within[ALL][i]++;
        if (step >= 0) {
          within[step][i]++;
        }
      }
    }
  }

  /** Adds the counts of another. */
  Reliability add(Reliability other) {
    for (int s = 0; s <= ALL; s++) {
      actuals[s] += other.actuals[s];
      for (int i = 0; i < Levels.COUNT; i++) {
        below[s][i] += other.below[s][i];
      }
      for (int i = 0; i < Levels.CENTRAL.length; i++) {
        within[s][i] += other.within[s][i];
      }
    }
    crps += other.crps;
    points += other.points;
    size += other.size;
    return this;
  }

  /** The sum of the continuous ranked probability scores, from the nine deciles. */
  double crps() {
    return crps;
  }

  /** What {@link #crps()} would be, were the mean forecast given for every quantile. */
  double pointLoss() {
    return points;
  }

  /** How many forecast values were scored. */
  long forecasts() {
    return actuals[ALL];
  }

  /** The sum of the sizes of the actual values. */
  double size() {
    return size;
  }

  /** Realised coverage in percent of the 50, 80 or 95 % interval (0, 1, 2), over all steps. */
  double coverage(int interval) {
    return 100.0 * within[ALL][interval] / actuals[ALL];
  }

  /** An empty table of coverage. */
  static Table table(String title, String note) {
    return new Table(
        title,
        note,
        Table.plain("50 %", 1),
        Table.plain("80 %", 1),
        Table.plain("95 %", 1),
        Table.plain("forecasts", 0));
  }

  /** Adds a row per step that was seen, and one for all. */
  void rows(Table table, String what) {
    for (int s = 0; s < ALL; s++) {
      if (actuals[s] > 0) {
        row(table, String.format(Locale.ROOT, "%s, step %d", what, STEPS.get(s)), s);
      }
    }
    row(table, what + ", all steps", ALL);
  }

  private void row(Table table, String name, int s) {
    if (actuals[s] > 0) {
      table.row(
          name,
          Source.OURS,
          "",
          100.0 * within[s][0] / actuals[s],
          100.0 * within[s][1] / actuals[s],
          100.0 * within[s][2] / actuals[s],
          (double) actuals[s]);
    }
  }

  /** Realised against nominal quantile level: on the diagonal where quantiles are right. */
  Chart chart(String what) {
    double[] realised = new double[Levels.COUNT];
    for (int i = 0; i < realised.length; i++) {
      realised[i] = (double) below[ALL][i] / Math.max(1, actuals[ALL]);
    }
    return new Chart(
            "Calibration: " + what,
            String.format(
                Locale.ROOT,
                "The share of actual values at or below each quantile, against its level, over %,d values.",
                actuals[ALL]))
        .axes("level of the quantile", "share of actual values")
        .line(Style.IDEAL, "ideal", new double[] {0, 1}, new double[] {0, 1})
        .line(Style.OURS, "realised", Levels.ALL, realised)
        .points(Style.OURS, "", Levels.ALL, realised);
  }
}
