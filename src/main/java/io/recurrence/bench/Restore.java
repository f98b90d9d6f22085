package io.recurrence.bench;

import static io.recurrence.evaluate.report.Table.higher;
import static io.recurrence.evaluate.report.Table.lower;
import static io.recurrence.evaluate.report.Table.plain;

import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How long an instance that has lost its disk takes until it works again: each series is given a
 * record, the state directory is removed, and the next start restores it from the changelog.
 */
final class Restore {
  private static final int RECORDS =
      1; // of each series; a state is as long after one as after many

  /** One start without a disk. */
  private record Start(double total, double restoring, long records) {
    double rate(int series) {
      return series / restoring;
    }
  }

  private Restore() {}

  static void measure(
      Bench.Settings settings,
      Cluster cluster,
      List<Candidate> candidates,
      Report report,
      Consumer<String> progress)
      throws IOException {
    int series = settings.restored();
    Table table =
        new Table(
            "Restore of %,d series".formatted(series),
            "'restoring' runs from the first store that begins to the last that is done, 'start to"
                + " running' holds the joining of the group besides; changelog and disk are bytes"
                + " per series of what is restored, records those read for each series",
            higher("series/s", 0),
            plain("low", 0),
            plain("high", 0),
            lower("s per million", 1),
            lower("restoring, s", 2),
            lower("start to running, s", 2),
            plain("records", 2),
            lower("changelog", 0),
            lower("disk", 0));
    for (Candidate candidate : candidates) {
      long total = (long) RECORDS * series;
      progress.accept("restore %s: giving %,d series a state".formatted(candidate.id(), series));
      try (Run run = new Run(cluster, candidate, cluster.input(total, series), Map.of())) {
        run.start();
        run.watch(total).await(total, Long.MIN_VALUE);
        run.stop();
        List<Start> starts = new ArrayList<>();
        for (int round = 1; round <= settings.rounds(); round++) {
          run.wipe();
          double seconds = run.start();
          Start start = new Start(seconds, run.restoreSeconds(), run.restored());
          run.stop();
          progress.accept(
              String.format(
                  Locale.ROOT,
                  "restore round %d %-14s %.2f s to running, %,.0f series/s",
                  round,
                  candidate.id(),
                  seconds,
                  start.rate(series)));
          starts.add(start);
        }
        double[] rates = Figures.sorted(starts, start -> start.rate(series));
        double rate = Figures.median(starts, start -> start.rate(series));
        table.row(
            candidate.id(),
            candidate.source(),
            candidate.what(),
            rate,
            rates[0],
            rates[rates.length - 1],
            1e6 / rate,
            Figures.median(starts, Start::restoring),
            Figures.median(starts, Start::total),
            Figures.median(starts, start -> (double) start.records() / series),
            (double) cluster.bytes(run.changelog()) / series,
            (double) Cluster.bytes(run.state()) / series);
      }
    }
    report.add(table);
  }
}
