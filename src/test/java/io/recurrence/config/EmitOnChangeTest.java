package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which forecasts are written where they are written on change, or on demand. */
class EmitOnChangeTest {
  private static final long START = 1_767_225_600_000L;
  private static final long MINUTE = 60_000;

  /** A series about 20 with a new level at step 400; the steps whose forecasts are written. */
  private static List<Integer> written(String emit, double deviation) {
    SeriesPipeline pipeline = SpecLoader.parse("{emit: " + emit + "}").newPipeline();
    State state = pipeline.newState();
    StepResult out = pipeline.newOutput();
    Random random = new Random(5);
    List<Integer> written = new ArrayList<>();
    for (int t = 0; t < 500; t++) {
      double x = (t < 400 ? 20 : 50) + deviation * random.nextGaussian();
      pipeline.step(state, START + t * MINUTE, x, out);
      if (out.forecast().isDue()) {
        written.add(t);
      }
    }
    return written;
  }

  @Test
  void aForecastThatSaysTheSameIsNotWrittenBeforeHalfOfTheLastIsPast() {
    List<Integer> steps = written("on-change", 0).stream().filter(t -> t < 400).toList();
    assertThat(steps).hasSizeBetween(400 / 13, 400 / 13 + 5).startsWith(1);
    for (int i = 1; i < steps.size(); i++) {
      assertThat(steps.get(i) - steps.get(i - 1)).isLessThanOrEqualTo(13);
    }
  }

  @Test
  void aForecastInStepsOfAnotherLengthIsWritten() {
    SeriesPipeline pipeline = SpecLoader.parse("{emit: on-change}").newPipeline();
    State state = pipeline.newState();
    StepResult out = pipeline.newOutput();
    List<Integer> written = new ArrayList<>();
    for (int t = 0; t < 6; t++) {
      pipeline.step(state, START + (t < 3 ? t : 10 * t) * MINUTE, 20, out);
      if (out.forecast().isDue()) {
        written.add(t);
      }
    }
    assertThat(written).startsWith(1, 4);
  }

  @Test
  void noiseIsNoChangeAndANewLevelIs() {
    List<Integer> steps = written("on-change", 1);
    assertThat(steps.stream().filter(t -> t >= 200 && t < 400)).hasSizeLessThan(60);
    assertThat(steps).contains(400);
  }

  @Test
  void theMemoryIsLargerByTheLastForecastAndOtherwiseTheSame() {
    SeriesPipeline plain = SpecLoader.parse("{}").newPipeline();
    SeriesPipeline onChange = SpecLoader.parse("{emit: on-change}").newPipeline();
    State state = onChange.newState();
    State other = plain.newState();
    StepResult out = onChange.newOutput();
    StepResult all = plain.newOutput();
    Random random = new Random(6);
    for (int t = 0; t < 200; t++) {
      double x = random.nextGaussian();
      onChange.step(state, START + t * MINUTE, x, out);
      plain.step(other, START + t * MINUTE, x, all);
      assertThat(onChange.read(state.toBytes()).toBytes()).isEqualTo(state.toBytes());
    }
    assertThat(onChange.stateBytes() - plain.stateBytes()).isEqualTo(8 + 24 * 4 + 2 * 8);
    assertThat(onChange.afresh(other.toBytes())).containsExactly("written(24)");
    assertThat(plain.carryOver(state.toBytes()).describe()).isEqualTo(other.describe());
    assertThat(out.forecast().mean(24)).isEqualTo(all.forecast().mean(24));
  }

  @Test
  void onDemandNothingIsWrittenAndAForecastCanBeAskedFor() {
    assertThat(written("on-demand", 1)).isEmpty();
    SeriesPipeline pipeline = SpecLoader.parse("{emit: on-demand}").newPipeline();
    State state = pipeline.newState();
    pipeline.step(state, START, 3, pipeline.newOutput());
    assertThat(pipeline.forecast(state, pipeline.newOutput().forecast())).isTrue();
  }

  @Test
  void whatIsNeitherAWordNorANumberNorADurationIsAFault() {
    assertThatThrownBy(() -> SpecLoader.parse("emit: sometimes"))
        .hasMessageContaining(
            "emit (pipeline line 1) was 'sometimes' but it must be event, on-change, on-demand, a number of steps");
    assertThatThrownBy(() -> SpecLoader.parse("emit: 0")).hasMessageContaining("was '0'");
  }
}
