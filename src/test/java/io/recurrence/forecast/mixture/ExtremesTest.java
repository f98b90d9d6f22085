package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.config.SpecLoader;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.testing.Signals;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExtremesTest {
  private static final long STEP = 300_000;

  private static SeriesPipeline pipeline(Tier tier) {
    return SpecLoader.parse(
            "{horizon: 24, quantiles: [0.5, 0.9], state: %s}"
                .formatted(tier.name().toLowerCase(Locale.ROOT)))
        .newPipeline();
  }

  private static double highest(StepResult out) {
    double highest = out.judgement().hasExpectation() ? out.judgement().upper() : 0;
    for (int k = 1; k <= 24; k++) {
      highest = Math.max(highest, Math.max(out.forecast().mean(k), out.forecast().upper(k)));
      highest =
          Math.max(highest, Math.max(out.forecast().quantile(0, k), out.forecast().quantile(1, k)));
    }
    return highest;
  }

  /** The share of forecasts from row {@code from} on that go beyond a bound. */
  private static double beyond(double bound, int from, double... x) {
    return beyond(pipeline(Tier.MEDIUM), bound, from, x);
  }

  private static double beyond(SeriesPipeline pipeline, double bound, int from, double... x) {
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    int beyond = 0;
    for (int t = 0; t < x.length; t++) {
      pipeline.step(s, t * STEP, x[t], out);
      beyond += t >= from && highest(out) > bound ? 1 : 0;
    }
    return beyond / (double) (x.length - from);
  }

  private static double[] busy(int seed, double max) {
    double[] ar = Signals.autoregression(seed, 2500, .9);
    return Signals.of(
        ar.length, t -> Math.min(max, max * (.8 + .3 * Math.sin(t / 40.0)) + max * ar[t] / 20));
  }

  @ParameterizedTest
  @CsvSource({"SMALL, 100", "MEDIUM, 100", "LARGE, 1", "MEDIUM, 0.7", "MEDIUM, 255"})
  void aBoundAtWhichValuesPileUpHoldsForForecastsToo(Tier tier, double max) {
    assertThat(beyond(pipeline(tier), max, 800, busy(201, max))).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aBoundThatIsPassedIsNone(Tier tier) {
    double[] x = busy(202, 100);
    for (int t = 2000; t < x.length; t++) {
      x[t] *= 2;
    }
    assertThat(beyond(pipeline(tier), 100, 2000, x)).isGreaterThan(.9);
  }

  @Test
  void theLargestValueOfALevelThatClimbsOrStoodStillIsNoBound() {
    double[] steps = Signals.of(2500, t -> Math.floorDiv(t, 10));
    assertThat(beyond(249, 2490, steps)).as("climbs by steps").isPositive();
    Random random = new Random(204);
    double[] still = Signals.of(2500, t -> t < 2000 ? 5 : 5 + random.nextInt(3));
    assertThat(beyond(5, 2000, still)).as("stood still").isGreaterThan(.9);
  }
}
