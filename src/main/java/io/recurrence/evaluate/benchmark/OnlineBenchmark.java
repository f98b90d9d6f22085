package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.report.Chart;
import io.recurrence.evaluate.report.Chart.Style;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Sheet;
import io.recurrence.evaluate.report.Table;
import io.recurrence.evaluate.report.Table.Measure;
import io.recurrence.evaluate.report.Table.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Forecasts from every row of long series, with nothing known at a row but the rows up to it. The
 * rows are those of the published online figures; that their authors let actual values be learned
 * before they could be known, for more than one step ahead, is not repeated here.
 */
public final class OnlineBenchmark implements Benchmark {
  private final Path directory;
  private final int limit;

  /**
   * The benchmark over the files below a directory.
   *
   * @param limit columns of each file at most
   */
  public OnlineBenchmark(Path directory, int limit) {
    this.directory = directory;
    this.limit = limit;
  }

  @Override
  public List<String> decides() {
    return List.of("horizon", "quantiles", "time.lateness");
  }

  @Override
  public Report run(Engine engine, Progress progress) {
    DataFiles files = new DataFiles(directory, OnlineTask.LAYOUT);
    List<OnlineTask> tasks = OnlineTask.read(files, limit);
    if (tasks.isEmpty()) {
      throw files.missing("file of a known name");
    }
    Report report =
        new Report(
            "online",
            "Online forecasting",
            "Every row is an origin; actual values are learned when they come. Errors are in standard deviations of the"
                + " training rows, means over series, origins and steps 1 to the horizon.");
    Table coverage =
        Reliability.table(
            "Coverage", "Percent of actual values within the interval, by its nominal level.");
    Sheet sheet =
        new Sheet(
            "series",
            "task",
            "series",
            "horizon",
            "mse",
            "mae",
            "last_value_mse",
            "coverage_50",
            "coverage_80",
            "coverage_95");
    for (OnlineTask task : tasks) {
      run(task, engine, progress, report, coverage, sheet);
    }
    Table shifts =
        Reliability.table(
            "Coverage in the 200 steps after a jump of level",
            "Made series whose level jumps by 5 to 20 deviations; percent within the interval.");
    Reliability total = new Reliability();
    LevelShifts.run(engine, limit, progress)
        .forEach(
            (kind, reliability) -> {
              reliability.rows(shifts, kind.title());
              total.add(reliability);
            });
    total.rows(shifts, "all");
    return report
        .add(coverage)
        .add(shifts)
        .add(total.chart("after a jump of level"))
        .add(sheet)
        .note("Steps of prices are records, whenever they come, and prices are logarithms.");
  }

  private static void run(
      OnlineTask task,
      Engine engine,
      Progress progress,
      Report report,
      Table coverage,
      Sheet sheet) {
    progress.begin("online " + task.name(), task.rows());
    List<Prequential> ours =
        Parallel.map(
            task.series(),
            series -> {
              Prequential one = Prequential.of(engine, task, series);
              progress.rows(task.end());
              return one;
            });
    List<Prequential> last = naive(task, 1);
    Table table = table(task);
    row(table, task, "Recurrence", Source.OURS, ours, last);
    row(table, task, "last value", Source.MEASURED, last, last);
    if (task.season() > 1) {
      row(table, task, "seasonal naive", Source.MEASURED, naive(task, task.season()), last);
    }
    Published.load().addTo(table, "online/" + task.name(), true);
    report.add(table);
    Reliability all = new Reliability();
    ours.forEach(each -> all.add(each.reliability()));
    all.rows(coverage, task.name());
    report.add(all.chart(task.name())).add(bySteps(task, ours, last));
    report.add(ours.get(ours.size() - 1).chart());
    for (int i = 0; i < ours.size(); i++) {
      for (int h = 0; h < task.horizons().size(); h++) {
        Prequential one = ours.get(i);
        sheet.row(
            task.name(),
            one.series().name(),
            task.horizons().get(h),
            one.mse(h),
            one.mae(h),
            last.get(i).mse(h),
            one.reliability().coverage(0),
            one.reliability().coverage(1),
            one.reliability().coverage(2));
      }
    }
    report.fact(
        "cost, " + task.name(),
        String.format(
            Locale.ROOT,
            "%.1f µs per event with a forecast of %d steps, %,d bytes of state per series",
            mean(ours, Prequential::nanos) / task.end() / 1e3,
            task.farthest(),
            engine.stateBytes(task.farthest(), task.steps())));
  }

  private static List<Prequential> naive(OnlineTask task, int season) {
    Engine engine = new NaiveEngine(season);
    return Parallel.map(task.series(), series -> Prequential.of(engine, task, series));
  }

  private static Table table(OnlineTask task) {
    List<Measure> measures = new ArrayList<>();
    task.horizons().forEach(h -> measures.add(Table.lower("MSE " + h, 4)));
    task.horizons().forEach(h -> measures.add(Table.lower("MAE " + h, 4)));
    task.horizons().forEach(h -> measures.add(Table.lower("ratio " + h, 3)));
    return new Table(
        "Online: " + task.name() + ", " + task.series().size() + " series",
        String.format(
            Locale.ROOT,
            "Targets are rows %,d to %,d; the ratio is that of the MSE to the last value's.",
            task.first(),
            task.end() - 1),
        measures.toArray(Measure[]::new));
  }

  private static void row(
      Table table,
      OnlineTask task,
      String method,
      Source source,
      List<Prequential> all,
      List<Prequential> last) {
    int count = task.horizons().size();
    double[] values = new double[3 * count];
    for (int i = 0; i < count; i++) {
      int h = i;
      values[i] = mean(all, each -> each.mse(h));
      values[count + i] = mean(all, each -> each.mae(h));
      values[2 * count + i] = values[i] / mean(last, each -> each.mse(h));
    }
    table.row(method, source, "", values);
  }

  private static Chart bySteps(OnlineTask task, List<Prequential> ours, List<Prequential> last) {
    double[] steps = new double[task.farthest()];
    double[] us = new double[steps.length];
    double[] them = new double[steps.length];
    for (int k = 0; k < steps.length; k++) {
      int step = k;
      steps[k] = k + 1;
      us[k] = mean(ours, each -> each.mseBySteps()[step]);
      them[k] = mean(last, each -> each.mseBySteps()[step]);
    }
    return new Chart(task.name() + ": error by step", "Mean squared error of each step ahead.")
        .axes("steps ahead", "MSE")
        .line(Style.OTHER, "last value", steps, them)
        .line(Style.OURS, "Recurrence", steps, us);
  }

  private static double mean(List<Prequential> all, ToDoubleFunction<Prequential> of) {
    double sum = 0;
    for (Prequential each : all) {
      sum += of.applyAsDouble(each);
    }
    return sum / all.size();
  }
}
