package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.Metrics;
import io.recurrence.evaluate.report.Chart;
import io.recurrence.evaluate.report.Chart.Style;
import io.recurrence.evaluate.report.Table;
import io.recurrence.evaluate.report.Table.Source;
import java.util.List;
import java.util.Locale;

/**
 * Counts how often truths fell where quantiles said: within the central intervals, and below each
 * quantile, for some steps ahead and over all of them.
 */
final class Reliability {
  /** The steps that are told apart. */
  static final List<Integer> STEPS = List.of(1, 6, 12, 13, 24, 48);

  private static final int ALL = STEPS.size();

  private final long[] truths = new long[ALL + 1];
  private final long[][] within = new long[ALL + 1][Levels.CENTRAL.length];
  private final long[][] below = new long[ALL + 1][Levels.COUNT];
  private double crps; // sum over truths, of the deciles
  private double points; // sum of |truth - mean|
  private double size; // sum of |truth|

  /** Takes the forecast of {@code k} steps ahead and its truth. */
  void add(Follower follower, int k, double truth) {
    int step = STEPS.indexOf(k);
    double loss = 0;
    for (int i = 0; i < Levels.COUNT; i++) {
      if (truth <= follower.quantile(i, k)) {
        below[ALL][i]++;
        if (step >= 0) {
          below[step][i]++;
        }
      }
    }
    for (int level : Levels.DECILES) {
      loss += Metrics.pinball(Levels.ALL[level], follower.quantile(level, k), truth);
    }
    crps += 2 * loss / Levels.DECILES.length;
    points += Math.abs(truth - follower.mean(k));
    size += Math.abs(truth);
    truths[ALL]++;
    if (step >= 0) {
      truths[step]++;
    }
    for (int i = 0; i < Levels.CENTRAL.length; i++) {
      int[] ends = Levels.CENTRAL[i];
      if (truth >= follower.quantile(ends[0], k) && truth <= follower.quantile(ends[1], k)) {
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
      truths[s] += other.truths[s];
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
    return truths[ALL];
  }

  /** The sum of the sizes of the truths. */
  double size() {
    return size;
  }

  /** Realised coverage in percent of the 50, 80 or 95 % interval (0, 1, 2), over all steps. */
  double coverage(int interval) {
    return 100.0 * within[ALL][interval] / truths[ALL];
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
      if (truths[s] > 0) {
        row(table, String.format(Locale.ROOT, "%s, step %d", what, STEPS.get(s)), s);
      }
    }
    row(table, what + ", all steps", ALL);
  }

  private void row(Table table, String name, int s) {
    if (truths[s] > 0) {
      table.row(
          name,
          Source.OURS,
          "",
          100.0 * within[s][0] / truths[s],
          100.0 * within[s][1] / truths[s],
          100.0 * within[s][2] / truths[s],
          (double) truths[s]);
    }
  }

  /** Realised against nominal quantile level: on the diagonal where quantiles are right. */
  Chart chart(String what) {
    double[] realised = new double[Levels.COUNT];
    for (int i = 0; i < realised.length; i++) {
      realised[i] = (double) below[ALL][i] / Math.max(1, truths[ALL]);
    }
    return new Chart(
            "Calibration: " + what,
            String.format(
                Locale.ROOT,
                "The share of truths at or below each quantile, against its level, over %,d values.",
                truths[ALL]))
        .axes("level of the quantile", "share of truths")
        .line(Style.IDEAL, "ideal", new double[] {0, 1}, new double[] {0, 1})
        .line(Style.OURS, "realised", Levels.ALL, realised)
        .points(Style.OURS, "", Levels.ALL, realised);
  }
}
