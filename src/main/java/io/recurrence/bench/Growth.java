package io.recurrence.bench;

import static io.recurrence.evaluate.report.Table.plain;

import io.recurrence.bench.WindowTimer.Lap;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Throughput over series, threads and instances. Each instance is a process of its own; all have
 * joined, each series has come once, and two windows have passed, before one is measured.
 */
final class Growth {
  private static final long NAP_NANOS = 20_000_000;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /** What is varied. */
  private record Setup(Candidate candidate, int series, int threads, int instances) {
    String scope() {
      return "%,d series, %d %s, %d %s"
          .formatted(
              series,
              threads,
              threads == 1 ? "thread" : "threads",
              instances,
              instances == 1 ? "instance" : "instances");
    }
  }

  private Growth() {}

  static void measure(
      Bench.Settings settings,
      Cluster cluster,
      List<Candidate> candidates,
      Report report,
      Consumer<String> progress)
      throws IOException {
    Map<Setup, List<Lap>> laps = new LinkedHashMap<>();
    for (int round = 1; round <= settings.rounds(); round++) {
      for (Candidate candidate : candidates) {
        for (Setup setup : setups(settings, candidate)) {
          Lap lap = run(settings, cluster, setup);
          progress.accept(
              String.format(
                  Locale.ROOT,
                  "growth round %d %-14s %s: %,.0f events/s",
                  round,
                  candidate.id(),
                  setup.scope(),
                  lap.rate()));
          laps.computeIfAbsent(setup, s -> new ArrayList<>()).add(lap);
        }
      }
    }
    report.add(table(settings, laps));
  }

  /**
   * All numbers of series with one thread; two threads and two instances with each but the most.
   */
  private static List<Setup> setups(Bench.Settings settings, Candidate candidate) {
    List<Setup> setups = new ArrayList<>();
    for (int series : settings.keys()) {
      setups.add(new Setup(candidate, series, 1, 1));
    }
    List<Integer> keys = settings.keys();
    for (int series : keys.subList(0, Math.max(1, keys.size() - 1))) {
      setups.add(new Setup(candidate, series, 2, 1));
      setups.add(new Setup(candidate, series, 1, 2));
    }
    return setups;
  }

  private static Lap run(Bench.Settings settings, Cluster cluster, Setup setup) throws IOException {
    Candidate candidate = setup.candidate();
    long records = Math.max(settings.records(), 2L * setup.series());
    String in = cluster.input(records, setup.series());
    String name = cluster.name(candidate);
    cluster.create(name + ".out");
    cluster.create(Candidate.forecasts(name + ".out"));
    List<Instance> instances = new ArrayList<>();
    try {
      for (int i = 0; i < setup.instances(); i++) {
        instances.add(
            Instance.start(
                candidate,
                cluster.bootstrapServers(),
                name,
                in,
                name + ".out",
                cluster.directory(name).resolve(Integer.toString(i)),
                setup.threads()));
      }
      for (Instance instance : instances) {
        instance.go();
      }
      join(cluster, name, setup.threads() * setup.instances());
      return new WindowTimer(
              cluster,
              name,
              records,
              () -> instances.stream().mapToLong(Instance::nanos).sum(),
              () -> 0)
          .lap(setup.series(), settings.window().multipliedBy(2), settings.window());
    } finally {
      instances.forEach(Instance::close);
      cluster.clear(name);
    }
  }

  private static void join(Cluster cluster, String group, int members) {
    long begun = System.nanoTime();
    while (cluster.working(group) < members) {
      if (System.nanoTime() - begun > PATIENCE_NANOS) {
        throw new IllegalStateException("not all instances of " + group + " have joined");
      }
      LockSupport.parkNanos(NAP_NANOS);
    }
  }

  private static Table table(Bench.Settings settings, Map<Setup, List<Lap>> laps) {
    int fewest = settings.keys().get(0);
    Table table =
        new Table(
            "Growth",
            "series take turns, which no cache likes; 'to few' and 'to one' are how many times as"
                + " many events per second as with the fewest series, or with one thread of one"
                + " instance and as many series; CPU as above",
            plain("events/s", 0),
            plain("low", 0),
            plain("high", 0),
            plain("CPU app", 2),
            plain("CPU broker", 2),
            plain("to few", 2),
            plain("to one", 2));
    laps.forEach(
        (setup, own) -> {
          Candidate candidate = setup.candidate();
          double[] rates = Figures.sorted(own, Lap::rate);
          table.row(
              candidate.id(),
              candidate.source(),
              setup.scope(),
              Figures.median(own, Lap::rate),
              rates[0],
              rates[rates.length - 1],
              Figures.median(own, Lap::appMicros),
              Figures.median(own, Lap::brokerMicros),
              ratio(laps, own, new Setup(candidate, fewest, setup.threads(), setup.instances())),
              ratio(laps, own, new Setup(candidate, setup.series(), 1, 1)));
        });
    return table;
  }

  private static double ratio(Map<Setup, List<Lap>> laps, List<Lap> own, Setup base) {
    return Figures.ratio(own, laps.getOrDefault(base, List.of()), Lap::rate);
  }
}
