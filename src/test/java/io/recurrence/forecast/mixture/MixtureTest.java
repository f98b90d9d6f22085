package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.testing.Signals;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How well a mixture forecasts. */
class MixtureTest {
  private final MixtureRun run = new MixtureRun();

  /** Mean squared error {@code ahead} steps ahead, of run.paths made from row {@code from} on. */
  private double error(double[] actual, int ahead, int from) {
    double sum = 0;
    int count = 0;
    for (int t = from; t + ahead < actual.length; t++, count++) {
      double missed = run.paths.get(t)[ahead - 1] - actual[t + ahead];
      sum += missed * missed;
    }
    return sum / count;
  }

  @ParameterizedTest
  @EnumSource
  void aSecondOrderAutoregressionIsForecastNearlyAsWellAsItCanBe(Tier tier) {
    double[] x = Signals.affine(100, 1, Signals.autoregression(101, 12_000, 1.2, -.5));
    run.feed(MixtureRun.spec(tier, 1, "none").newPipeline(), 1, x);
    double[] noise = Signals.normal(101, 12_000);
    double innovations = 0;
    for (int t = 1000; t + 1 < x.length; t++) {
      innovations += noise[t + 1] * noise[t + 1] / (x.length - 1001);
    }
    assertThat(error(x, 1, 1000) / innovations).isBetween(.99, tier == Tier.SMALL ? 1.2 : 1.04);
  }

  @Test
  void aSeasonOfNoCalendarIsFoundAndForecast() {
    double[] noise = Signals.normal(102, 3000);
    double[] x = Signals.of(3000, t -> 20 + 5 * Math.sin(2 * Math.PI * t / 37) + .5 * noise[t]);
    for (Tier tier : List.of(Tier.MEDIUM, Tier.LARGE)) {
      run.paths.clear();
      State s = run.feed(MixtureRun.spec(tier, 24, "none").newPipeline(), 1, x);
      assertThat(MixtureRun.described(s, tier, 24).get("season")).isBetween(36.0, 38.0);
      assertThat(Math.sqrt(error(x, 24, 1000)) / .5).as("of the noise").isBetween(.99, 1.15);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theDayIsKnownFromTheClock(Tier tier) {
    double[] noise = Signals.normal(103, 24 * 60);
    double[] x =
        Signals.of(
            noise.length,
            t -> 100 + (t % 24 > 7 && t % 24 < 18 ? 30 : 0) + (t % 24 == 12 ? -20 : 0) + noise[t]);
    State s = run.feed(MixtureRun.spec(tier, 24, "PT1H").newPipeline(), 3_600_000, x);
    assertThat(MixtureRun.described(s, tier, 24))
        .containsEntry("season", 24.0)
        .containsEntry("longer_season", 168.0);
    assertThat(Math.sqrt(error(x, 24, 24 * 21)))
        .as("of noise 1")
        .isBetween(.95, tier == Tier.SMALL ? 2.5 : 1.1);
  }

  @ParameterizedTest
  @EnumSource
  void aShiftOfLevelIsFollowed(Tier tier) {
    double[] noise = Signals.normal(105, 700);
    double[] x = Signals.of(700, t -> noise[t] + (t < 400 ? 50 : 150));
    run.feed(MixtureRun.spec(tier, 24, "PT1H").newPipeline(), 3_600_000, x);
    for (int t = 410; t < 700; t++) {
      assertThat(run.paths.get(t)[0]).as("at %d", t).isCloseTo(150, within(8.0));
    }
    for (int t = 424; t < 700; t++) {
      double max = t < 450 ? 80 : t < 500 ? 20 : 10;
      assertThat(run.paths.get(t)[23]).as("at %d", t).isCloseTo(150, within(max));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSingleOutlierDoesNotMoveTheForecast(Tier tier) {
    double[] x = Signals.affine(50, 1, Signals.autoregression(106, 700, .6));
    double[] wild = x.clone();
    wild[500] += 1000;
    run.feed(MixtureRun.spec(tier, 24, "none").newPipeline(), 1, x);
    List<double[]> calm = List.copyOf(run.paths);
    run.paths.clear();
    run.feed(MixtureRun.spec(tier, 24, "none").newPipeline(), 1, wild);
    for (int t = 500; t < 700; t++) {
      double one = t == 500 ? 15 : t < 515 ? 1.6 : 1; // noise has a deviation of 1
      double far = t == 500 ? 5 : 1;
      assertThat(run.paths.get(t)[0]).as("at %d", t).isCloseTo(calm.get(t)[0], within(one));
      assertThat(run.paths.get(t)[23]).as("at %d", t).isCloseTo(calm.get(t)[23], within(far));
    }
  }

  @ParameterizedTest
  @CsvSource({"SMALL, 1", "MEDIUM, 1", "LARGE, 1", "MEDIUM, 6", "MEDIUM, 24"})
  void bandsHoldTheShareThatTheySay(Tier tier, int ahead) {
    SeriesPipeline pipeline = MixtureRun.spec(tier, 24, "none", "confidence: 0.8").newPipeline();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    double[] x = Signals.autoregression(110, 8000, .8);
    double[][] band = new double[x.length + 24][];
    int within = 0;
    for (int t = 0; t < x.length; t++) {
      pipeline.step(s, t, x[t], out);
      if (t > 1000) {
        within += x[t] >= band[t][0] && x[t] <= band[t][1] ? 1 : 0;
      }
      band[t + ahead] = new double[] {out.forecast().lower(ahead), out.forecast().upper(ahead)};
    }
    assertThat(within / 6999.0).isCloseTo(.8, within(.03));
  }
}
