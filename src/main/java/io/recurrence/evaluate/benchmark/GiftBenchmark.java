package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.InputException;
import io.recurrence.evaluate.Metrics;
import io.recurrence.evaluate.benchmark.M4Set.Frequency;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Sheet;
import io.recurrence.evaluate.report.Table;
import io.recurrence.evaluate.report.Table.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Three short tasks of GIFT-Eval (Aksu et al., 2024), read from the sets that they were made of: M4
 * hourly and weekly, and ETTh1 with each column a series and 20 windows of 48 steps back from its
 * end. MASE is a mean over windows, the weighted quantile loss takes 0.1, 0.2 … 0.9; both are
 * divided by those of the seasonal naive forecast, and joined by geometric means.
 */
public final class GiftBenchmark implements Benchmark {
  static final String LAYOUT = M4Set.LAYOUT + ", or ETTh1.csv (date and seven columns), or both";
  private static final int WINDOWS = 20;
  private static final int HORIZON = 48;
  private static final int DAY = 24;

  private final Path directory;
  private final int limit;

  /**
   * The benchmark over the files below a directory.
   *
   * @param limit series of each task at most
   */
  public GiftBenchmark(Path directory, int limit) {
    this.directory = directory;
    this.limit = limit;
  }

  /** The windows of a task, forecast by an engine and by the seasonal naive. */
  private record Task(String name, List<Windows> ours, List<Windows> naive) {
    double maseRatio() {
      return M4Benchmark.mean(ours, Windows::mase) / M4Benchmark.mean(naive, Windows::mase);
    }

    /** By the seasonal naive's normal quantiles. */
    double wqlRatio() {
      return wql(ours) / wql(naive);
    }

    /** By the seasonal naive's points, each standing for all quantiles. */
    double wqlRatioOfPoints() {
      Reliability points = M4Benchmark.total(naive);
      return M4Benchmark.total(ours).crps() / points.pointLoss();
    }

    private static double wql(List<Windows> all) {
      Reliability total = M4Benchmark.total(all);
      return Metrics.weightedQuantileLoss(total.crps(), total.size());
    }
  }

  @Override
  public List<String> decides() {
    return List.of("horizon", "quantiles", "time.lateness");
  }

  @Override
  public Report run(Engine engine, Progress progress) {
    DataFiles files = new DataFiles(directory, LAYOUT);
    List<Task> tasks = new ArrayList<>();
    for (Frequency frequency : List.of(Frequency.HOURLY, Frequency.WEEKLY)) {
      M4Set.read(files, frequency, limit)
          .ifPresent(
              set -> {
                String name = "m4_" + frequency.title().toLowerCase(Locale.ROOT);
                progress.begin("gift " + name, set.rows());
                tasks.add(
                    new Task(
                        name,
                        set.run(engine, progress),
                        set.run(new NaiveEngine(frequency.season()), new Silent())));
              });
    }
    files.first("ETTh1.*\\.csv").ifPresent(file -> tasks.add(ett(file, engine, progress)));
    if (tasks.isEmpty()) {
      throw files.missing("Hourly-train.csv, Weekly-train.csv or ETTh1.csv");
    }
    return report(tasks);
  }

  private Task ett(Path file, Engine engine, Progress progress) {
    List<Series> all = ColumnSets.dated(file);
    List<Series> series = all.subList(0, Math.min(limit, all.size()));
    int n = series.get(0).length();
    if (n < WINDOWS * HORIZON + 2 * DAY) {
      throw new InputException(
          "%s has %d rows, fewer than %d windows of %d steps and two days before them"
              .formatted(file, n, WINDOWS, HORIZON));
    }
    int[] first = IntStream.range(0, WINDOWS).map(i -> n - (WINDOWS - i) * HORIZON).toArray();
    progress.begin("gift ett1_h", (long) n * series.size());
    List<Windows> ours =
        Parallel.map(
            series,
            each -> {
              Windows windows = Windows.of(engine, each, first, HORIZON, DAY);
              progress.rows(n);
              return windows;
            });
    Engine naive = new NaiveEngine(DAY);
    return new Task(
        "ett1_h", ours, Parallel.map(series, s -> Windows.of(naive, s, first, HORIZON, DAY)));
  }

  private static Report report(List<Task> tasks) {
    Report report =
        new Report(
            "gift",
            "GIFT-Eval, short tasks",
            "Zero-shot by protocol; here each series is streamed once and forecast from rows before the window alone."
                + " Ratios are to the seasonal naive forecast: below 1 is better than it.");
    Table means =
        new Table(
            "GIFT-Eval",
            "Geometric means over tasks of the ratios to the seasonal naive forecast.",
            Table.lower("MASE ratio", 4),
            Table.lower("WQL ratio", 4),
            Table.lower("WQL ratio to points", 4));
    means.row(
        "Recurrence",
        Source.OURS,
        tasks.size() + " tasks",
        Metrics.geometricMean(tasks.stream().mapToDouble(Task::maseRatio).toArray()),
        Metrics.geometricMean(tasks.stream().mapToDouble(Task::wqlRatio).toArray()),
        Metrics.geometricMean(tasks.stream().mapToDouble(Task::wqlRatioOfPoints).toArray()));
    Published.load().addTo(means, "gift", false);
    Table table =
        new Table(
            "Tasks",
            "The same, task by task.",
            Table.plain("MASE ratio", 4),
            Table.plain("WQL ratio", 4),
            Table.plain("WQL ratio to points", 4),
            Table.plain("MASE", 4),
            Table.plain("WQL", 5),
            Table.plain("values", 0));
    Table coverage =
        Reliability.table(
            "Coverage", "Percent of actual values within the interval, by its nominal level.");
    Sheet sheet =
        new Sheet(
            "series",
            "task",
            "series",
            "mase",
            "seasonal_naive_mase",
            "coverage_50",
            "coverage_80",
            "coverage_95");
    for (Task task : tasks) {
      row(table, "Recurrence, " + task.name(), Source.OURS, task.ours(), task);
      M4Benchmark.total(task.ours()).rows(coverage, task.name());
      report.add(M4Benchmark.total(task.ours()).chart(task.name()));
      M4Benchmark.examples(report, task.ours());
      for (int i = 0; i < task.ours().size(); i++) {
        Windows ours = task.ours().get(i);
        sheet.row(
            task.name(),
            ours.series().name(),
            ours.mase(),
            task.naive().get(i).mase(),
            ours.reliability().coverage(0),
            ours.reliability().coverage(1),
            ours.reliability().coverage(2));
      }
    }
    for (Task task : tasks) {
      row(table, "seasonal naive, " + task.name(), Source.MEASURED, task.naive(), task);
    }
    report.note(
        "WQL ratio takes the normal quantiles of the seasonal naive forecast, WQL ratio to points takes its points for"
            + " all quantiles.");
    return report.add(means).add(table).add(coverage).add(sheet);
  }

  private static void row(Table table, String method, Source source, List<Windows> all, Task task) {
    Reliability total = M4Benchmark.total(all);
    boolean ours = source == Source.OURS;
    table.row(
        method,
        source,
        "",
        ours ? task.maseRatio() : 1,
        ours ? task.wqlRatio() : 1,
        ours ? task.wqlRatioOfPoints() : total.crps() / total.pointLoss(),
        M4Benchmark.mean(all, Windows::mase),
        Metrics.weightedQuantileLoss(total.crps(), total.size()),
        (double) total.forecasts());
  }
}
