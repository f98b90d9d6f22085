package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models of the catalog as further experts of the mixture. */
class MixedModelsTest {
  private static final long MINUTE = 60_000;

  private static StepResult run(SeriesPipeline pipeline, State state, int from, int to) {
    StepResult out = pipeline.newOutput();
    for (int t = from; t < to; t++) {
      pipeline.step(state, t * MINUTE, 20 + 5 * Math.sin(t / 9.0) + t * 0.01, out);
    }
    return out;
  }

  @Test
  void aModelBesideTheMixtureIsWeighedWithItsExperts() {
    SeriesPipeline plain = SpecLoader.parse("horizon: 6").newPipeline();
    SeriesPipeline mixed =
        SpecLoader.parse("horizon: 6\nmodels: [mixture, {type: ar, order: 8}]").newPipeline();
    StepResult out = run(mixed, mixed.newState(), 0, 800);

    assertThat(out.forecast().models()).contains("ar(8)").hasSizeGreaterThan(3);
    assertThat(mixed.stages().keySet()).anyMatch(name -> name.endsWith(", with ar(8))"));
    assertThat(mixed.stateBytes()).isGreaterThan(plain.stateBytes());
    int at = List.of(out.forecast().models()).indexOf("ar(8)");
    assertThat(out.forecast().weight(at)).as("weight of the best model there is").isPositive();
  }

  @Test
  void aSeriesThatIsGivenAModelMoreGoesOnForecasting() {
    SeriesPipeline plain = SpecLoader.parse("horizon: 6").newPipeline();
    SeriesPipeline mixed =
        SpecLoader.parse("horizon: 6\nmodels: [mixture, {type: ar, order: 8}]").newPipeline();
    State state = plain.newState();
    run(plain, state, 0, 800);
    State carried = mixed.carryOver(state.toBytes());
    StepResult out = run(mixed, carried, 800, 801);

    assertThat(carried.count()).isEqualTo(801);
    assertThat(out.forecast().made()).isTrue();
  }
}
