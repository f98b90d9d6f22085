package io.recurrence.bench;

import io.recurrence.core.Sequencer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.format.JsonEncoder;
import io.recurrence.spec.PipelineSpec;
import java.util.ArrayList;
import java.util.List;

/** All that can be measured: pipelines of ours and their yardsticks. */
final class Contestants {
  private static final String SMALL =
      """
      horizon: 1
      models: [holt]
      features: [mean, maximum, exponential-average, exponential-variance]
      """;

  private Contestants() {}

  static List<Contestant> all() {
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
    all.add(
        Contestant.pipeline(
            "default-1-binary", "the same in the binary format", true, "", "binary"));
    all.add(Contestant.pipeline("lstm", "network of 64 units; verdict", false, "models: [lstm]"));
    all.add(
        Contestant.symbols(
            "symbols",
            "next symbol of 16, Markov chains to order 6",
            "{type: symbols, most-symbols: 16, order: 6, bytes: 4096}"));
    if (CutForest.available()) {
      all.add(CutForest.onHeap(bytes));
      all.add(CutForest.stored(bytes));
    }
    return all;
  }

  /** The contestant of an id. */
  static Contestant of(String id) {
    return all().stream()
        .filter(contestant -> contestant.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no contestant '" + id + "'"));
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
}
