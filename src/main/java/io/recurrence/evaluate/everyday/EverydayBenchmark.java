package io.recurrence.evaluate.everyday;

import io.recurrence.evaluate.InputException;
import io.recurrence.evaluate.benchmark.Benchmark;
import io.recurrence.evaluate.benchmark.Engine;
import io.recurrence.evaluate.benchmark.Parallel;
import io.recurrence.evaluate.benchmark.Progress;
import io.recurrence.evaluate.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Synthetic series of the kinds that people have, with the events that people would see: which are
 * found, what is flagged besides, and the errors of forecasts. Needs no data.
 */
public final class EverydayBenchmark implements Benchmark {
  private final long seed;
  private final String kind;
  private final int limit;
  private final boolean cutForest;

  /**
   * The benchmark over the series of a seed.
   *
   * @param kind a part of the names of the kinds that are run; empty for all
   * @param limit series of each kind at most
   * @param cutForest whether random cut forest is measured too, which takes most of the time
   */
  public EverydayBenchmark(long seed, String kind, int limit, boolean cutForest) {
    this.seed = seed;
    this.kind = kind;
    this.limit = limit;
    this.cutForest = cutForest;
  }

  private record Work(Scenario scenario, int number) {}

  @Override
  public List<String> decides() {
    return List.of("horizon", "quantiles", "time.lateness");
  }

  @Override
  public Report run(Engine engine, Progress progress) {
    List<Scenario> scenarios = chosen();
    List<Work> work = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      for (int number = 1; number <= Math.min(limit, scenario.series()); number++) {
        work.add(new Work(scenario, number));
      }
    }
    List<Rival> rivals = new ArrayList<>(List.of(RollingScore.rival()));
    boolean missing = cutForest && !CutForestRule.available();
    if (cutForest && !missing) {
      rivals.add(CutForestRule.rival());
    }
    long rows = work.stream().mapToLong(each -> each.scenario().rows()).sum();
    progress.begin("everyday", rows);
    List<SeriesTrial> trials =
        Parallel.map(
            work,
            each -> {
              LabelledSeries series = each.scenario().make(seed, each.number());
              SeriesTrial trial = SeriesTrial.of(engine, rivals, series);
              progress.rows(series.length());
              return trial;
            });
    Report report = new EverydayReport(rivals, scenarios, trials).report();
    if (missing) {
      report.note("Random cut forest is left out: its library is not on the class path.");
    }
    return report
        .fact("seed", Long.toString(seed))
        .fact("series", Integer.toString(trials.size()))
        .fact("rows", String.format(Locale.ROOT, "%,d", rows));
  }

  private List<Scenario> chosen() {
    List<Scenario> all = Scenarios.all();
    List<Scenario> chosen = all.stream().filter(each -> each.name().contains(kind)).toList();
    if (chosen.isEmpty()) {
      throw new InputException(
          "there is no kind '%s'; known are %s"
              .formatted(kind, String.join("; ", all.stream().map(Scenario::name).toList())));
    }
    return chosen;
  }
}
