package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.forecast.ensemble.Difference;
import io.recurrence.forecast.model.ExponentialAverage;
import io.recurrence.forecast.model.SeasonalNaive;
import io.recurrence.testing.Signals;
import io.recurrence.testing.Snapshot;
import io.recurrence.testing.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After a gap that is too long to be filled, seasons are in phase at once. */
class SkippedGapTest {
  private static final long MINUTE = 60_000;

  private static double value(long t) {
    return 100 + 10 * (t % 12) + 3 * (t % 5);
  }

  private static double[] pathAfter(PipelineBuilder builder, int gap) {
    SeriesPipeline pipeline = builder.step(MINUTE).horizon(24).build();
    Reorderer reorderer = new Reorderer(pipeline);
    State s = pipeline.newState();
    double[][] path = new double[1][];
    long offset = 0;
    for (long t = 0; t < 200; t++) {
      reorderer.accept(s, offset++, t * MINUTE, true, value(t), out -> {});
    }
    long time = (200L + gap) * MINUTE;
    reorderer.accept(s, offset, time, true, value(200L + gap), out -> path[0] = Snapshot.path(out));
    return path[0];
  }

  private static double[] actual(int gap) {
    return Signals.of(24, k -> value(201L + gap + k));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 1007, 5000, 100_003})
  void theSeasonalNaiveForecast(int gap) {
    PipelineBuilder builder = new PipelineBuilder().model("seasonal", SeasonalNaive.ofSteps(5, 12));
    assertThat(pathAfter(builder, gap)).containsExactly(actual(gap));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 1007, 5000, 100_003})
  void theSeasonalDifference(int gap) {
    PipelineBuilder builder =
        new PipelineBuilder()
            .transform("difference", new Difference(60))
            .model("average", ExponentialAverage.ofAlpha(.5));
    assertThat(pathAfter(builder, gap)).containsExactly(actual(gap));
  }

  @Test
  void aValueAtTheTimeOfTheOneBeforeHasTheWeightOfAnInterval() {
    Trial<ExponentialAverage> trial = new Trial<>(ExponentialAverage.ofHalfLife(60), MINUTE);
    trial.feed(10);
    trial.step(20, 0);
    assertThat(trial.value()).isEqualTo(15);
  }
}
