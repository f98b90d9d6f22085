package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.Verdict.Direction;
import io.recurrence.testing.Signals;
import io.recurrence.testing.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesPipelineTest {
  private final List<String> calls = new ArrayList<>();

  private SeriesPipeline noted() {
    return new PipelineBuilder()
        .transform("t", new NotedStage("transform", calls))
        .model("m", new NotedStage("model", calls))
        .combiner("c", new NotedStage("combiner", calls))
        .interval("i", new NotedStage("interval", calls))
        .detector("d", new NotedStage("detector", calls))
        .build();
  }

  @Test
  void aValueIsJudgedThenItsErrorsLearnedThenTheValueThenForecast() {
    SeriesPipeline pipeline = noted();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    pipeline.step(s, 0, 3, out);
    assertThat(calls)
        .containsExactly(
            "detector judges 3.0",
            "transform applies 3.0",
            "model steps to 3.0",
            "model forecasts",
            "transform inverts",
            "combiner weighs");
    calls.clear();
    pipeline.step(s, 1, 5, out);
    assertThat(calls)
        .containsExactly(
            "detector judges 5.0 by 7.0",
            "combiner learns 7.0 for 5.0",
            "interval learns 7.0 for 5.0",
            "transform applies 5.0",
            "model steps to 5.0",
            "model forecasts",
            "transform inverts",
            "combiner weighs");
    assertThat(out.judgement().verdict().score()).isEqualTo(0.25);
  }

  @Test
  void aMissingValueIsNeitherJudgedNorLearned() {
    SeriesPipeline pipeline = noted();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    pipeline.step(s, 0, 3, out);
    calls.clear();
    pipeline.miss(s, 1, out);
    assertThat(calls)
        .containsExactly(
            "transform applies 7.0",
            "model misses",
            "model forecasts",
            "transform inverts",
            "combiner weighs");
    assertThat(out.judgement().hasValue()).isFalse();
    assertThat(out.judgement().expected()).isEqualTo(7);
    assertThat(out.judgement().verdict().anomaly()).isFalse();
  }

  @Test
  void aSpikeIsScoredBeforeItIsLearned() {
    SeriesPipeline pipeline = Pipelines.baseline(12).build();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    double[] noise = Signals.normal(1, 300);
    for (int t = 0; t < noise.length; t++) {
      pipeline.step(s, t * 1000L, noise[t], out);
    }
    State calm = s.copy();
    pipeline.step(s, 300_000, 1000, out);
    assertThat(out.judgement().verdict().anomaly()).isTrue();
    assertThat(out.judgement().verdict().direction()).isEqualTo(Direction.ABOVE);
    assertThat(out.judgement().expected()).isCloseTo(0, within(2.0));
    assertThat(out.judgement().upper()).isLessThan(10);
    assertThat(out.forecast().mean(1)).as("after a spike that was damped").isLessThan(10);
    StepResult other = pipeline.newOutput();
    pipeline.step(calm, 300_000, 0.1, other);
    assertThat(other.judgement().expected()).isEqualTo(out.judgement().expected());
    assertThat(other.judgement().lower()).isEqualTo(out.judgement().lower());
  }

  @Test
  void eachForecastIsScoredExactlyWhenItsTruthComes() {
    SeriesPipeline pipeline =
        new PipelineBuilder().horizon(37).model("echo", new Echo()).outcomes(true).build();
    HorizonGrid horizonGrid = HorizonGrid.upTo(37);
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    for (int index = 1; index <= 150; index++) {
      boolean missing = index % 11 == 5;
      List<Integer> due = new ArrayList<>();
      for (int knot = 0; knot < horizonGrid.count() && !missing; knot++) {
        int origin = index - horizonGrid.steps(knot);
        if (origin >= 1 && origin % horizonGrid.stride(knot) == 0) {
          due.add(horizonGrid.steps(knot));
        }
      }
      if (missing) {
        pipeline.miss(s, index, out);
      } else {
        pipeline.step(s, index, index, out);
      }
      List<Integer> scored = new ArrayList<>();
      for (int i = 0; i < out.outcomes().count(); i++) {
        int steps = out.outcomes().steps(i);
        scored.add(steps);
        assertThat(out.outcomes().forecast(i)).isEqualTo(Echo.from(index - steps, steps));
      }
      assertThat(scored).isEqualTo(due);
    }
  }

  @Test
  void outputIsAFunctionOfInputAlone() {
    double[] x = Signals.lifelike(9, 300);
    List<List<Object>> first = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      SeriesPipeline pipeline = Pipelines.baseline(24).build();
      State s = pipeline.newState();
      StepResult out = pipeline.newOutput();
      for (int t = 0; t < x.length; t++) {
        pipeline.step(s, t * 60_000L, x[t], out);
        if (run == 0) {
          first.add(Snapshot.of(out));
        } else {
          assertThat(Snapshot.of(out)).isEqualTo(first.get(t));
        }
      }
    }
  }

  @Test
  void aValueThatNoStateCanHoldLeavesTheStateAlone() {
    SeriesPipeline pipeline = Pipelines.baseline(4).build();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    pipeline.step(s, 0, 1, out);
    byte[] before = s.toBytes();
    for (double x : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 2e100}) {
      assertThatThrownBy(() -> pipeline.step(s, 1, x, out))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(s.toBytes()).isEqualTo(before);
    pipeline.step(s, 1, Values.MAX_MAGNITUDE, out);
    assertThat(s.count()).isEqualTo(2);
  }

  @Test
  void singlePrecisionStagesHoldNothingButFloats() {
    SeriesPipeline pipeline = Pipelines.baseline(24).single(true).build();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    double[] x = Signals.affine(1e6, 1, Signals.normal(3, 400));
    for (int t = 0; t < x.length; t++) {
      if (t % 17 == 3) {
        pipeline.miss(s, t, out);
      } else {
        pipeline.step(s, t, x[t], out);
      }
      for (int i = 0; i < s.h.length; i++) {
        if (s.layout.storage(i).toString().matches("\\d+S")) {
          double[] floats = Signals.of(s.h[i].length, j -> 0);
          for (int j = 0; j < floats.length; j++) {
            floats[j] = (float) s.h[i][j];
          }
          assertThat(s.h[i]).as(s.layout.stage(i).name()).isEqualTo(floats);
        }
      }
    }
  }
}
