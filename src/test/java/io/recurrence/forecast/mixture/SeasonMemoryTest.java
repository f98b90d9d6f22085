package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.config.SpecLoader;
import io.recurrence.core.Emission;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.testing.Signals;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Forecasts of series with seasons that no window holds, against the value a season ago. */
class SeasonMemoryTest {
  private static final long MONDAY = 1_767_571_200_000L; // midnight
  private static final int HORIZON = 24;
  private static final int MINUTE = 60_000;

  /** Mean absolute error over all steps of the horizon, in that of the value a season ago. */
  private static double error(int step, int steps, int season, IntToDoubleFunction baseline) {
    double[] noise = Signals.normal(71, steps);
    double[] x = Signals.of(steps, i -> baseline.applyAsDouble(i) + 4 * noise[i]);
    SeriesPipeline pipeline =
        SpecLoader.parse("{name: t, horizon: %d}".formatted(HORIZON))
            .newPipeline(Emission.ON_REQUEST);
    State state = pipeline.newState();
    StepResult out = pipeline.newOutput();
    double missed = 0;
    double before = 0;
    for (int t = 0; t < steps; t++) {
      pipeline.step(state, MONDAY + (long) t * step, x[t], out);
      if (t > steps / 2 && t % 7 == 0 && t + HORIZON < steps) {
        pipeline.forecast(state, out.forecast());
        for (int k = 1; k <= HORIZON; k++) {
          missed += Math.abs(out.forecast().mean(k) - x[t + k]);
          before += Math.abs(x[t + k - season] - x[t + k]);
        }
      }
    }
    return missed / before;
  }

  /** An office from a Monday on: busy from eight to six, quiet at weekends. */
  private static double office(int i, int day) {
    double hour = 24.0 * (i % day) / day;
    double busy = Math.max(0, Math.min(1, Math.min(hour - 7.5, 18.5 - hour)));
    return 20 + (i / day % 7 < 5 ? 300 * busy : 0);
  }

  @Test
  void aCounterThatGrowsEvenlyIsForecastExactlyForDays() {
    SeriesPipeline pipeline = SpecLoader.parse("{name: t, horizon: 24}").newPipeline();
    State state = pipeline.newState();
    StepResult out = pipeline.newOutput();
    for (int t = 0; t < 5 * 1440; t++) {
      pipeline.step(state, MONDAY + (long) t * MINUTE, t, out);
      if (t > 200) {
        assertThat(out.forecast().mean(1)).as("after %d", t).isCloseTo(t + 1, within(.01));
        assertThat(out.forecast().mean(24)).as("after %d", t).isCloseTo(t + 24, within(.5));
      }
    }
  }

  @Test
  void anOfficeInQuartersOfAnHour() {
    assertThat(error(15 * MINUTE, 28 * 96, 7 * 96, i -> office(i, 96))).isLessThan(.95);
  }

  @Test
  void anOfficeInStepsOfFiveMinutes() {
    assertThat(error(5 * MINUTE, 28 * 288, 7 * 288, i -> office(i, 288))).isLessThan(1.2);
  }

  @Test
  void anHourlyPulseInStepsOfTenSeconds() {
    assertThat(error(10_000, 2 * 8640, 360, i -> i % 360 >= 47 && i % 360 < 77 ? 190 : 30))
        .isLessThan(1);
  }

  @Test
  void aNightlyJobOfAnHour() {
    assertThat(error(60 * MINUTE, 28 * 24, 24, i -> i % 24 == 2 ? 150 : 50)).isLessThan(.85);
  }

  @Test
  void aNightlyJobOfTenMinutes() {
    assertThat(error(5 * MINUTE, 21 * 288, 288, i -> i % 288 == 25 || i % 288 == 26 ? 150 : 50))
        .isLessThan(.85);
  }

  @Test
  void aDailyJobOfOneRowIsNotForgotten() {
    double[] noise = Signals.normal(5, 60 * 288);
    double[] x = Signals.of(60 * 288, t -> t % 288 == 40 ? 90 + 2 * noise[t] : 10 + noise[t]);
    SeriesPipeline pipeline = SpecLoader.parse("{name: t, horizon: 24}").newPipeline();
    State state = pipeline.newState();
    StepResult out = pipeline.newOutput();
    for (int t = 0; t < x.length; t++) {
      pipeline.step(state, MONDAY + t * 300_000L, x[t], out);
      if (t > 21 * 288 && t % 288 == 16) {
        assertThat(out.forecast().mean(24))
            .as("forecast of day %d", t / 288)
            .isBetween(60.0, 120.0);
      }
    }
  }

  @Test
  void whatIsRememberedDoesNotDependOnHowFarForecastsAreAsked() {
    double[] noise = Signals.normal(341, 2000);
    double[] x = Signals.of(2000, t -> 20 + noise[t] + (t % 288 > 200 && t % 288 < 230 ? 60 : 0));
    SeriesPipeline each = SpecLoader.parse("{horizon: 12, step: PT5M}").newPipeline();
    SeriesPipeline never =
        SpecLoader.parse("{horizon: 12, step: PT5M}").newPipeline(Emission.ON_REQUEST);
    State one = each.newState();
    State two = never.newState();
    StepResult out = each.newOutput();
    for (int t = 0; t < x.length; t++) {
      each.step(one, t * 300_000L, x[t], out);
      never.step(two, t * 300_000L, x[t], out);
      assertThat(two.toBytes()).as("after step %d", t).isEqualTo(one.toBytes());
    }
  }
}
