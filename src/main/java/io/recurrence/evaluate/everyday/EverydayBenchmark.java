package io.recurrence.evaluate.everyday;

import io.recurrence.evaluate.InputException;
import io.recurrence.evaluate.benchmark.Benchmark;
import io.recurrence.evaluate.benchmark.Engine;
import io.recurrence.evaluate.benchmark.Parallel;
import io.recurrence.evaluate.benchmark.Progress;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Table;
import io.recurrence.evaluate.report.Table.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Synthetic series of the kinds that people have, with the events that people would see: which are
 * found, what is flagged besides, and the errors of forecasts. Needs no data.
 */
public final class EverydayBenchmark implements Benchmark {
  private final long seed;
  private final String kind;
  private final int limit;

  /**
   * The benchmark over the series of a seed.
   *
   * @param kind a part of the names of the kinds that are run; empty for all
   * @param limit series of each kind at most
   */
  public EverydayBenchmark(long seed, String kind, int limit) {
    this.seed = seed;
    this.kind = kind;
    this.limit = limit;
  }

  private record Work(Scenario scenario, int number) {}

  @Override
  public Report run(Engine engine, Progress progress) {
    List<Scenario> scenarios =
        Scenarios.all().stream().filter(scenario -> scenario.name().contains(kind)).toList();
    if (scenarios.isEmpty()) {
      throw new InputException(
          "no kind is named '%s'; there are %s"
              .formatted(
                  kind, String.join(", ", Scenarios.all().stream().map(Scenario::name).toList())));
    }
    List<Work> work = new ArrayList<>();
    long rows = 0;
    for (Scenario scenario : scenarios) {
      for (int i = 1; i <= Math.min(limit, scenario.series()); i++) {
        work.add(new Work(scenario, i));
        rows += scenario.rows();
      }
    }
    progress.begin("everyday", rows);
    List<Trial> trials =
        Parallel.map(
            work,
            each -> {
              Trial trial = Trial.of(engine, each.scenario().make(seed, each.number()));
              progress.rows(each.scenario().rows());
              return trial;
            });
    List<ScenarioScore> scores = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      List<Trial> own =
          trials.stream().filter(t -> t.series().scenario().equals(scenario.name())).toList();
      scores.add(new ScenarioScore(scenario, own));
    }
    return new Report(
            "everyday",
            "Everyday series",
            "Synthetic series of the kinds that people have, with the events that people would see.")
        .add(totals(scores))
        .add(kinds(scores))
        .note(missed(trials))
        .fact("seed", Long.toString(seed))
        .fact("rows", String.format(Locale.ROOT, "%,d", rows));
  }

  private static Table totals(List<ScenarioScore> scores) {
    Table table =
        new Table(
            "Everyday",
            "Events flagged in time; false alarms, those within 12 rows being one; mean absolute error of 1 to 24"
                + " steps over that of the better of last value and a season ago, geometric mean of all kinds.",
            Table.higher("found", 0),
            Table.plain("events", 0),
            Table.lower("false alarms per 1,000 rows", 2),
            Table.lower("relative error", 3));
    FlagScore flags = new FlagScore();
    scores.forEach(score -> flags.add(score.flags(Trial::flags)));
    table.row(
        "Recurrence",
        Source.OURS,
        "",
        flags.found(),
        flags.events(),
        flags.falseAlarmRate(),
        relative(scores, Trial::mae));
    naive(table, "last value", scores, Trial::lastValue);
    naive(table, "a season ago", scores, Trial::seasonAgo);
    return table;
  }

  private static void naive(
      Table table, String name, List<ScenarioScore> scores, ToDoubleFunction<Trial> mae) {
    table.row(name, Source.MEASURED, "", Double.NaN, Double.NaN, Double.NaN, relative(scores, mae));
  }

  private static double relative(List<ScenarioScore> scores, ToDoubleFunction<Trial> mae) {
    return ScenarioScore.geometricMean(
        scores.stream().mapToDouble(score -> score.ratio(mae)).toArray());
  }

  private static Table kinds(List<ScenarioScore> scores) {
    Table table =
        new Table(
            "By kind",
            "Of the series of each kind.",
            Table.plain("found", 0),
            Table.plain("events", 0),
            Table.plain("false alarms", 0),
            Table.plain("per 1,000 rows", 2),
            Table.plain("relative error", 2));
    for (ScenarioScore score : scores) {
      FlagScore flags = score.flags(Trial::flags);
      table.row(
          score.scenario().name(),
          Source.OURS,
          "",
          flags.found(),
          flags.events(),
          flags.falseAlarms(),
          flags.falseAlarmRate(),
          score.ratio(Trial::mae));
    }
    return table;
  }

  private static String missed(List<Trial> trials) {
    List<String> missed = new ArrayList<>();
    for (Trial trial : trials) {
      for (Event event : trial.series().events()) {
        if (event.required() && !FlagScore.found(event, trial.flags())) {
          missed.add(
              "%s %d, %s at row %d"
                  .formatted(
                      trial.series().scenario(),
                      trial.series().number(),
                      event.name(),
                      event.first()));
        }
      }
    }
    return missed.isEmpty() ? "no event is missed" : "missed: " + String.join("; ", missed);
  }
}
