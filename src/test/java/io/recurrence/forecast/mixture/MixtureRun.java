package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.testing.Snapshot;
import io.recurrence.time.Calendar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Feeds series to pipelines whose forecaster is a mixture, and keeps each path. */
final class MixtureRun {
  static final long START = 1_767_225_600_000L; // a midnight

  final List<double[]> paths = new ArrayList<>();

  static PipelineSpec spec(Tier tier, int horizon, String step, String... more) {
    return SpecLoader.parse(
        "horizon: %d\nstep: %s\nstate: %s\n%s"
            .formatted(
                horizon, step, tier.name().toLowerCase(Locale.ROOT), String.join("\n", more)));
  }

  /** Feeds a series, and keeps each path. */
  State feed(SeriesPipeline pipeline, long step, double... x) {
    State s = pipeline.newState();
    feed(pipeline, s, step, x);
    return s;
  }

  private void feed(SeriesPipeline pipeline, State s, long step, double... x) {
    StepResult out = pipeline.newOutput();
    for (double value : x) {
      long time = s.index() == 0 ? START : s.time() + step;
      if (Double.isNaN(value)) {
        pipeline.miss(s, time, out);
      } else {
        pipeline.step(s, time, value, out);
      }
      paths.add(Snapshot.path(out));
    }
  }

  static Map<String, Double> described(State s, Tier tier, int horizon) {
    String name = "forecaster:" + new Mixture(tier, Calendar.UTC, horizon, false).name();
    Map<String, Map<String, Double>> all = s.describe();
    assertThat(all).containsKey(name);
    return all.get(name);
  }
}
