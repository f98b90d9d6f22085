package io.recurrence.bench;

import static io.recurrence.evaluate.report.Table.higher;
import static io.recurrence.evaluate.report.Table.lower;
import static io.recurrence.evaluate.report.Table.plain;

import io.recurrence.bench.WindowTimer.Lap;
import io.recurrence.evaluate.report.Chart;
import io.recurrence.evaluate.report.Chart.Style;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Events per second and their cost: rounds in which each candidate reads the input once, the first
 * of them to warm up and left out.
 */
final class Throughput {
  private static final int FEW = 20; // series that the slow ones read
  private static final long FEW_RECORDS = 200_000;
  private static final Duration WARM = Duration.ofSeconds(1);

  private final Bench.Settings settings;
  private final Cluster cluster;
  private final Map<Candidate, List<Heat>> heats = new LinkedHashMap<>();

  /**
   * What one run measured.
   *
   * @param logged records in the changelog, per record read
   * @param loggedBytes length of a record of the changelog, with its part of the batch
   * @param storedBytes of the store on disk, per series
   */
  private record Heat(Lap lap, double logged, double loggedBytes, double storedBytes) {
    double rate() {
      return lap.rate();
    }

    double micros() {
      return lap.appMicros() + lap.brokerMicros();
    }

    double allocated() {
      return lap.allocated();
    }
  }

  private Throughput(Bench.Settings settings, Cluster cluster) {
    this.settings = settings;
    this.cluster = cluster;
  }

  static void measure(
      Bench.Settings settings,
      Cluster cluster,
      List<Candidate> candidates,
      Report report,
      Consumer<String> progress)
      throws IOException {
    Throughput throughput = new Throughput(settings, cluster);
    for (int round = 0; round <= settings.rounds(); round++) {
      for (Candidate candidate : candidates) {
        Heat heat = throughput.run(candidate);
        progress.accept(
            "throughput %-7s %-14s %,9.0f events/s, %6.2f us of CPU here, %5.2f us in the broker, %d commits"
                .formatted(
                    round == 0 ? "warm-up" : "round " + round,
                    candidate.id(),
                    heat.rate(),
                    heat.lap().appMicros(),
                    heat.lap().brokerMicros(),
                    heat.lap().commits()));
        if (round > 0) {
          throughput.heats.computeIfAbsent(candidate, c -> new ArrayList<>()).add(heat);
        }
      }
    }
    report.add(throughput.speed()).add(throughput.size()).add(throughput.chart());
  }

  private Heat run(Candidate candidate) throws IOException {
    long total = candidate.few() ? FEW_RECORDS : settings.records();
    int series = candidate.few() ? FEW : settings.series();
    try (Run run =
        new Run(
            cluster,
            candidate,
            cluster.input(total, series),
            Map.of(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads()))) {
      run.start();
      long first = Math.min(2L * series, total / 4); // a series that is new costs more
      Lap lap = run.watch(total).lap(first, WARM, settings.window());
      run.stop();
      if (candidate.store().isEmpty()) {
        return new Heat(lap, 0, 0, 0);
      }
      long records = cluster.records(run.changelog());
      long committed = cluster.committed(run.name());
      return new Heat(
          lap,
          (double) records / committed,
          (double) cluster.bytes(run.changelog()) / records,
          (double) Cluster.bytes(run.state()) / Math.min(series, committed));
    }
  }

  private Table speed() {
    Table table =
        new Table(
            "Throughput",
            "CPU is microseconds per event of all threads of the process; allocated is bytes per"
                + " event of the stream threads, 'over pass' those beyond pass-through; 'to' is how"
                + " many times as many events per second, 'CPU to' how many times fewer"
                + " microseconds of both processes",
            higher("events/s", 0),
            plain("low", 0),
            plain("high", 0),
            lower("CPU app", 2),
            lower("CPU broker", 2),
            lower("allocated", 0),
            lower("over pass", 0),
            plain("commits", 0),
            higher("to pass", 3),
            higher("to counter", 2),
            higher("to tuned", 2),
            higher("CPU to counter", 2));
    double base = Figures.median(of("pass"), Heat::allocated);
    heats.forEach(
        (candidate, own) -> {
          double[] rates = Figures.sorted(own, Heat::rate);
          double allocated = Figures.median(own, Heat::allocated);
          table.row(
              candidate.id(),
              candidate.source(),
              candidate.what(),
              Figures.median(own, Heat::rate),
              rates[0],
              rates[rates.length - 1],
              Figures.median(own, heat -> heat.lap().appMicros()),
              Figures.median(own, heat -> heat.lap().brokerMicros()),
              allocated,
              allocated - base,
              Figures.median(own, heat -> heat.lap().commits()),
              Figures.ratio(own, of("pass"), Heat::rate),
              Figures.ratio(own, of("counter"), Heat::rate),
              Figures.ratio(own, of("counter-tuned"), Heat::rate),
              Figures.ratio(own, of("counter"), heat -> 1 / heat.micros()));
        });
    return table;
  }

  private Table size() {
    Table table =
        new Table(
            "State",
            "changelog: records written to it per event, and the bytes of one, which a series takes"
                + " there once compacted; disk: bytes of the store per series, uncompacted; heap:"
                + " bytes of a decoded state",
            lower("changelog/event", 3),
            plain("bytes of one", 0),
            plain("disk/series", 0),
            plain("heap/series", 0));
    heats.forEach(
        (candidate, own) -> {
          if (!candidate.store().isEmpty()) {
            table.row(
                candidate.id(),
                candidate.source(),
                candidate.what(),
                Figures.median(own, Heat::logged),
                Figures.median(own, Heat::loggedBytes),
                Figures.median(own, Heat::storedBytes),
                candidate.heapBytes());
          }
        });
    return table;
  }

  private Chart chart() {
    Chart chart =
        new Chart("Throughput and CPU time", "each point is a round; further up and left is better")
            .axes("microseconds of CPU per event", "events per second")
            .logarithmic();
    heats.forEach(
        (candidate, own) ->
            chart.points(
                candidate.ours() ? Style.OURS : Style.OTHER,
                candidate.ours() ? "ours" : "yardsticks",
                own.stream().mapToDouble(heat -> heat.lap().appMicros()).toArray(),
                own.stream().mapToDouble(Heat::rate).toArray()));
    return chart;
  }

  private List<Heat> of(String id) {
    return heats.entrySet().stream()
        .filter(entry -> entry.getKey().id().equals(id))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(List.of());
  }
}
