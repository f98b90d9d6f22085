package io.recurrence.bench;

import io.recurrence.config.PipelineSpec;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.record.JsonEncoder;
import java.util.ArrayList;
import java.util.List;

/** All that can be measured: pipelines of ours and their yardsticks. */
final class Candidates {
  private static final String SMALL =
      """
      horizon: 1
      models: [holt]
      features: [mean, maximum, exponential-average, exponential-variance]
      """;

  private Candidates() {}

  static List<Candidate> all() {
    int bytes = verdictBytes();
    List<Candidate> all = new ArrayList<>();
    all.add(Baselines.pass());
    all.add(
        Baselines.counter(
            "counter", "counter, Kafka's own settings", false, bytes, Candidate.plain()));
    all.add(
        Baselines.counter(
            "counter-tuned", "counter, cached and tuned as ours", true, bytes, Candidate.tuned()));
    all.add(Candidate.pipeline("small", "averages, maximum, Holt; verdict", false, SMALL));
    all.add(Candidate.pipeline("default", "default; verdict", false, ""));
    all.add(
        Candidate.pipeline("default-12", "default; verdict, each 12th forecast", true, "emit: 12"));
    all.add(Candidate.pipeline("default-1", "default; verdict, each forecast of 24", true, ""));
    all.add(
        Candidate.pipeline(
            "default-1-binary", "the same in the binary format", true, "", "binary"));
    all.add(Candidate.pipeline("lstm", "network of 64 units; verdict", false, "models: [lstm]"));
    all.add(
        Candidate.symbols(
            "symbols",
            "next symbol of 16, Markov chains to order 6",
            "{type: symbols, most-symbols: 16, order: 6, bytes: 4096}"));
    if (CutForest.available()) {
      all.add(CutForest.onHeap(bytes));
      all.add(CutForest.stored(bytes));
    }
    return all;
  }

  /** The candidate of an id. */
  static Candidate of(String id) {
    return all().stream()
        .filter(candidate -> candidate.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no candidate '" + id + "'"));
  }

  /** The mean length of a verdict of the default pipeline, which the yardsticks write too. */
  private static int verdictBytes() {
    PipelineSpec spec = Candidate.spec("in", "out", false, "");
    SeriesPipeline pipeline = spec.newPipeline();
    JsonEncoder encoder = new JsonEncoder(spec.confidence(), spec.version(pipeline));
    Reorderer reorderer = new Reorderer(pipeline);
    State state = pipeline.newState();
    long[] sum = new long[1];
    int steps = 200;
    for (int i = 0; i < steps; i++) {
      double value = Math.round(1000 * (20 + 10 * Math.sin(i / 10.0))) / 1000.0;
      reorderer.accept(
          state,
          i,
          1_700_000_000_000L + 60_000L * i,
          true,
          value,
          out -> sum[0] += encoder.anomaly("sensor-1000000", out.judgement()).length);
    }
    return (int) (sum[0] / steps);
  }
}
