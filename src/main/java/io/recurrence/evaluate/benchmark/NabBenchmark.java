package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.benchmark.NabScorer.Profile;
import io.recurrence.evaluate.benchmark.NabScorer.Result;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Sheet;
import io.recurrence.evaluate.report.Table;
import io.recurrence.evaluate.report.Table.Source;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The Numenta Anomaly Benchmark: labelled anomalies in metrics, judged row by row without a look
 * ahead. Scored twice: by {@code alarm_score} with the best threshold, as the benchmark does, and
 * by {@code is_anomaly} as the pipeline gives it, where nothing is chosen after the fact.
 */
public final class NabBenchmark implements Benchmark {
  private static final int WHOLE = 58; // files

  private final Path directory;
  private final int limit;

  /**
   * The benchmark over the files below a directory.
   *
   * @param limit files at most
   */
  public NabBenchmark(Path directory, int limit) {
    this.directory = directory;
    this.limit = limit;
  }

  @Override
  public Report run(Engine engine, Progress progress) {
    List<NabFile> all = NabFile.read(directory);
    List<NabFile> files = all.subList(0, Math.min(limit, all.size()));
    progress.begin("nab", files.stream().mapToLong(file -> file.series().length()).sum());
    List<NabRun> runs = Parallel.map(files, file -> NabRun.of(engine, file, progress));
    NabScorer scores = scorer(runs, NabRun.ALARM);
    NabScorer flags = scorer(runs, NabRun.FLAGGED);
    Report report =
        new Report(
            "nab",
            "Numenta Anomaly Benchmark",
            "Each row is judged before it is learned; nothing is known of a file beforehand. 0 is a detector that"
                + " never speaks, 100 a perfect one.");
    report.add(scoreboard(files, scores, flags));
    report.add(points(scores, flags));
    report.add(categories(runs));
    runs.forEach(run -> report.add(run.chart()));
    report.add(sheet(runs));
    if (all.size() < WHOLE || files.size() < all.size()) {
      report.note(
          String.format(
              Locale.ROOT,
              "%d of the %d files were scored; figures published for all files are not comparable row by row.",
              files.size(),
              WHOLE));
    }
    report.note(
        "Published detectors marked 'sees the range' are given the smallest and largest value of each file"
            + " beforehand, which a stream cannot know.");
    return report.fact("rows", rows(files)).fact("state per series", bytes(engine));
  }

  private static String rows(List<NabFile> files) {
    return String.format(
        Locale.ROOT, "%,d", files.stream().mapToInt(file -> file.series().length()).sum());
  }

  private static String bytes(Engine engine) {
    return String.format(
        Locale.ROOT, "%,d bytes", engine.stateBytes(Engine.AS_SPECIFIED, Engine.Steps.OF_TIME));
  }

  private static NabScorer scorer(List<NabRun> runs, int column) {
    NabScorer scorer = new NabScorer();
    runs.forEach(run -> scorer.add(run.column(column), run.file().windows()));
    return scorer;
  }

  private Table scoreboard(List<NabFile> files, NabScorer scores, NabScorer flags) {
    Table table =
        new Table(
            String.format(Locale.ROOT, "NAB, %d files, %d windows", files.size(), scores.windows()),
            "The score by profile, with one threshold for all files.",
            Table.higher("standard", 2),
            Table.higher("low FP", 2),
            Table.higher("low FN", 2));
    table.row(
        "Recurrence, alarm_score",
        Source.OURS,
        "best threshold per profile",
        NabScorer.scores(scores::best));
    table.row(
        "Recurrence, is_anomaly",
        Source.OURS,
        "as it stands",
        NabScorer.scores(profile -> flags.at(NabRun.FLAG, profile)));
    StoredScores stored = new StoredScores(directory);
    for (String detector : stored.detectors()) {
      Optional<NabScorer> scorer = stored.of(detector, files);
      scorer.ifPresent(
          s ->
              table.row(
                  detector,
                  Source.MEASURED,
                  "stored scores, best threshold per profile",
                  NabScorer.scores(s::best)));
    }
    Published published = Published.load();
    published.addTo(table, "nab/" + files.stream().mapToInt(f -> f.series().length()).sum(), true);
    published.addTo(table, "nab", files.size() == WHOLE);
    return table;
  }

  private static Table points(NabScorer scores, NabScorer flags) {
    Table table =
        new Table(
            "Operating points",
            "What each profile's threshold finds.",
            Table.plain("score", 2),
            Table.plain("threshold", 6),
            Table.plain("windows found", 0),
            Table.plain("windows", 0),
            Table.plain("false alarm rows", 0));
    for (Profile profile : Profile.values()) {
      point(table, "alarm_score, " + profile.title(), scores.best(profile));
      point(table, "is_anomaly, " + profile.title(), flags.at(NabRun.FLAG, profile));
    }
    return table;
  }

  private static void point(Table table, String name, Result r) {
    table.row(
        name, Source.OURS, "", r.score(), r.threshold(), r.found(), r.windows(), r.falseAlarms());
  }

  private static Table categories(List<NabRun> runs) {
    Table table =
        new Table(
            "By category",
            "is_anomaly as it stands.",
            Table.plain("standard", 1),
            Table.plain("low FP", 1),
            Table.plain("windows found", 0),
            Table.plain("windows", 0),
            Table.plain("false alarm rows", 0));
    Map<String, NabScorer> categories = new LinkedHashMap<>();
    for (NabRun run : runs) {
      categories
          .computeIfAbsent(run.file().category(), name -> new NabScorer())
          .add(run.column(NabRun.FLAGGED), run.file().windows());
    }
    categories.forEach(
        (name, scorer) -> {
          Result standard = scorer.at(NabRun.FLAG, Profile.STANDARD);
          table.row(
              name,
              Source.OURS,
              "",
              standard.score(),
              scorer.at(NabRun.FLAG, Profile.LOW_FP).score(),
              standard.found(),
              standard.windows(),
              standard.falseAlarms());
        });
    return table;
  }

  private static Sheet sheet(List<NabRun> runs) {
    Sheet sheet = new Sheet("scores", "file", "row", "anomaly_score", "is_anomaly", "alarm_score");
    for (NabRun run : runs) {
      for (int i = 0; i < run.file().series().length(); i++) {
        sheet.row(
            run.file().name(),
            i,
            run.column(NabRun.SCORE)[i],
            run.column(NabRun.FLAGGED)[i] == NabRun.FLAG,
            run.column(NabRun.ALARM)[i]);
      }
    }
    return sheet;
  }
}
