package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.HorizonGrid;
import io.recurrence.core.Memories;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.testing.Signals;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of any series. */
class MixtureInvariantsTest {
  private final MixtureRun run = new MixtureRun();

  private static double[] sixtyFourths(double[] x) {
    return Signals.of(x.length, t -> Math.rint(64 * x[t]) / 64);
  }

  @ParameterizedTest
  @EnumSource
  void countsAreNeverForecastBelowZero(Tier tier) {
    SeriesPipeline pipeline = MixtureRun.spec(tier, 24, "PT1H").newPipeline();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    Random random = new Random(104);
    for (int t = 0; t < 1500; t++) {
      double rate = .4 + .4 * Math.sin(Math.PI * t / 12);
      double count = 0;
      for (double p = random.nextDouble(); p > Math.exp(-rate); p *= random.nextDouble()) {
        count++;
      }
      pipeline.step(s, MixtureRun.START + t * 3_600_000L, count, out);
      for (int k = 1; k <= 24; k++) {
        assertThat(out.forecast().lower(k)).isNotNegative();
        assertThat(out.forecast().mean(k)).isNotNegative();
        assertThat(out.forecast().quantile(0, k)).isNotNegative();
      }
    }
    pipeline.step(s, MixtureRun.START + 1500 * 3_600_000L, -1, out);
    boolean below = false;
    for (int t = 1501; t < 1600; t++) {
      pipeline.step(s, MixtureRun.START + t * 3_600_000L, random.nextInt(3) - 1, out);
      below |= out.forecast().lower(24) < 0;
    }
    assertThat(below).as("once a value was").isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 3.7, -1e9, 1e-300, 1e100})
  void aConstantIsForecastExactlyAndSoIsTheFirstConstantAfterAnother(double level) {
    SeriesPipeline pipeline = MixtureRun.spec(Tier.MEDIUM, 24, "PT1H").newPipeline();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    for (int t = 0; t < 500; t++) {
      pipeline.step(s, MixtureRun.START + t * 3_600_000L, level, out);
      for (int k = 1; k <= 24; k++) {
        assertThat(out.forecast().mean(k)).isEqualTo(level);
        assertThat(out.forecast().lower(k)).isEqualTo(level);
        assertThat(out.forecast().upper(k)).isEqualTo(level);
      }
      assertThat(out.judgement().verdict().anomaly()).isFalse();
    }
  }

  @Test
  void theMemoryIsAsSmallAsItIsTold() {
    int kept = 128; // forecasts that are to be reported with their outcome
    for (String outcomes : new String[] {"", "output: {outcomes: o}"}) {
      int more = outcomes.isEmpty() ? 0 : kept;
      assertThat(MixtureRun.spec(Tier.SMALL, 24, "auto", outcomes).newPipeline().stateBytes())
          .isLessThanOrEqualTo(1024);
      assertThat(MixtureRun.spec(Tier.MEDIUM, 24, "auto", outcomes).newPipeline().stateBytes())
          .isLessThanOrEqualTo(4096 + more);
      assertThat(MixtureRun.spec(Tier.LARGE, 24, "auto", outcomes).newPipeline().stateBytes())
          .isLessThanOrEqualTo(65_536);
    }
  }

  @ParameterizedTest
  @CsvSource({"SMALL, 20", "SMALL, -300", "MEDIUM, 3", "MEDIUM, -7", "MEDIUM, 300", "LARGE, -40"})
  void aUnitThatIsAPowerOfTwoChangesNothingElse(Tier tier, int power) {
    double[] x = sixtyFourths(Signals.lifelike(107, 700));
    x[300] = Double.NaN;
    x[401] = 500;
    double factor = Math.scalb(1.0, power);
    run.feed(MixtureRun.spec(tier, 24, "PT1H").newPipeline(), 3_600_000, x);
    List<double[]> plain = List.copyOf(run.paths);
    run.paths.clear();
    run.feed(
        MixtureRun.spec(tier, 24, "PT1H").newPipeline(), 3_600_000, Signals.affine(0, factor, x));
    for (int t = 0; t < x.length; t++) {
      assertThat(run.paths.get(t))
          .as("at %d", t)
          .isEqualTo(Signals.affine(0, factor, plain.get(t)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLevelThatIsAddedIsAddedToTheForecast(Tier tier) {
    double[] x = sixtyFourths(Signals.affine(0, 1, Signals.lifelike(108, 700)));
    run.feed(
        MixtureRun.spec(tier, 24, "PT1H").newPipeline(), 3_600_000, Signals.affine(1024, 1, x));
    List<double[]> plain = List.copyOf(run.paths);
    run.paths.clear();
    run.feed(
        MixtureRun.spec(tier, 24, "PT1H").newPipeline(), 3_600_000, Signals.affine(1 << 24, 1, x));
    for (int t = 0; t < x.length; t++) {
      for (int k = 0; k < 24; k++) {
        double shifted = run.paths.get(t)[k] - (1 << 24) + 1024;
        assertThat(shifted).as("at %d", t).isCloseTo(plain.get(t)[k], within(1e-7));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOutcomeIsOfAForecastThatWasMade(Tier tier) {
    SeriesPipeline pipeline =
        MixtureRun.spec(tier, 13, "PT1H", "output: {outcomes: o}").newPipeline();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    double[] x = Signals.lifelike(109, 900);
    double[][][] made = new double[x.length][][];
    HorizonGrid bands = TierConfig.of(tier).bands(13);
    int listener = 0;
    int due = 0;
    for (int t = 0; t < x.length; t++) {
      pipeline.step(s, MixtureRun.START + t * 3_600_000L, x[t], out);
      for (int i = 0; i < out.outcomes().count(); i++) {
        int k = out.outcomes().steps(i);
        assertThat(k).isBetween(1, 13);
        double[] then = made[t - k][k - 1];
        double precision = (then[2] - then[1]) / 1000 + 1e-3;
        assertThat(out.outcomes().forecast(i))
            .as("%d to %d", t - k, t)
            .isCloseTo(then[0], within(precision));
        assertThat(out.outcomes().lower(i)).isCloseTo(then[1], within(precision));
        assertThat(out.outcomes().upper(i)).isCloseTo(then[2], within(precision));
        listener++;
      }
      made[t] = new double[13][];
      for (int k = 1; k <= 13; k++) {
        made[t][k - 1] =
            new double[] {out.forecast().mean(k), out.forecast().lower(k), out.forecast().upper(k)};
      }
      for (int band = 0; t > 0 && band < bands.count(); band++) {
        int step = bands.keeps(band, t) ? bands.step(band, t) : 99;
        due += step <= 13 && t + step < x.length ? 1 : 0;
      }
    }
    assertThat(listener).isEqualTo(due);
  }

  @ParameterizedTest
  @EnumSource
  void zerosWithGapsDoNotWearTheUnitAway(Tier tier) {
    double[] noise = Signals.normal(9, 4000);
    SeriesPipeline pipeline = MixtureRun.spec(tier, 13, "PT1M").newPipeline();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    for (int t = 0; t < 4000; t++) {
      boolean quiet = t >= 300 && t < 3700;
      if (quiet && (t + 20) % 1024 >= 1022) {
        pipeline.miss(s, MixtureRun.START + t * 60_000L, out);
      } else {
        pipeline.step(s, MixtureRun.START + t * 60_000L, quiet ? 0 : Math.abs(10 * noise[t]), out);
      }
      assertThat(Memories.finite(s)).as("at %d", t).isTrue();
      assertThat(out.repaired()).isEmpty();
      if (t == 3699) {
        assertThat(MixtureRun.described(s, tier, 13).get("unit")).isBetween(1e-6, 64.0);
        assertThat(out.forecast().mean(13)).isBetween(0.0, .1);
      }
    }
    assertThat(out.forecast().mean(1)).as("once it moves again").isBetween(.5, 24.0);
    assertThat(out.forecast().upper(1)).isBetween(1.0, 80.0);
  }
}
