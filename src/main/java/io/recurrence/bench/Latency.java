package io.recurrence.bench;

import static io.recurrence.evaluate.report.Table.plain;

import io.recurrence.evaluate.report.Chart;
import io.recurrence.evaluate.report.Chart.Style;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Time from the moment at which an event was due to be sent until a consumer holds the answer, at
 * fixed rates.
 */
final class Latency {
  private static final double[] SHARES = {0.5, 0.9, 0.99, 0.999};
  private static final int POINTS = 40; // of a curve in the picture
  private static final int WARM_RATE = 5_000; // events per second

  /** How records are delivered. */
  private enum Guarantee {
    AT_LEAST_ONCE("at least once", "read_uncommitted"),
    EXACTLY_ONCE("exactly once", "read_committed");

    private final String words;
    private final String isolation;

    Guarantee(String words, String isolation) {
      this.words = words;
      this.isolation = isolation;
    }

    /** Settings in which nothing waits that need not. */
    Map<String, Object> settings() {
      return Map.of(
          StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
          this == AT_LEAST_ONCE ? StreamsConfig.AT_LEAST_ONCE : StreamsConfig.EXACTLY_ONCE_V2,
          StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
          0);
    }

    Map<String, Object> reader() {
      return Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    }
  }

  private record Setup(Candidate candidate, Guarantee guarantee, int rate) {
    String scope() {
      return "%,d events/s, %s".formatted(rate, guarantee.words);
    }

    /** Whether another was run with the same guarantee at the same rate. */
    boolean like(Setup other) {
      return guarantee == other.guarantee && rate == other.rate;
    }
  }

  private Latency() {}

  static void measure(
      Bench.Settings settings,
      Cluster cluster,
      List<Candidate> candidates,
      Report report,
      Consumer<String> progress)
      throws IOException {
    if (!settings.parts().contains(Bench.Part.THROUGHPUT)) { // which has had all code compiled
      for (Candidate candidate : candidates) {
        progress.accept("latency warm-up " + candidate.id());
        run(settings, cluster, new Setup(candidate, Guarantee.EXACTLY_ONCE, WARM_RATE));
      }
    }
    Map<Setup, List<OpenLoopLoad.Result>> results = new LinkedHashMap<>();
    for (int round = 1; round <= settings.latencyRounds(); round++) {
      for (Guarantee guarantee : Guarantee.values()) {
        for (int rate : settings.rates()) {
          for (Candidate candidate : candidates) {
            Setup setup = new Setup(candidate, guarantee, rate);
            OpenLoopLoad.Result result = run(settings, cluster, setup);
            progress.accept(
                String.format(
                    Locale.ROOT,
                    "latency round %d %-14s %s: p50 %.1f, p99 %.1f, p99.9 %.1f ms",
                    round,
                    candidate.id(),
                    setup.scope(),
                    result.millis(0.5),
                    result.millis(0.99),
                    result.millis(0.999)));
            results.computeIfAbsent(setup, s -> new ArrayList<>()).add(result);
          }
        }
      }
    }
    report.add(table(results));
    for (Guarantee guarantee : Guarantee.values()) {
      for (int rate : settings.rates()) {
        report.add(chart(results, guarantee, rate));
      }
    }
  }

  private static OpenLoopLoad.Result run(Bench.Settings settings, Cluster cluster, Setup setup)
      throws IOException {
    String in = cluster.name(setup.candidate()) + ".in";
    cluster.create(in);
    try (Run run = new Run(cluster, setup.candidate(), in, setup.guarantee().settings())) {
      run.start();
      OpenLoopLoad loop =
          new OpenLoopLoad(
              cluster.bootstrapServers(),
              setup.rate(),
              Math.min(settings.series(), OpenLoopLoad.MOST_SERIES),
              settings.window(),
              settings.latencyWindow());
      return loop.run(in, run.out(), setup.guarantee().reader());
    } finally {
      cluster.clear(in);
    }
  }

  private static Table table(Map<Setup, List<OpenLoopLoad.Result>> results) {
    Table table =
        new Table(
            "Latency",
            "milliseconds from the time an event was due to be sent, whether or not the sender was"
                + " late, until a consumer has the answer (under exactly-once: the committed one);"
                + " medians of the rounds; 'p50 over pass' is what the candidate adds to a"
                + " pass-through; 'kept up' is the share of events answered when sending ended",
            plain("p50", 1),
            plain("p90", 1),
            plain("p99", 1),
            plain("p99.9", 1),
            plain("longest", 1),
            plain("p50 over pass", 1),
            plain("p99 over pass", 1),
            plain("p99 low", 1),
            plain("p99 high", 1),
            plain("kept up", 3));
    results.forEach(
        (setup, own) -> {
          Candidate candidate = setup.candidate();
          List<OpenLoopLoad.Result> pass =
              results.entrySet().stream()
                  .filter(e -> e.getKey().candidate().id().equals("pass"))
                  .filter(e -> e.getKey().like(setup))
                  .map(Map.Entry::getValue)
                  .findFirst()
                  .orElse(List.of());
          double[] values = new double[SHARES.length + 6];
          for (int i = 0; i < SHARES.length; i++) {
            values[i] = Figures.median(own, at(SHARES[i]));
          }
          double[] spread = Figures.sorted(own, at(0.99));
          int i = SHARES.length;
          values[i++] = Figures.median(own, at(1));
          values[i++] = values[0] - Figures.median(pass, at(0.5));
          values[i++] = values[2] - Figures.median(pass, at(0.99));
          values[i++] = spread[0];
          values[i++] = spread[spread.length - 1];
          values[i] = Figures.median(own, OpenLoopLoad.Result::keptUp);
          table.row(candidate.id(), candidate.source(), setup.scope(), values);
        });
    return table;
  }

  private static ToDoubleFunction<OpenLoopLoad.Result> at(double share) {
    return result -> result.millis(share);
  }

  private static Chart chart(
      Map<Setup, List<OpenLoopLoad.Result>> results, Guarantee guarantee, int rate) {
    Chart chart =
        new Chart(
                "Latency at %,d events/s, %s".formatted(rate, guarantee.words),
                "the share of events that took longer than so many milliseconds; left is better")
            .axes("milliseconds", "share of events that took longer")
            .logarithmic();
    results.forEach(
        (setup, own) -> {
          if (setup.guarantee() == guarantee && setup.rate() == rate) {
            double[] x = new double[POINTS];
            double[] y = new double[POINTS];
            for (int i = 0; i < POINTS; i++) {
              y[i] = Math.pow(10, -3.0 * i / (POINTS - 1));
              double share = 1 - y[i];
              x[i] = Figures.median(own, at(share));
            }
            chart.line(
                setup.candidate().ours() ? Style.OURS : Style.OTHER, setup.candidate().id(), x, y);
          }
        });
    return chart;
  }
}
