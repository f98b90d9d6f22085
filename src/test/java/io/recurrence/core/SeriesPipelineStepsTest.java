package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.forecast.ensemble.Difference;
import io.recurrence.forecast.ensemble.Log;
import io.recurrence.forecast.model.ExponentialAverage;
import io.recurrence.forecast.model.HistoricalMaximum;
import io.recurrence.forecast.model.Holt;
import io.recurrence.forecast.model.Naive;
import io.recurrence.forecast.model.RunningMean;
import io.recurrence.forecast.model.SeasonalNaive;
import io.recurrence.testing.Signals;
import io.recurrence.testing.Snapshot;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What comes out of a pipeline, step by step, where it can be told by hand. */
class SeriesPipelineStepsTest {

  private static StepResult run(SeriesPipeline pipeline, State s, double... values) {
    StepResult out = pipeline.newOutput();
    for (double x : values) {
      long time = s.time() + (s.index == 0 ? 0 : 60_000);
      if (Double.isNaN(x)) {
        pipeline.miss(s, time, out);
      } else {
        pipeline.step(s, time, x, out);
      }
    }
    return out;
  }

  @Test
  void anExactLineIsForecastExactly() {
    SeriesPipeline pipeline =
        new PipelineBuilder()
            .horizon(5)
            .transform("difference", new Difference(1))
            .model("naive", new Naive())
            .build();
    StepResult out = run(pipeline, pipeline.newState(), Signals.of(30, t -> 3 + 2 * t));
    assertThat(Snapshot.path(out)).containsExactly(63, 65, 67, 69, 71);
    assertThat(out.judgement().expected()).isEqualTo(out.judgement().value());
    assertThat(out.forecast().time(1) - out.time()).isEqualTo(60_000);
  }

  @Test
  void aSteadyGrowthIsForecastExactlyThroughALogarithm() {
    SeriesPipeline pipeline =
        new PipelineBuilder()
            .horizon(4)
            .transform("log", new Log(0))
            .transform("difference", new Difference(1))
            .model("naive", new Naive())
            .build();
    StepResult out = run(pipeline, pipeline.newState(), Signals.of(30, t -> Math.pow(1.5, t)));
    for (int k = 1; k <= 4; k++) {
      assertThat(out.forecast().mean(k)).isCloseTo(Math.pow(1.5, 29 + k), within(1e-6));
    }
  }

  @Test
  void theFirstValueIsAwaitedByNobodyAndTheFirstTenAreForWarmingUp() {
    SeriesPipeline pipeline = new PipelineBuilder().model("naive", new Naive()).build();
    State s = pipeline.newState();
    for (int t = 1; t <= 12; t++) {
      StepResult out = run(pipeline, s, t);
      assertThat(out.judgement().hasExpectation()).isEqualTo(t > 1);
      assertThat(out.judgement().status()).isEqualTo(t <= 10 ? Status.WARMING_UP : Status.OK);
    }
  }

  @Test
  void nothingIsForecastBeforeTheFirstValue() {
    SeriesPipeline pipeline = new PipelineBuilder().model("naive", new Naive()).build();
    State s = pipeline.newState();
    StepResult out = run(pipeline, s, Double.NaN, Double.NaN);
    assertThat(out.forecast().made()).isFalse();
    assertThat(out.judgement().hasExpectation()).isFalse();
    assertThat(pipeline.forecast(s, out.forecast())).isFalse();
    assertThat(s.count()).isZero();
    assertThat(run(pipeline, s, 5).forecast().mean(1)).isEqualTo(5);
  }

  @Test
  void aSilenceHoldsTheSeasonInPhaseAndIsDegraded() {
    SeriesPipeline pipeline =
        new PipelineBuilder().horizon(4).model("seasonal", SeasonalNaive.ofSteps(4)).build();
    State s = pipeline.newState();
    double[] x = Signals.of(40, t -> t % 4 * 10);
    run(pipeline, s, x);
    double[] silence = new double[7];
    Arrays.fill(silence, Double.NaN);
    StepResult out = run(pipeline, s, silence);
    assertThat(out.judgement().status()).isEqualTo(Status.DEGRADED);
    assertThat(Snapshot.path(out)).containsExactly(30, 0, 10, 20);
    assertThat(run(pipeline, s, 30).judgement().status()).isEqualTo(Status.OK);
  }

  @Test
  void aValueOutsideATransformIsAMissingStepForTheModels() {
    SeriesPipeline pipeline =
        new PipelineBuilder()
            .horizon(2)
            .transform("log", new Log(0))
            .model("naive", new Naive())
            .build();
    State s = pipeline.newState();
    run(pipeline, s, Signals.of(20, t -> 8));
    StepResult out = run(pipeline, s, -3);
    assertThat(out.judgement().status()).isEqualTo(Status.DEGRADED);
    assertThat(out.forecast().mean(1)).isCloseTo(8, within(1e-12));
    assertThat(s.count()).isEqualTo(21);
    StepResult fresh = run(pipeline, pipeline.newState(), -3);
    assertThat(fresh.forecast().made()).isFalse();
  }

  @Test
  void withoutACombinerAllModelsWeighTheSame() {
    SeriesPipeline pipeline =
        new PipelineBuilder()
            .horizon(3)
            .model("naive", new Naive())
            .model("mean", new RunningMean())
            .build();
    StepResult out = run(pipeline, pipeline.newState(), 2, 4, 9);
    assertThat(Snapshot.path(out)).containsOnly((9 + 5) / 2.0);
    assertThat(out.forecast().weight(0)).isEqualTo(0.5).isEqualTo(out.forecast().weight(1));
    assertThat(out.forecast().model()).isEqualTo("naive");
  }

  @Test
  void featuresSeeValuesAsTheyComeNeitherTransformedNorDamped() {
    SeriesPipeline pipeline =
        Pipelines.baseline(4)
            .transform("difference", new Difference(1))
            .feature("max", new HistoricalMaximum())
            .feature("mean", new RunningMean())
            .build();
    State s = pipeline.newState();
    double[] x = Signals.normal(5, 200);
    x[150] = 500;
    StepResult out = run(pipeline, s, x);
    assertThat(out.features().names()).containsExactly("max", "mean");
    assertThat(out.features().get(0)).isEqualTo(500);
    assertThat(out.features().get(1))
        .isCloseTo(Arrays.stream(x).average().orElse(0), within(1e-12));
    StepResult missed = run(pipeline, s, Double.NaN);
    assertThat(missed.features().get(0)).isEqualTo(500);
  }

  @Test
  void aHalfLifeForgetsByTheClockAcrossMissingSteps() {
    SeriesPipeline pipeline =
        new PipelineBuilder()
            .model("naive", new Naive())
            .feature("average", ExponentialAverage.ofHalfLife(60))
            .build();
    State s = pipeline.newState();
    run(pipeline, s, 8, 8, 8, 8, 8, Double.NaN, Double.NaN);
    StepResult out = run(pipeline, s, 0);
    assertThat(out.features().get(0)).as("three minutes after the last value").isEqualTo(1);
    Reorderer reorderer = new Reorderer(pipeline);
    double[] seen = new double[1];
    reorderer.accept(s, 0, s.time() + 180_000, true, 8, o -> seen[0] = o.features().get(0));
    assertThat(seen[0]).as("with two steps filled in").isEqualTo(1 + 7 * (1 - 0.125));
  }

  @Test
  void aShiftOfLevelIsLearnedFromItsThirdValueOn() {
    SeriesPipeline pipeline = Pipelines.baseline(4).build();
    State s = pipeline.newState();
    run(pipeline, s, Signals.normal(6, 300));
    StepResult first = run(pipeline, s, 1000);
    assertThat(first.forecast().mean(1)).isLessThan(20);
    StepResult third = run(pipeline, s, 1001, 999);
    assertThat(third.forecast().mean(1)).isGreaterThan(300);
  }

  @Test
  void aTrendRunsOnThroughAGap() {
    SeriesPipeline pipeline =
        new PipelineBuilder().horizon(3).model("holt", new Holt(0.5, 0.5, 1)).build();
    State s = pipeline.newState();
    run(pipeline, s, Signals.of(200, t -> 5 * t));
    StepResult out = run(pipeline, s, Double.NaN, Double.NaN);
    assertThat(out.forecast().mean(1)).isCloseTo(5 * 202, within(1e-6));
  }
}
