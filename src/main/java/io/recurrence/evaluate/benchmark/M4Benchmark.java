package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.Metrics;
import io.recurrence.evaluate.benchmark.Engine.Steps;
import io.recurrence.evaluate.benchmark.M4Set.Frequency;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Sheet;
import io.recurrence.evaluate.report.Table;
import io.recurrence.evaluate.report.Table.Source;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The M4 competition (Makridakis, Spiliotis and Assimakopoulos, 2020): each series is streamed to
 * its end, then forecast once, as far as its frequency asks.
 */
public final class M4Benchmark implements Benchmark {
  private final Path directory;
  private final int limit;

  /**
   * The benchmark over the files below a directory.
   *
   * @param limit series of each frequency at most
   */
  public M4Benchmark(Path directory, int limit) {
    this.directory = directory;
    this.limit = limit;
  }

  @Override
  public List<String> decides() {
    return List.of("horizon", "quantiles", "time.lateness");
  }

  @Override
  public Report run(Engine engine, Progress progress) {
    DataFiles files = new DataFiles(directory, M4Set.LAYOUT);
    Report report =
        new Report(
            "m4",
            "M4 competition",
            "Each series is streamed once, value by value, and forecast from its last value. sMAPE, MASE and MSIS are"
                + " means over series; OWA is relative to Naive2 on the same series.");
    Sheet sheet =
        new Sheet(
            "series",
            "frequency",
            "series",
            "smape",
            "mase",
            "msis",
            "naive2_mase",
            "coverage_50",
            "coverage_80",
            "coverage_95");
    Table coverage =
        Reliability.table(
            "Coverage", "Percent of actual values within the interval, by its nominal level.");
    boolean any = false;
    for (Frequency frequency : Frequency.values()) {
      Optional<M4Set> set = M4Set.read(files, frequency, limit);
      if (set.isPresent()) {
        any = true;
        run(set.get(), engine, progress, report, coverage, sheet);
      }
    }
    if (!any) {
      throw files.missing("<Frequency>-train.csv");
    }
    return report.add(coverage).add(sheet);
  }

  private static void run(
      M4Set set, Engine engine, Progress progress, Report report, Table coverage, Sheet sheet) {
    Frequency frequency = set.frequency();
    progress.begin("m4 " + frequency.title().toLowerCase(Locale.ROOT), set.rows());
    List<Windows> ours = set.run(engine, progress);
    List<Windows> last = set.run(new NaiveEngine(1), new Silent());
    List<Windows> season = set.run(new NaiveEngine(frequency.season()), new Silent());
    double[][] naive2 = naive2(set);
    double smape = mean(naive2[0]);
    double mase = mean(naive2[1]);
    Table table =
        new Table(
            "M4 " + frequency.title() + ", " + set.series().size() + " series",
            frequency.horizon() + " steps from the last value.",
            Table.lower("sMAPE", 3),
            Table.lower("MASE", 3),
            Table.lower("OWA", 4),
            Table.lower("MSIS", 2),
            Table.plain("coverage 95 %", 1));
    row(table, "Recurrence", Source.OURS, ours, smape, mase);
    row(table, "last value", Source.MEASURED, last, smape, mase);
    if (frequency.season() > 1) {
      row(table, "seasonal naive", Source.MEASURED, season, smape, mase);
    }
    table.row("Naive2", Source.MEASURED, "", smape, mase, 1, Double.NaN, Double.NaN);
    Published.load()
        .addTo(table, "m4/" + frequency.title(), set.series().size() == frequency.count());
    report.add(table);
    Reliability all = total(ours);
    all.rows(coverage, frequency.title());
    report.add(all.chart("M4 " + frequency.title()));
    examples(report, ours);
    for (int i = 0; i < ours.size(); i++) {
      Windows each = ours.get(i);
      sheet.row(
          frequency.title(),
          each.series().name(),
          each.smape(),
          each.mase(),
          each.msis(),
          naive2[1][i],
          each.reliability().coverage(0),
          each.reliability().coverage(1),
          each.reliability().coverage(2));
    }
    report.fact(
        "state per series, " + frequency.title(),
        String.format(
            Locale.ROOT, "%,d bytes", engine.stateBytes(frequency.horizon(), Steps.OF_TIME)));
  }

  private static void row(
      Table table, String method, Source source, List<Windows> all, double smape, double mase) {
    double ourSmape = mean(all, Windows::smape);
    double ourMase = mean(all, Windows::mase);
    table.row(
        method,
        source,
        "",
        ourSmape,
        ourMase,
        Metrics.owa(ourSmape, ourMase, smape, mase),
        mean(all, Windows::msis),
        total(all).coverage(2));
  }

  /** sMAPE and MASE of Naive2 by series. */
  private static double[][] naive2(M4Set set) {
    int count = set.series().size();
    double[][] scores = new double[2][count];
    int horizon = set.frequency().horizon();
    int season = set.frequency().season();
    for (int i = 0; i < count; i++) {
      double[] x = set.series().get(i).values();
      int n = set.trains().get(i);
      double[] actual = Arrays.copyOfRange(x, n, n + horizon);
      double[] path = Naive2.forecast(x, n, season, horizon);
      double scale = Metrics.naiveScale(x, n, season);
      scores[0][i] = Metrics.smape(actual, path);
      scores[1][i] = scale > 0 ? Metrics.mase(actual, path, scale) : 0;
    }
    return scores;
  }

  /** Pictures of the best, the median and the worst series, and of those between. */
  static void examples(Report report, List<Windows> all) {
    List<Windows> sorted = all.stream().sorted(Comparator.comparingDouble(Windows::mase)).toList();
    String[] ranks = {"best", "first quartile", "median", "third quartile", "worst"};
    for (int i = 0; i < ranks.length; i++) {
      Windows each = sorted.get((sorted.size() - 1) * i / (ranks.length - 1));
      report.add(
          each.chart(String.format(Locale.ROOT, "MASE %.2f, the %s.", each.mase(), ranks[i])));
    }
  }

  static Reliability total(List<Windows> all) {
    Reliability total = new Reliability();
    all.forEach(each -> total.add(each.reliability()));
    return total;
  }

  static double mean(List<Windows> all, ToDoubleFunction<Windows> of) {
    return mean(all.stream().mapToDouble(of).toArray());
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double each : x) {
      sum += each;
    }
    return sum / x.length;
  }
}
