package io.recurrence.evaluate.everyday;

import io.recurrence.evaluate.report.Chart;
import io.recurrence.evaluate.report.Chart.Style;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Sheet;
import io.recurrence.evaluate.report.Table;
import io.recurrence.evaluate.report.Table.Measure;
import io.recurrence.evaluate.report.Table.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The trials of all series as tables, pictures and sheets. */
final class EverydayReport {
  private static final int OURS = 0;
  private static final int SHOWN = 200; // rows before an event

  private final List<Rival> rivals;
  private final List<ScenarioScore> scores = new ArrayList<>();
  private final List<SeriesTrial> trials;

  EverydayReport(List<Rival> rivals, List<Scenario> scenarios, List<SeriesTrial> trials) {
    this.rivals = rivals;
    this.trials = trials;
    for (Scenario scenario : scenarios) {
      scores.add(
          new ScenarioScore(
              scenario,
              trials.stream().filter(t -> t.series().scenario().equals(scenario.name())).toList()));
    }
  }

  Report report() {
    Report report =
        new Report(
                "everyday",
                "Everyday series",
                "Synthetic series of the kinds that people have, with the events that people would see.")
            .add(totals())
            .add(kinds());
    scores.forEach(score -> report.add(chart(score.trials().get(0))));
    return report.add(series()).add(events()).add(falseAlarms()).note(missed());
  }

  private Table totals() {
    Table table =
        new Table(
            "All kinds",
            "Events flagged in time; false alarms per 1,000 rows without events, flags within 12 rows being one; mean"
                + " absolute error of 1 to 24 steps over that of the better of last value and a season ago, geometric"
                + " mean of the kinds.",
            Table.higher("found", 0),
            Table.plain("events", 0),
            Table.lower("false alarms per 1,000", 2),
            Table.lower("relative error", 3));
    detector(table, "Recurrence", Source.OURS, OURS, relative(SeriesTrial::mae));
    for (int i = 0; i < rivals.size(); i++) {
      detector(table, rivals.get(i).name(), Source.MEASURED, i + 1, Double.NaN);
    }
    double none = Double.NaN;
    return table
        .row("last value", Source.MEASURED, "", none, none, none, relative(SeriesTrial::lastValue))
        .row(
            "a season ago",
            Source.MEASURED,
            "",
            none,
            none,
            none,
            relative(SeriesTrial::seasonAgo));
  }

  private void detector(Table table, String name, Source source, int method, double error) {
    FlagScore flags = new FlagScore();
    scores.forEach(score -> flags.add(score.flags(method)));
    table.row(name, source, "", flags.found(), flags.events(), flags.falseAlarmRate(), error);
  }

  private double relative(ToDoubleFunction<SeriesTrial> mae) {
    return ScenarioScore.geometricMean(
        scores.stream().mapToDouble(score -> score.ratio(mae)).toArray());
  }

  private Table kinds() {
    List<Measure> measures = new ArrayList<>();
    measures.add(Table.plain("relative error", 2));
    measures.add(Table.plain("coverage %", 0));
    measures.add(Table.plain("events", 0));
    measures.add(Table.plain("found", 0));
    measures.add(Table.plain("false alarms", 0));
    measures.add(Table.plain("per 1,000", 2));
    for (Rival rival : rivals) {
      measures.add(Table.plain(rival.name() + ": found", 0));
      measures.add(Table.plain("per 1,000", 2));
    }
    Table table =
        new Table(
            "By kind",
            "Relative error, coverage of the 95 % prediction interval, events, false alarms per 1,000 rows.",
            measures.toArray(Measure[]::new));
    for (ScenarioScore score : scores) {
      FlagScore ours = score.flags(OURS);
      List<Double> values = new ArrayList<>();
      values.add(score.ratio(SeriesTrial::mae));
      values.add(
          100 * score.trials().stream().mapToDouble(SeriesTrial::coverage).average().orElseThrow());
      values.add((double) ours.events());
      values.add((double) ours.found());
      values.add((double) ours.falseAlarms());
      values.add(ours.falseAlarmRate());
      for (int i = 1; i <= rivals.size(); i++) {
        values.add((double) score.flags(i).found());
        values.add(score.flags(i).falseAlarmRate());
      }
      table.row(
          score.scenario().name(),
          Source.OURS,
          "",
          values.stream().mapToDouble(Double::doubleValue).toArray());
    }
    return table;
  }

  /** The first event of a series and what is around it, or its last rows. */
  private static Chart chart(SeriesTrial trial) {
    LabelledSeries series = trial.series();
    boolean quiet = series.events().isEmpty();
    int from = quiet ? series.length() : series.events().get(0).first();
    int to = quiet ? series.length() : series.events().get(0).calm() + SHOWN;
    from = Math.max(0, from - SHOWN);
    to = Math.min(series.length(), to);
    double[] time = new double[to - from];
    double[] value = new double[time.length];
    double[] flagged = new double[time.length];
    for (int i = 0; i < time.length; i++) {
      time[i] = series.time(from + i);
      value[i] = series.values()[from + i];
      flagged[i] = trial.flags(OURS).get(from + i) ? value[i] : Double.NaN;
    }
    Chart chart = new Chart(series.scenario(), "").axes("", "value").overTime();
    for (Event event : series.events()) {
      if (event.first() < to) {
        chart.span(
            event.name(), (double) series.time(event.first()), (double) series.time(event.end()));
      }
    }
    return chart
        .line(Style.TRUTH, "value", time, value)
        .points(Style.FLAG, "flagged", time, flagged);
  }

  private Sheet series() {
    Sheet sheet =
        new Sheet(
            "series", "kind", "series", "rows", "false_alarms", "mae", "last_value", "season_ago");
    for (SeriesTrial trial : trials) {
      FlagScore flags = new FlagScore();
      flags.add(trial.series(), trial.flags(OURS));
      sheet.row(
          trial.series().scenario(),
          trial.series().number(),
          trial.series().length(),
          flags.falseAlarms(),
          trial.mae(),
          trial.lastValue(),
          trial.seasonAgo());
    }
    return sheet;
  }

  private Sheet events() {
    Sheet sheet = new Sheet("events", "kind", "series", "event", "row", "required", "flagged_row");
    for (SeriesTrial trial : trials) {
      for (Event event : trial.series().events()) {
        sheet.row(
            trial.series().scenario(),
            trial.series().number(),
            event.name(),
            event.first(),
            event.required(),
            FlagScore.found(event, trial.flags(OURS))
                ? trial.flags(OURS).nextSetBit(event.first())
                : "");
      }
    }
    return sheet;
  }

  private Sheet falseAlarms() {
    Sheet sheet = new Sheet("false-alarms", "kind", "series", "row", "timestamp", "value");
    for (SeriesTrial trial : trials) {
      LabelledSeries series = trial.series();
      BitSet alarms = FlagScore.falseAlarms(series, trial.flags(OURS));
      alarms.stream()
          .forEach(
              row ->
                  sheet.row(
                      series.scenario(),
                      series.number(),
                      row,
                      Instant.ofEpochMilli(series.time(row)),
                      series.values()[row]));
    }
    return sheet;
  }

  private String missed() {
    List<String> missed = new ArrayList<>();
    for (SeriesTrial trial : trials) {
      for (Event event : trial.series().events()) {
        if (event.required() && !FlagScore.found(event, trial.flags(OURS))) {
          missed.add(
              "%s, series %d, row %d: %s"
                  .formatted(
                      trial.series().scenario(),
                      trial.series().number(),
                      event.first(),
                      event.name()));
        }
      }
    }
    return missed.isEmpty() ? "No event is missed." : "Missed: " + String.join("; ", missed) + ".";
  }
}
