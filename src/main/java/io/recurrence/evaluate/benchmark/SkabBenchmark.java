package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.benchmark.Engine.Steps;
import io.recurrence.evaluate.benchmark.NabScorer.Profile;
import io.recurrence.evaluate.benchmark.NabScorer.Window;
import io.recurrence.evaluate.report.Chart;
import io.recurrence.evaluate.report.Chart.Style;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Sheet;
import io.recurrence.evaluate.report.Table;
import io.recurrence.evaluate.report.Table.Source;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The Skoltech Anomaly Benchmark (Katser and Kozitsin, 2020): a water circuit with eight sensors
 * and one fault per file. Each sensor is a series of its own; a row is as strange as its strangest
 * sensor. Rows from the 400th on are scored point by point, over all files at once.
 */
public final class SkabBenchmark implements Benchmark {
  private static final int TRAINING = 400; // rows
  private static final int HOLD = 60; // rows for which a flag stands, where alarms are episodes
  private static final double FLAG = 1;
  private static final int WHOLE = 34; // files

  private final Path directory;
  private final int limit;

  /**
   * The benchmark over the files below a directory.
   *
   * @param limit files at most
   */
  public SkabBenchmark(Path directory, int limit) {
    this.directory = directory;
    this.limit = limit;
  }

  @Override
  public Report run(Engine engine, Progress progress) {
    List<SkabFile> all = SkabFile.read(directory);
    List<SkabFile> files = all.subList(0, Math.min(limit, all.size()));
    progress.begin("skab", files.stream().mapToLong(SkabFile::rows).sum() * SkabFile.SENSORS);
    List<double[][]> runs = Parallel.map(files, file -> follow(engine, file, progress));
    Report report =
        new Report(
            "skab",
            "Skoltech Anomaly Benchmark",
            "Rows of a fault against rows without, from row 400 on. FAR is the share of good rows alarmed, MAR that of"
                + " bad rows missed. More than half of the rows are bad, so that an alarm in every row has an F1 of 0.70.");
    Table table =
        new Table(
            "SKAB, " + files.size() + " files",
            "Point by point.",
            Table.higher("F1", 3),
            Table.lower("FAR %", 1),
            Table.lower("MAR %", 1));
    row(table, "Recurrence, is_anomaly", Source.OURS, "as it stands", files, runs, FLAG, 0);
    row(
        table,
        "Recurrence, is_anomaly held for " + HOLD + " rows",
        Source.OURS,
        "as it stands",
        files,
        runs,
        FLAG,
        HOLD);
    double best = best(files, runs);
    row(
        table,
        String.format(Locale.ROOT, "Recurrence, anomaly_score >= %.6f", best),
        Source.OURS,
        "best threshold",
        files,
        runs,
        best,
        -1);
    row(table, "every row", Source.MEASURED, "", files, runs, Double.NEGATIVE_INFINITY, -1);
    Published.load().addTo(table, "skab", files.size() == WHOLE);
    report.add(table).add(changes(files, runs));
    for (int i = 0; i < files.size(); i++) {
      report.add(chart(files.get(i), runs.get(i)));
    }
    return report.add(sheet(files, runs));
  }

  /** The highest score of any sensor, whether any was flagged, and the highest alarm, by row. */
  private static double[][] follow(Engine engine, SkabFile file, Progress progress) {
    double[][] result = new double[3][file.rows()];
    for (Series sensor : file.sensors()) {
      Follower follower = engine.follow(Engine.AS_SPECIFIED, Steps.OF_TIME);
      for (int i = 0; i < file.rows(); i++) {
        follower.step(sensor.time(i), sensor.value(i));
        result[0][i] = Math.max(result[0][i], follower.score());
        result[1][i] = Math.max(result[1][i], follower.flagged() ? FLAG : 0);
        result[2][i] = Math.max(result[2][i], follower.alarm());
      }
      progress.rows(file.rows());
    }
    return result;
  }

  /** Alarms: flags held for {@code hold} rows, or with -1, scores of at least {@code threshold}. */
  private static Confusion confusion(
      List<SkabFile> files, List<double[][]> runs, double threshold, int hold) {
    Confusion confusion = new Confusion();
    for (int f = 0; f < files.size(); f++) {
      double[] column = runs.get(f)[hold < 0 ? 0 : 1];
      int left = 0;
      for (int i = 0; i < column.length; i++) {
        left = column[i] >= threshold ? Math.max(0, hold) + 1 : left - 1;
        if (i >= TRAINING) {
          confusion.add(files.get(f).bad(i), left > 0);
        }
      }
    }
    return confusion;
  }

  private static void row(
      Table table,
      String method,
      Source source,
      String scope,
      List<SkabFile> files,
      List<double[][]> runs,
      double threshold,
      int hold) {
    Confusion confusion = confusion(files, runs, threshold, hold);
    table.row(
        method,
        source,
        scope,
        confusion.f1(),
        100 * confusion.falseAlarmRate(),
        100 * confusion.missedAlarmRate());
  }

  /** The threshold of the score with the highest F1, found after the fact. */
  private static double best(List<SkabFile> files, List<double[][]> runs) {
    double[] scores =
        runs.stream()
            .flatMapToDouble(
                run -> Arrays.stream(run[0], Math.min(TRAINING, run[0].length), run[0].length))
            .sorted()
            .distinct()
            .toArray();
    int tried = Math.min(400, scores.length);
    double best = 1;
    double highest = -1;
    for (int i = 0; i < tried; i++) {
      double threshold = scores[(int) ((long) i * scores.length / tried)];
      double f1 = confusion(files, runs, threshold, -1).f1();
      if (f1 > highest) {
        highest = f1;
        best = threshold;
      }
    }
    return best;
  }

  /** The change points as windows of the Numenta score, each from its change on. */
  private static Table changes(List<SkabFile> files, List<double[][]> runs) {
    NabScorer alarms = new NabScorer();
    NabScorer flags = new NabScorer();
    for (int f = 0; f < files.size(); f++) {
      List<Window> windows = files.get(f).changes(HOLD);
      alarms.add(runs.get(f)[2], windows);
      flags.add(runs.get(f)[1], windows);
    }
    return new Table(
            "Change points",
            "The Numenta score, with windows of " + HOLD + " rows from each change point on.",
            Table.higher("standard", 2),
            Table.higher("low FP", 2),
            Table.higher("low FN", 2))
        .row(
            "Recurrence, alarm_score",
            Source.OURS,
            "best threshold per profile",
            NabScorer.scores(alarms::best))
        .row(
            "Recurrence, is_anomaly",
            Source.OURS,
            "as it stands",
            NabScorer.scores((Profile profile) -> flags.at(FLAG, profile)));
  }

  private static Chart chart(SkabFile file, double[][] run) {
    double[] x = new double[file.rows()];
    double[] flagged = new double[file.rows()];
    Chart chart = new Chart(file.name(), "The score of the strangest sensor.").wide();
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
      flagged[i] = run[1][i] == FLAG ? run[0][i] : Double.NaN;
    }
    for (Window window : file.faults()) {
      chart.span("fault", window.first(), window.last());
    }
    return chart
        .axes("row", "score")
        .line(Style.OURS, "anomaly_score", x, run[0])
        .points(Style.FLAG, "flagged", x, flagged);
  }

  private static Sheet sheet(List<SkabFile> files, List<double[][]> runs) {
    Sheet sheet =
        new Sheet("scores", "file", "row", "anomaly_score", "is_anomaly", "anomaly", "alarm_score");
    for (int f = 0; f < files.size(); f++) {
      for (int i = 0; i < files.get(f).rows(); i++) {
        sheet.row(
            files.get(f).name(),
            i,
            runs.get(f)[0][i],
            runs.get(f)[1][i] == FLAG,
            files.get(f).bad(i),
            runs.get(f)[2][i]);
      }
    }
    return sheet;
  }
}
