package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.forecast.ensemble.Difference;
import io.recurrence.forecast.ensemble.Log;
import io.recurrence.forecast.model.Autoregression;
import io.recurrence.forecast.model.Holt;
import io.recurrence.forecast.model.Naive;
import io.recurrence.forecast.model.RunningMean;
import io.recurrence.forecast.model.RunningSum;
import io.recurrence.testing.Signals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What of a state outlives a change of its pipeline. */
class CarryOverTest {
  private static final double[] SERIES = Signals.lifelike(31, 200);

  private static PipelineBuilder builder() {
    return new PipelineBuilder()
        .horizon(4)
        .model("mean", new RunningMean())
        .model("holt", new Holt(0.98))
        .feature("sum", new RunningSum());
  }

  private static State state(SeriesPipeline pipeline) {
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    for (int t = 0; t < SERIES.length; t++) {
      pipeline.step(s, t * 1000L, SERIES[t], out);
    }
    s.offset(77);
    return s;
  }

  private static double[] stage(State s, String name) {
    for (int i = 0; i < s.layout.count(); i++) {
      if (s.layout.stage(i).name().equals(name)) {
        return s.h[i];
      }
    }
    throw new AssertionError("no stage " + name + " in " + s.describe().keySet());
  }

  @Test
  void anotherShapeIsRefusedByRead() {
    byte[] bytes = state(builder().build()).toBytes();
    SeriesPipeline wider = builder().model("naive", new Naive()).build();
    assertThat(wider.matches(bytes)).isFalse();
    assertThatThrownBy(() -> wider.read(bytes))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("another pipeline shape");
  }

  @Test
  void incidentsBeginToBeFollowedOnAStateThatIsKept() {
    State old = state(builder().build());
    SeriesPipeline following = builder().incidents(true).build();
    State kept = following.carryOver(old.toBytes());
    assertThat(following.afresh(old.toBytes())).containsExactly("incidents");
    for (String name : builder().build().stages().keySet()) {
      assertThat(stage(kept, name)).as(name).containsExactly(stage(old, name));
    }
  }

  @Test
  void stagesThatAgreeAreKeptAndNewOnesStartAfresh() {
    State old = state(builder().build());
    SeriesPipeline wider = builder().model("ar(2)", new Autoregression(2, 0.99)).build();
    State carried = wider.carryOver(old.toBytes());
    for (String kept : new String[] {"model:mean", "model:holt", "feature:sum", "clock"}) {
      assertThat(stage(carried, kept)).as(kept).isEqualTo(stage(old, kept));
    }
    assertThat(stage(carried, "model:ar(2)")).isEqualTo(stage(wider.newState(), "model:ar(2)"));
    assertThat(carried.count()).isEqualTo(SERIES.length);
    assertThat(carried.time()).isEqualTo(old.time());
    assertThat(carried.offset()).isEqualTo(77);
  }

  @Test
  void theCarriedStateGoesOnAndScoresNothingFromBefore() {
    State old = state(builder().build());
    SeriesPipeline wider = builder().model("naive", new Naive()).outcomes(true).build();
    State s = wider.carryOver(old.toBytes());
    StepResult out = wider.newOutput();
    wider.step(s, old.time() + 1000, 50, out);
    assertThat(out.judgement().hasExpectation()).isFalse();
    assertThat(out.outcomes().count()).isZero();
    assertThat(out.features().get(0)).isEqualTo(Arrays.stream(SERIES).sum() + 50);
    wider.step(s, old.time() + 2000, 51, out);
    assertThat(out.judgement().hasExpectation()).isTrue();
    assertThat(out.outcomes().count()).isEqualTo(1);
    for (int t = 3; t < 40; t++) {
      wider.step(s, old.time() + t * 1000L, 50 + t % 3, out);
      assertThat(out.forecast().mean(4)).isBetween(-100.0, 200.0);
    }
  }

  @Test
  void forecastsOfACounterFarFromZeroAreScoredExactlyFromTheFirstValueOn() {
    SeriesPipeline three =
        new PipelineBuilder().horizon(3).single(true).model("naive", new Naive()).build();
    SeriesPipeline six =
        new PipelineBuilder().horizon(6).single(true).model("naive", new Naive()).build();
    State old = three.newState();
    StepResult out = three.newOutput();
    double level = 1.7e9;
    for (int t = 0; t < 200; t++) {
      three.step(old, t * 1000L, level + t, out);
    }
    State s = six.carryOver(old.toBytes());
    StepResult after = six.newOutput();
    for (int t = 200; t < 220; t++) {
      six.step(s, t * 1000L, level + t, after);
      if (t > 200) {
        assertThat(after.judgement().expected()).isEqualTo(level + t - 1);
      }
    }
  }

  @Test
  void whatWasFittedOnOtherValuesIsNotMisread() {
    State old = state(builder().build());
    SeriesPipeline transformed = builder().transform("log", new Log(0)).build();
    State s = transformed.carryOver(old.toBytes());
    assertThat(stage(s, "model:mean of log")).containsOnly(0);
    assertThat(stage(s, "feature:sum")).isEqualTo(stage(old, "feature:sum"));
    StepResult out = transformed.newOutput();
    transformed.step(s, old.time() + 1000, 50, out);
    assertThat(out.forecast().mean(1)).isBetween(20.0, 80.0);
  }

  @Test
  void aTransformIsNotMisreadBehindAnotherOne() {
    SeriesPipeline plain = builder().transform("difference", new Difference(3)).build();
    SeriesPipeline behind =
        builder().transform("log", new Log(0)).transform("difference", new Difference(3)).build();
    State s = behind.carryOver(state(plain).toBytes());
    assertThat(stage(s, "transform:difference of log")).containsOnly(0);
  }

  @Test
  void errorsOfOneModelAreNotTakenForThoseOfAnother() {
    SeriesPipeline three = Pipelines.baseline(4).build();
    State old = state(three);
    PipelineBuilder other = Pipelines.baseline(4);
    other.models.set(2, new Layout.Stage("mean", new RunningMean()));
    State s = other.build().carryOver(old.toBytes());
    assertThat(stage(s, "combine:discounted-error of naive, smoothing, mean")).containsOnly(0);
    assertThat(stage(s, "interval:conformal")).isEqualTo(stage(old, "interval:conformal"));
  }

  @Test
  void theSameShapeIsCarriedOverWhole() {
    SeriesPipeline pipeline = Pipelines.baseline(4).build();
    State old = state(pipeline);
    State s = pipeline.carryOver(old.toBytes());
    assertThat(s.h).isDeepEqualTo(old.h);
  }

  /** A sum whose formula has changed, and its memory not. */
  private record Version(int version, RunningSum sum) implements Statistic {
    @Override
    public int size() {
      return sum.size();
    }

    @Override
    public void step(double[] h, Observation x) {
      sum.step(h, x);
    }

    @Override
    public double value(double[] h, Past past) {
      return sum.value(h, past);
    }
  }

  private static SeriesPipeline summing(Statistic statistic) {
    return new PipelineBuilder().model("naive", new Naive()).feature("sum", statistic).build();
  }

  @Test
  void aStageIsNotReadByAnotherVersionOfItself() {
    SeriesPipeline first = summing(new Version(1, new RunningSum()));
    SeriesPipeline second = summing(new Version(2, new RunningSum()));
    State old = state(first);
    assertThat(second.matches(old.toBytes())).isFalse();
    assertThat(stage(second.carryOver(old.toBytes()), "feature:sum")).containsOnly(0);
    assertThat(first.matches(state(summing(new RunningSum())).toBytes()))
        .as("a stage without a version of its own has the first")
        .isTrue();
  }
}
