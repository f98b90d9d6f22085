package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.forecast.ensemble.AdaptiveConformal;
import io.recurrence.forecast.model.Naive;
import io.recurrence.forecast.model.RunningMean;
import io.recurrence.time.TimePolicy;
import io.recurrence.time.TimePolicy.Duplicates;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PipelineBuilderTest {

  private static PipelineBuilder builder() {
    return new PipelineBuilder().model("naive", new Naive());
  }

  private static void assertRefused(String rule, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(rule);
  }

  @Test
  void whatMakesNoSenseIsRefusedWithItsRule() {
    assertRefused("horizon must be >= 1", () -> builder().horizon(0));
    assertRefused("confidence must be in (0, 1)", () -> builder().confidence(1));
    assertRefused("confidence must be in (0, 1)", () -> builder().confidence(Double.NaN));
    assertRefused("levels must be in (0, 1)", () -> builder().levels(0.5, 1));
    assertRefused("levels must ascend", () -> builder().levels(0.5, 0.4));
    assertRefused("at least one model", () -> new PipelineBuilder().build());
    assertRefused(
        "two stages are named naive", () -> builder().model("naive", new Naive()).build());
    assertRefused(
        "no negative numbers",
        () -> new TimePolicy(0, 0, Duplicates.KEEP, -1, TimePolicy.Reading.LAST));
    assertRefused(
        "go together", () -> new TimePolicy(1, 0, Duplicates.KEEP, 1, TimePolicy.Reading.LAST));
    assertRefused(
        "go together", () -> new TimePolicy(0, 1, Duplicates.KEEP, 1, TimePolicy.Reading.LAST));
  }

  @Test
  void theShapeIsThatOfNamesSizesAndPrecisionAndNotOfTunables() {
    long shape = builder().build().shape();
    assertThat(builder().confidence(0.5).levels(0.3).build().shape()).isEqualTo(shape);
    assertThat(builder().emission(Emission.ON_REQUEST).step(5).build().shape()).isEqualTo(shape);
    assertThat(builder().horizon(2).build().shape()).isNotEqualTo(shape);
    assertThat(builder().single(true).build().shape()).isNotEqualTo(shape);
    assertThat(builder().model("mean", new RunningMean()).build().shape()).isNotEqualTo(shape);
    assertThat(new PipelineBuilder().model("other", new Naive()).build().shape())
        .isNotEqualTo(shape);
  }

  @Test
  void theBytesOfTheStagesAndTheHeaderAreTheBytesOfTheState() {
    SeriesPipeline pipeline =
        builder()
            .horizon(30)
            .single(true)
            .interval("conformal", new AdaptiveConformal(HorizonGrid.upTo(30), true))
            .build();
    int stages = pipeline.stages().values().stream().mapToInt(bytes -> bytes).sum();
    int stored = (int) pipeline.stages().values().stream().filter(bytes -> bytes > 0).count();
    assertThat(StateBytes.HEADER + StateBytes.ENTRY * stored + stages)
        .isEqualTo(pipeline.stateBytes())
        .isEqualTo(pipeline.newState().toBytes().length);
  }

  @Test
  void twoBuildsShareNothing() {
    PipelineBuilder builder = builder();
    SeriesPipeline one = builder.build();
    SeriesPipeline two = builder.build();
    State s = one.newState();
    one.step(s, 0, 5, one.newOutput());
    StepResult out = two.newOutput();
    assertThat(two.forecast(two.read(s.toBytes()), out.forecast())).isTrue();
    assertThat(out.forecast().mean(1)).isEqualTo(5);
  }
}
