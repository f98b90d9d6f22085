package io.recurrence.bench;

import io.recurrence.core.Sequencer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.evaluate.report.Report;
import io.recurrence.format.JsonEncoder;
import io.recurrence.spec.PipelineSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Measures pipelines of ours beside yardsticks: rounds in which each contestant runs once, the
 * first of them to warm up and left out.
 */
public final class Bench {
  private static final String SMALL =
      """
      horizon: 1
      models: [holt]
      features: [mean, maximum, exponential-average, exponential-variance]
      """;

  /**
   * What to run.
   *
   * @param brokerProcess its process, for its CPU time
   * @param records of input
   * @param series that the records belong to
   * @param rounds that count
   * @param window the least time of a measurement
   * @param threads stream threads
   * @param only ids of contestants; all where empty
   */
  public record Settings(
      String bootstrapServers,
      ProcessHandle brokerProcess,
      long records,
      int series,
      int rounds,
      Duration window,
      int threads,
      Set<String> only) {

    ProcessHandle.Info broker() {
      return brokerProcess.info();
    }
  }

  private Bench() {}

  /** The ids of all contestants. */
  public static List<String> contestants() {
    return all().stream().map(Contestant::id).toList();
  }

  private static List<Contestant> all() {
    int bytes = verdictBytes();
    List<Contestant> all = new ArrayList<>();
    all.add(Yardsticks.pass());
    all.add(
        Yardsticks.counter(
            "counter", "counter, Kafka's own settings", false, bytes, Contestant.plain()));
    all.add(
        Yardsticks.counter(
            "counter-tuned", "counter, cached and tuned as ours", true, bytes, Contestant.tuned()));
    all.add(Contestant.pipeline("small", "averages, maximum, Holt; verdict", false, SMALL));
    all.add(Contestant.pipeline("default", "default; verdict", false, ""));
    all.add(
        Contestant.pipeline(
            "default-12", "default; verdict, each 12th forecast", true, "emit: 12"));
    all.add(Contestant.pipeline("default-1", "default; verdict, each forecast of 24", true, ""));
    if (CutForest.available()) {
      all.add(CutForest.contestant(bytes));
    }
    return all;
  }

  /** The mean length of a verdict of the default pipeline, which the yardsticks write too. */
  private static int verdictBytes() {
    PipelineSpec spec = Contestant.spec("in", "out", false, "");
    SeriesPipeline pipeline = spec.newPipeline();
    JsonEncoder encoder = new JsonEncoder(spec.confidence(), spec.version(pipeline));
    Sequencer sequencer = new Sequencer(pipeline);
    State state = pipeline.newState();
    long[] sum = new long[1];
    int steps = 200;
    for (int i = 0; i < steps; i++) {
      double value = Math.round(1000 * (20 + 10 * Math.sin(i / 10.0))) / 1000.0;
      sequencer.accept(
          state,
          i,
          1_700_000_000_000L + 60_000L * i,
          true,
          value,
          out -> sum[0] += encoder.anomaly("sensor-1000000", out).length);
    }
    return (int) (sum[0] / steps);
  }

  /** Runs all rounds; {@code progress} is told what is being done. */
  public static Report run(Settings settings, Consumer<String> progress) throws IOException {
    List<Contestant> contestants =
        all().stream()
            .filter(c -> settings.only().isEmpty() || settings.only().contains(c.id()))
            .toList();
    Map<Contestant, List<Heat>> heats = new LinkedHashMap<>();
    progress.accept("writing " + settings.records() + " records of input");
    try (Track track = new Track(settings)) {
      for (int round = 0; round <= settings.rounds(); round++) {
        for (Contestant contestant : contestants) {
          Heat heat = track.run(contestant);
          progress.accept(
              "%s %-14s %,9.0f events/s, %6.2f us of CPU here, %5.2f us in the broker, %d commits"
                  .formatted(
                      round == 0 ? "warm-up " : "round " + round + ' ',
                      contestant.id(),
                      heat.rate(),
                      heat.appMicros(),
                      heat.brokerMicros(),
                      heat.commits()));
          if (round > 0) {
            heats.computeIfAbsent(contestant, c -> new ArrayList<>()).add(heat);
          }
        }
      }
    }
    return Figures.report(settings, heats);
  }
}
