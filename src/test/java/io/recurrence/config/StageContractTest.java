package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.Combiner;
import io.recurrence.core.Interval;
import io.recurrence.core.PipelineBuilder;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.core.Transform;
import io.recurrence.core.Verdict;
import io.recurrence.forecast.model.Naive;
import io.recurrence.testing.Signals;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What transforms, combiners, intervals and detectors of the catalog owe to the pipeline. */
class StageContractTest {
  private static final double[] SERIES = Signals.lifelike(21, 200);

  static Stream<Case> transforms() {
    return Case.of("transforms");
  }

  static Stream<Case> combiners() {
    return Case.of("combine");
  }

  static Stream<Case> intervals() {
    return Case.of("interval");
  }

  static Stream<Case> detectors() {
    return Case.of("detector");
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void invertingOnTheMemoryBeforeGivesTheValueBack(Case c) {
    Transform transform = Stages.make(Catalog::transform, c.stage());
    double[] h = new double[transform.size()];
    transform.start(h);
    transform.apply(h, SERIES[0]);
    for (int t = 1; t < SERIES.length; t++) {
      double[] before = h.clone();
      double[] path = {transform.apply(h, SERIES[t]), 0.1, 0.2};
      transform.invert(before, path);
      assertThat(path[0]).as("step " + t).isCloseTo(SERIES[t], within(1e-11 * SERIES[t]));
    }
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void invertingLeavesTheMemoryAloneAndDoesNotLookAhead(Case c) {
    Transform transform = Stages.make(Catalog::transform, c.stage());
    double[] h = new double[transform.size()];
    transform.start(h);
    for (double x : SERIES) {
      transform.apply(h, x);
      double[] before = h.clone();
      double[] path = Signals.of(25, k -> 0.01 * k);
      double[] beginning = Arrays.copyOf(path, 4);
      transform.invert(h, path);
      transform.invert(h, beginning);
      transform.describe(h);
      assertThat(beginning).isEqualTo(Arrays.copyOf(path, 4));
      assertThat(h).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("transforms")
  void aMissedValueLeavesAnInvertibleMemory(Case c) {
    Transform transform = Stages.make(Catalog::transform, c.stage());
    double[] h = new double[transform.size()];
    transform.start(h);
    for (int t = 0; t < SERIES.length; t++) {
      double[] before = h.clone();
      double z = t % 3 == 1 ? transform.miss(h, SERIES[t]) : transform.apply(h, SERIES[t]);
      double[] path = {z};
      transform.invert(before, path);
      if (t > 0) {
        assertThat(path[0]).isCloseTo(SERIES[t], within(1e-11 * SERIES[t]));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("combiners")
  void weightsAreSharesAndFollowTheErrorsOfTheirKnotAlone(Case c) {
    Combiner combiner = Stages.make(Catalog::combiner, c.stage());
    int horizonGrid = Stages.KNOTS.count();
    double[] h = new double[combiner.size()];
    combiner.start(h);
    double[] weights = new double[Stages.MODELS];
    double[] noise = Signals.normal(22, 300);
    for (int t = 0; t < 300; t++) {
      double[] forecasts = {5 + 0.1 * noise[t], 5 + 3 * noise[(t + 7) % 300], 1e100};
      combiner.learn(h, t % 2 == 0 ? 0 : horizonGrid - 1, forecasts, 5);
      double[] before = h.clone();
      for (int knot = 0; knot < horizonGrid; knot++) {
        combiner.weights(h, knot, weights);
        assertThat(Arrays.stream(weights)).allMatch(w -> w >= 0 && w <= 1);
        assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
      }
      assertThat(h).isEqualTo(before);
    }
    combiner.weights(h, 0, weights);
    assertThat(weights[0]).isGreaterThan(0.9);
    assertThat(weights[2]).isLessThan(1e-6);
    double[] untouched = new double[combiner.size()];
    combiner.start(untouched);
    double[] first = new double[Stages.MODELS];
    combiner.weights(untouched, 1, first);
    combiner.weights(h, 1, weights);
    assertThat(weights).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("intervals")
  void quantilesAscendWithTheLevelWhateverTheErrors(Case c) {
    Interval interval = Stages.make(Catalog::interval, c.stage());
    double[] noise = Signals.normal(23, 400);
    double[] levels = Signals.of(200, i -> (i + 0.5) / 200);
    for (double bias : new double[] {0, 50, -50, 1e12}) {
      double[] h = new double[interval.size()];
      interval.start(h);
      for (int t = 0; t < 400; t++) {
        interval.learn(h, t % Stages.KNOTS.count(), 0, bias + noise[t] * (1 + t % 7));
        if (t % 20 == 0 || t < 10) {
          assertAscending(interval, h, levels);
        }
      }
    }
  }

  private static void assertAscending(Interval interval, double[] h, double[] levels) {
    double[] before = h.clone();
    double[] path = Signals.of(Stages.KNOTS.horizon(), k -> k);
    double[] lower = new double[path.length];
    Arrays.fill(lower, Double.NEGATIVE_INFINITY);
    for (double level : levels) {
      double[] out = new double[path.length];
      interval.quantile(h, level, path, out);
      for (int k = 0; k < out.length; k++) {
        assertThat(out[k]).as("level %s, step %d", level, k + 1).isGreaterThanOrEqualTo(lower[k]);
      }
      lower = out;
    }
    assertThat(h).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void aSpikeIsFlagged(Case c) {
    SeriesPipeline pipeline =
        new PipelineBuilder()
            .model("naive", new Naive())
            .interval("conformal", Stages.make(Catalog::interval, "{type: conformal}"))
            .detector("detector", Stages.make((s, x) -> Catalog.detector(s, x, false), c.stage()))
            .build();
    State state = pipeline.newState();
    StepResult out = pipeline.newOutput();
    double[] noise = Signals.normal(24, 3000);
    for (int t = 0; t < noise.length; t++) {
      pipeline.step(state, t * 1000L, noise[t], out);
    }
    pipeline.step(state, 3_000_000, 60, out);
    assertThat(out.judgement().verdict().anomaly()).isTrue();
    assertThat(out.judgement().verdict().direction()).isEqualTo(Verdict.Direction.ABOVE);
    assertThat(out.judgement().verdict().score()).isGreaterThan(0.99);
    assertThat(out.judgement().verdict().grade()).isBetween(0.1, 1.0);
    assertThat(out.judgement().verdict().reason()).contains("60");
  }
}
