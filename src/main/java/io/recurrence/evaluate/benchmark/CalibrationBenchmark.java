package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.benchmark.Engine.Steps;
import io.recurrence.evaluate.report.Chart;
import io.recurrence.evaluate.report.Chart.Style;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Table;
import io.recurrence.evaluate.report.Table.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * False alarms asked for against got, on made series in which nothing is wrong. A score of at least
 * {@code 1 - p} should come in the share {@code p} of rows; needs no data.
 */
public final class CalibrationBenchmark implements Benchmark {
  private static final double[] BUDGETS = {1e-2, 1e-3, 1e-4};
  private static final double[] BULK = {0.5, 0.8, 0.9};
  private static final int REPEATS = 3; // series of each kind
  private static final double BURN_IN = 0.1; // share of the rows that are not counted
  private static final double MAX_FACTOR = 1.5; // factor within which got is what was asked
  private static final long SEED = 7000;

  private final int rows;
  private final int limit;

  /**
   * The benchmark over series of a length.
   *
   * @param rows of each series; the first tenth is not counted
   * @param limit series of each kind at most
   */
  public CalibrationBenchmark(int rows, int limit) {
    this.rows = rows;
    this.limit = limit;
  }

  /** What came of the series of one kind. */
  private static final class Counts {
    private final long[] alarms = new long[BUDGETS.length];
    private final long[] bulk = new long[BULK.length];
    private long flags;
    private long judged;

    void add(Counts other) {
      for (int i = 0; i < alarms.length; i++) {
        alarms[i] += other.alarms[i];
      }
      for (int i = 0; i < bulk.length; i++) {
        bulk[i] += other.bulk[i];
      }
      flags += other.flags;
      judged += other.judged;
    }

    void judge(double score, boolean flagged) {
      judged++;
      flags += flagged ? 1 : 0;
      for (int i = 0; i < alarms.length; i++) {
        alarms[i] += score >= 1 - BUDGETS[i] ? 1 : 0;
      }
      for (int i = 0; i < bulk.length; i++) {
        bulk[i] += score >= BULK[i] ? 1 : 0;
      }
    }

    double got(int budget) {
      return (double) alarms[budget] / judged;
    }
  }

  private record Work(CleanSeries kind, long seed) {}

  @Override
  public Report run(Engine engine, Progress progress) {
    CleanSeries[] kinds = CleanSeries.values();
    List<Work> work = new ArrayList<>();
    for (CleanSeries kind : kinds) {
      for (int i = 0; i < Math.min(REPEATS, limit); i++) {
        work.add(new Work(kind, SEED + i));
      }
    }
    progress.begin("calibration", (long) rows * work.size());
    List<Counts> runs = Parallel.map(work, each -> follow(engine, each, progress));
    Table asked =
        new Table(
            "False alarms asked for against got",
            "Got divided by asked: 1 is right. Rows in which the score is at least 1 - p, for each p; the share of"
                + " rows that are flagged by the pipeline as it stands is beside it.",
            Table.plain("p = 0.01", 2),
            Table.plain("p = 0.001", 2),
            Table.plain("p = 0.0001", 2),
            Table.plain("flagged per 10,000 rows", 2),
            Table.plain("rows", 0));
    Table bulk =
        new Table(
            "Scores of ordinary values",
            "Percent of rows with at least the score; uniform would be 50, 20 and 10.",
            Table.plain("0.5", 1),
            Table.plain("0.8", 1),
            Table.plain("0.9", 1));
    Chart chart =
        new Chart("Asked against got", "The share of rows alarmed, on clean series.")
            .axes("asked", "got")
            .logarithmic()
            .line(Style.IDEAL, "as asked", BUDGETS, BUDGETS);
    int close = 0;
    for (CleanSeries kind : kinds) {
      Counts total = new Counts();
      for (int i = 0; i < work.size(); i++) {
        if (work.get(i).kind() == kind) {
          total.add(runs.get(i));
        }
      }
      double[] got = new double[BUDGETS.length];
      double[] values = new double[BUDGETS.length + 2];
      for (int i = 0; i < got.length; i++) {
        got[i] = total.got(i) > 0 ? total.got(i) : Double.NaN;
        values[i] = total.got(i) / BUDGETS[i];
        close += values[i] <= MAX_FACTOR && values[i] >= 1 / MAX_FACTOR ? 1 : 0;
      }
      values[got.length] = 1e4 * total.flags / total.judged;
      values[got.length + 1] = (double) total.judged;
      asked.row(kind.title(), Source.OURS, "", values);
      bulk.row(
          kind.title(),
          Source.OURS,
          "",
          100.0 * total.bulk[0] / total.judged,
          100.0 * total.bulk[1] / total.judged,
          100.0 * total.bulk[2] / total.judged);
      chart.line(Style.OURS, "got", BUDGETS, got).points(Style.OURS, "", BUDGETS, got);
    }
    return new Report(
            "calibration",
            "False alarms asked for and got",
            "A calibrated score is uniform where nothing is wrong, so that a threshold can be read as a rate of false"
                + " alarms.")
        .add(asked)
        .add(bulk)
        .add(chart)
        .note(
            String.format(
                Locale.ROOT,
                "%d of %d rates are within a factor %.1f of what was asked.",
                close,
                kinds.length * BUDGETS.length,
                MAX_FACTOR));
  }

  private Counts follow(Engine engine, Work work, Progress progress) {
    double[] x = work.kind().make(rows, work.seed());
    long step = Duration.ofMinutes(5).toMillis();
    Counts counts = new Counts();
    Follower follower = engine.follow(Engine.AS_SPECIFIED, Steps.OF_TIME);
    for (int i = 0; i < rows; i++) {
      follower.step(i * step, x[i]);
      if (i >= BURN_IN * rows) {
        counts.judge(follower.score(), follower.flagged());
      }
    }
    progress.rows(rows);
    return counts;
  }
}
