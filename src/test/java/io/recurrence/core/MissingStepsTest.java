package io.recurrence.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.forecast.mixture.Mixture;
import io.recurrence.forecast.mixture.Tier;
import io.recurrence.time.Calendar;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps that no record came for may be written, and cost no forecast. */
class MissingStepsTest {
  private static final long MINUTE = 60_000;

  private final List<Long> times = new ArrayList<>();
  private final List<Boolean> filled = new ArrayList<>();
  private int forecasts;
  private int expectations;

  private static PipelineBuilder builder() {
    return new PipelineBuilder().horizon(24);
  }

  private static PipelineBuilder mixture() {
    return builder().forecaster("mixture", new Mixture(Tier.SMALL, Calendar.UTC, 24, false));
  }

  private State run(SeriesPipeline pipeline) {
    Reorderer reorderer = new Reorderer(pipeline);
    State s = pipeline.newState();
    for (int minute = 0; minute < 60; minute++) {
      if (minute < 30 || minute > 39) {
        reorderer.accept(s, minute, minute * MINUTE, true, minute % 7, this::take);
      }
    }
    return s;
  }

  private void take(StepResult out) {
    times.add(out.time() / MINUTE);
    filled.add(out.filled());
    forecasts += out.forecast().made() ? 1 : 0;
    expectations +=
        out.filled() && !out.judgement().hasValue() && out.judgement().hasExpectation() ? 1 : 0;
  }

  @Test
  void theyAreLeftOutUnlessAskedFor() {
    run(mixture().build());
    assertThat(times).hasSize(50).doesNotContain(30L, 39L);
    assertThat(filled).doesNotContain(true);
  }

  @Test
  void eachIsARecordWithoutValueThatSaysWhatWasExpected() {
    run(mixture().missingSteps(true).build());
    assertThat(times).hasSize(60).isSorted();
    assertThat(filled.subList(30, 40)).doesNotContain(false);
    assertThat(expectations).isEqualTo(10);
    assertThat(forecasts).isEqualTo(50);
  }

  @Test
  void whatIsRememberedIsTheSameWhetherTheyAreWrittenOrNot() {
    assertThat(run(mixture().missingSteps(true).build()).toBytes())
        .isEqualTo(run(mixture().build()).toBytes());
    PipelineBuilder models = builder().model("echo", new Echo()).outcomes(true);
    assertThat(run(models.missingSteps(true).build()).toBytes())
        .isEqualTo(run(models.missingSteps(false).build()).toBytes());
  }
}
