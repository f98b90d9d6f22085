package io.recurrence.evaluate.report;

import static io.recurrence.evaluate.report.Table.higher;
import static io.recurrence.evaluate.report.Table.lower;
import static io.recurrence.evaluate.report.Table.plain;

import io.recurrence.evaluate.Alarms;
import io.recurrence.evaluate.BaselineErrors;
import io.recurrence.evaluate.InputException;
import io.recurrence.evaluate.Scorecard;
import io.recurrence.evaluate.SeriesTrace;
import io.recurrence.evaluate.SeriesTrace.Flag;
import io.recurrence.evaluate.SeriesTrace.Step;
import io.recurrence.evaluate.Summary;
import io.recurrence.evaluate.report.Chart.Style;
import io.recurrence.evaluate.report.Table.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** What a backtest found, as one page that stands by itself. */
public final class BacktestReport {
  private static final int LISTED_FLAGS = 40; // of a series
  private static final int LISTED_SERIES = 200;
  private static final double DAY = 86_400_000;

  private final Summary summary;
  private final boolean seasonal;
  private final int season;

  private BacktestReport(Summary summary, int season) {
    this.summary = summary;
    this.season = season;
    this.seasonal = season > 1;
  }

  /**
   * Writes the page.
   *
   * @param season of the seasonal naive forecast, in steps; 1 for none
   * @throws InputException where it cannot be written
   */
  public static void write(Summary summary, int season, Path file) {
    ReportFiles.writePage(new BacktestReport(summary, season).report(), file);
  }

  private Report report() {
    Report report = new Report("backtest", "Backtest of " + summary.pipeline(), summary.toString());
    report.add(errors()).add(series()).add(rates());
    if (summary.card().scored() > 0) {
      report.add(calibrationTable());
    }
    summary.traces().stream().filter(SeriesTrace::drawn).forEach(trace -> draw(report, trace));
    report.add(calibration()).add(byDay());
    if (!seasonal) {
      report.note(
          "--season M adds the seasonal naive forecast, such as 288 for days of 5 minutes.");
    }
    return report.fact("pipeline", summary.pipeline());
  }

  private static String name(SeriesTrace trace) {
    return trace.series().isEmpty() ? "the series" : trace.series();
  }

  /** The error of ours and of forecasts that need no model, on the same values. */
  private Table errors() {
    BaselineErrors all = summary.card().baselines();
    Table table =
        new Table(
            "Errors",
            "Mean absolute error of what was forecast, over all steps of the horizon and on the same values.",
            lower("MAE", 4),
            plain("values", 0));
    table.row("this pipeline", Source.OURS, "", all.ours(), (double) all.count());
    table.row("naive: the last value", Source.MEASURED, "", all.naive(), (double) all.count());
    if (seasonal) {
      String name = "seasonal naive: %,d steps ago".formatted(season);
      table.row(name, Source.MEASURED, "", all.seasonalNaive(), (double) all.count());
    }
    return table;
  }

  private Table series() {
    Table table =
        new Table(
            "Series",
            "%,d series; MAE of the pipeline beside the naive forecast."
                .formatted(summary.traces().size()),
            plain("rows", 0),
            plain("flagged", 0),
            plain("MAE", 4),
            plain("naive", 4),
            plain("seasonal naive", 4));
    for (SeriesTrace trace : summary.traces().stream().limit(LISTED_SERIES).toList()) {
      BaselineErrors errors = trace.errors();
      table.row(
          name(trace),
          Source.MEASURED,
          "",
          (double) trace.rows(),
          (double) trace.flagged(),
          errors.ours(),
          errors.naive(),
          seasonal ? errors.seasonalNaive() : Double.NaN);
    }
    return table;
  }

  /** What other rates of alarms would have given. */
  private Table rates() {
    boolean labelled = summary.alarms().labelledSpans() > 0;
    Table table =
        new Table(
            "Alarms by alarm-rate",
            "By the alarm scores of this run; alarm-every limits alarms further.",
            plain("alarms", 0),
            plain("a day", 3),
            higher("precision", 3),
            higher("recall", 3));
    for (Alarms.AtRate at : summary.alarms().atRates()) {
      table.row(
          Double.toString(at.rate()),
          Source.MEASURED,
          "",
          (double) at.count(),
          at.perDay(),
          labelled ? at.precision() : Double.NaN,
          labelled ? at.recall() : Double.NaN);
    }
    return table;
  }

  private Table calibrationTable() {
    Scorecard card = summary.card();
    Table table =
        new Table(
            "Calibration",
            "The share of values at or below each quantile of their forecasts.",
            plain("asked", 3),
            plain("got", 3));
    double[] levels = summary.levels();
    for (int i = 0; i < levels.length; i++) {
      table.row("q" + levels[i], Source.MEASURED, "", levels[i], card.coverage(i));
    }
    return table;
  }

  private Chart calibration() {
    double[] levels = summary.levels();
    double[] got = new double[levels.length];
    for (int i = 0; i < got.length; i++) {
      got[i] = summary.card().coverage(i);
    }
    return new Chart("Calibration", "On the dashed line as many values lie below as were to.")
        .axes("asked", "got")
        .line(Style.IDEAL, "asked = got", new double[] {0, 1}, new double[] {0, 1})
        .line(Style.OURS, "got", levels, got);
  }

  private Chart byDay() {
    Map<Long, Integer> days = new TreeMap<>(summary.alarms().byDay());
    double[] x = days.keySet().stream().mapToDouble(day -> day * DAY).toArray();
    double[] y = days.values().stream().mapToDouble(Integer::doubleValue).toArray();
    return new Chart("Alarms by day", "Flagged rows of all series by day, in UTC.")
        .axes("", "alarms")
        .overTime()
        .line(Style.OURS, "", x, y)
        .points(Style.FLAG, "", x, y);
  }

  /** A picture of a series, and its flags with what speaks for each. */
  private void draw(Report report, SeriesTrace trace) {
    double[] time = trace.column(Step::time);
    List<Flag> flags = trace.flags();
    report.add(
        new Chart(
                name(trace),
                "Each value beside the interval forecast one step before; %,d flagged."
                    .formatted(flags.size()))
            .overTime()
            .wide()
            .band(
                Style.WIDE_BAND,
                "interval",
                time,
                trace.column(Step::lower),
                trace.column(Step::upper))
            .line(Style.OURS, "expected", time, trace.column(Step::expected))
            .line(Style.TRUTH, "value", time, trace.column(Step::value))
            .points(
                Style.FLAG,
                "flagged",
                of(flags.stream().mapToDouble(flag -> flag.row().time())),
                of(flags.stream().mapToDouble(flag -> flag.row().value()))));
    for (Flag flag : flags.stream().limit(LISTED_FLAGS).toList()) {
      report.note(
          "%s, %s: %s (%s)"
              .formatted(name(trace), flag.row().timestamp(), flag.reason(), flag.kind()));
    }
    if (flags.size() > LISTED_FLAGS) {
      report.note(
          "%s has %,d more; anomalies.csv has them all"
              .formatted(name(trace), flags.size() - LISTED_FLAGS));
    }
  }

  private static double[] of(DoubleStream values) {
    return values.toArray();
  }
}
