package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.benchmark.Engine.Steps;
import io.recurrence.evaluate.benchmark.NabScorer.Window;
import io.recurrence.evaluate.report.Chart;
import io.recurrence.evaluate.report.Chart.Style;
import java.util.Locale;

/** What the engine made of one file, row by row. */
final class NabRun {
  static final double FLAG = 1; // in FLAGGED

  static final int SCORE = 0;
  static final int ALARM = 1;
  static final int FLAGGED = 2;
  static final int EXPECTED = 3;
  static final int LOWER = 4;
  static final int UPPER = 5;

  private final NabFile file;
  private final double[][] columns; // [which][row]

  private NabRun(NabFile file) {
    this.file = file;
    this.columns = new double[6][file.series().length()];
  }

  static NabRun of(Engine engine, NabFile file, Progress progress) {
    Series series = file.series();
    NabRun run = new NabRun(file);
    double[][] columns = run.columns;
    Follower follower = engine.follow(Engine.AS_SPECIFIED, Steps.OF_TIME);
    for (int i = 0; i < series.length(); i++) {
      follower.step(series.time(i), series.value(i));
      columns[SCORE][i] = follower.score();
      columns[ALARM][i] = follower.alarm();
      columns[FLAGGED][i] = follower.flagged() ? FLAG : 0;
      columns[EXPECTED][i] = follower.expected();
      columns[LOWER][i] = follower.lower();
      columns[UPPER][i] = follower.upper();
    }
    progress.rows(series.length());
    return run;
  }

  NabFile file() {
    return file;
  }

  double[] column(int which) {
    return columns[which];
  }

  /** The file, its windows, and what was flagged. */
  Chart chart() {
    Series series = file.series();
    double[] x = new double[series.length()];
    double[] flagged = new double[series.length()];
    for (int i = 0; i < x.length; i++) {
      x[i] = series.time(i);
      flagged[i] = column(FLAGGED)[i] == FLAG ? series.value(i) : Double.NaN;
    }
    Chart chart =
        new Chart(
                file.name(),
                String.format(
                    Locale.ROOT,
                    "%,d rows; the first %,d are not judged.",
                    x.length,
                    NabScorer.probation(x.length)))
            .axes("", "value")
            .overTime()
            .wide();
    for (Window window : file.windows()) {
      chart.span("labelled window", x[window.first()], x[window.last()]);
    }
    return chart
        .band(Style.WIDE_BAND, "expected band", x, column(LOWER), column(UPPER))
        .line(Style.TRUTH, "value", x, series.values())
        .points(Style.FLAG, "flagged", x, flagged);
  }
}
