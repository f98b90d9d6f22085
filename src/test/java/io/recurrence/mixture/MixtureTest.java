package io.recurrence.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.Calendar;
import io.recurrence.core.Memories;
import io.recurrence.core.Output;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.spec.PipelineSpec;
import io.recurrence.testing.Signals;
import io.recurrence.testing.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MixtureTest {
  private static final long START = 1_767_225_600_000L; // a midnight

  private final List<double[]> paths = new ArrayList<>();

  private static PipelineSpec spec(Tier tier, int horizon, String step, String... more) {
    return PipelineSpec.parse(
        "horizon: %d\nstep: %s\nstate: %s\n%s"
            .formatted(
                horizon, step, tier.name().toLowerCase(Locale.ROOT), String.join("\n", more)));
  }

  /** Feeds a series, and keeps each path. */
  private State feed(SeriesPipeline pipeline, long step, double... x) {
    State s = pipeline.newState();
    feed(pipeline, s, step, x);
    return s;
  }

  private void feed(SeriesPipeline pipeline, State s, long step, double... x) {
    Output out = pipeline.newOutput();
    for (double value : x) {
      long time = s.index() == 0 ? START : s.time() + step;
      if (Double.isNaN(value)) {
        pipeline.miss(s, time, out);
      } else {
        pipeline.step(s, time, value, out);
      }
      paths.add(Snapshot.path(out));
    }
  }

  private static Map<String, Double> described(State s, Tier tier, int horizon) {
    String name = "forecaster:" + new Mixture(tier, Calendar.UTC, horizon, false).name();
    Map<String, Map<String, Double>> all = s.describe();
    assertThat(all).containsKey(name);
    return all.get(name);
  }

  /** Mean squared error {@code ahead} steps ahead, of paths made from row {@code from} on. */
  private double error(double[] truth, int ahead, int from) {
    double sum = 0;
    int count = 0;
    for (int t = from; t + ahead < truth.length; t++, count++) {
      double missed = paths.get(t)[ahead - 1] - truth[t + ahead];
      sum += missed * missed;
    }
    return sum / count;
  }

  @ParameterizedTest
  @EnumSource
  void aSecondOrderAutoregressionIsForecastNearlyAsWellAsItCanBe(Tier tier) {
    double[] x = Signals.affine(100, 1, Signals.autoregression(101, 12_000, 1.2, -.5));
    feed(spec(tier, 1, "none").newPipeline(), 1, x);
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
      paths.clear();
      State s = feed(spec(tier, 24, "none").newPipeline(), 1, x);
      assertThat(described(s, tier, 24).get("season")).isBetween(36.0, 38.0);
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
    State s = feed(spec(tier, 24, "PT1H").newPipeline(), 3_600_000, x);
    assertThat(described(s, tier, 24))
        .containsEntry("season", 24.0)
        .containsEntry("longer_season", 168.0);
    assertThat(Math.sqrt(error(x, 24, 24 * 21)))
        .as("of noise 1")
        .isBetween(.95, tier == Tier.SMALL ? 2.5 : 1.1);
  }

  @ParameterizedTest
  @EnumSource
  void countsAreNeverForecastBelowZero(Tier tier) {
    SeriesPipeline pipeline = spec(tier, 24, "PT1H").newPipeline();
    State s = pipeline.newState();
    Output out = pipeline.newOutput();
    Random random = new Random(104);
    for (int t = 0; t < 1500; t++) {
      double rate = .4 + .4 * Math.sin(Math.PI * t / 12);
      double count = 0;
      for (double p = random.nextDouble(); p > Math.exp(-rate); p *= random.nextDouble()) {
        count++;
      }
      pipeline.step(s, START + t * 3_600_000L, count, out);
      for (int k = 1; k <= 24; k++) {
        assertThat(out.lower(k)).isNotNegative();
        assertThat(out.forecast(k)).isNotNegative();
        assertThat(out.quantile(0, k)).isNotNegative();
      }
    }
    pipeline.step(s, START + 1500 * 3_600_000L, -1, out);
    boolean below = false;
    for (int t = 1501; t < 1600; t++) {
      pipeline.step(s, START + t * 3_600_000L, random.nextInt(3) - 1, out);
      below |= out.lower(24) < 0;
    }
    assertThat(below).as("once a value was").isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 3.7, -1e9, 1e-300, 1e100})
  void aConstantIsForecastExactlyAndSoIsTheFirstConstantAfterAnother(double level) {
    SeriesPipeline pipeline = spec(Tier.MEDIUM, 24, "PT1H").newPipeline();
    State s = pipeline.newState();
    Output out = pipeline.newOutput();
    for (int t = 0; t < 500; t++) {
      pipeline.step(s, START + t * 3_600_000L, level, out);
      for (int k = 1; k <= 24; k++) {
        assertThat(out.forecast(k)).isEqualTo(level);
        assertThat(out.lower(k)).isEqualTo(level);
        assertThat(out.upper(k)).isEqualTo(level);
      }
      assertThat(out.verdict().anomaly()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aShiftOfLevelIsFollowed(Tier tier) {
    double[] noise = Signals.normal(105, 700);
    double[] x = Signals.of(700, t -> noise[t] + (t < 400 ? 50 : 150));
    feed(spec(tier, 24, "PT1H").newPipeline(), 3_600_000, x);
    for (int t = 410; t < 700; t++) {
      assertThat(paths.get(t)[0]).as("at %d", t).isCloseTo(150, within(8.0));
    }
    for (int t = 424; t < 700; t++) {
      double most = t < 450 ? 80 : t < 500 ? 20 : 10;
      assertThat(paths.get(t)[23]).as("at %d", t).isCloseTo(150, within(most));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSingleOutlierDoesNotMoveTheForecast(Tier tier) {
    double[] x = Signals.affine(50, 1, Signals.autoregression(106, 700, .6));
    double[] wild = x.clone();
    wild[500] += 1000;
    feed(spec(tier, 24, "none").newPipeline(), 1, x);
    List<double[]> calm = List.copyOf(paths);
    paths.clear();
    feed(spec(tier, 24, "none").newPipeline(), 1, wild);
    for (int t = 500; t < 700; t++) {
      double one = t == 500 ? 15 : t < 515 ? 1.6 : 1; // noise has a deviation of 1
      double far = t == 500 ? 5 : 1;
      assertThat(paths.get(t)[0]).as("at %d", t).isCloseTo(calm.get(t)[0], within(one));
      assertThat(paths.get(t)[23]).as("at %d", t).isCloseTo(calm.get(t)[23], within(far));
    }
  }

  @Test
  void theMemoryIsAsSmallAsItIsTold() {
    int kept = 128; // forecasts that are to be reported with their outcome
    for (String outcomes : new String[] {"", "output: {outcomes: o}"}) {
      int more = outcomes.isEmpty() ? 0 : kept;
      assertThat(spec(Tier.SMALL, 24, "auto", outcomes).newPipeline().stateBytes())
          .isLessThanOrEqualTo(1024);
      assertThat(spec(Tier.MEDIUM, 24, "auto", outcomes).newPipeline().stateBytes())
          .isLessThanOrEqualTo(4096 + more);
      assertThat(spec(Tier.LARGE, 24, "auto", outcomes).newPipeline().stateBytes())
          .isLessThanOrEqualTo(65_536);
    }
  }

  private static double[] sixtyFourths(double[] x) {
    return Signals.of(x.length, t -> Math.rint(64 * x[t]) / 64);
  }

  @ParameterizedTest
  @CsvSource({"SMALL, 20", "SMALL, -300", "MEDIUM, 3", "MEDIUM, -7", "MEDIUM, 300", "LARGE, -40"})
  void aUnitThatIsAPowerOfTwoChangesNothingElse(Tier tier, int power) {
    double[] x = sixtyFourths(Signals.lifelike(107, 700));
    x[300] = Double.NaN;
    x[401] = 500;
    double factor = Math.scalb(1.0, power);
    feed(spec(tier, 24, "PT1H").newPipeline(), 3_600_000, x);
    List<double[]> plain = List.copyOf(paths);
    paths.clear();
    feed(spec(tier, 24, "PT1H").newPipeline(), 3_600_000, Signals.affine(0, factor, x));
    for (int t = 0; t < x.length; t++) {
      assertThat(paths.get(t)).as("at %d", t).isEqualTo(Signals.affine(0, factor, plain.get(t)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLevelThatIsAddedIsAddedToTheForecast(Tier tier) {
    double[] x = sixtyFourths(Signals.affine(0, 1, Signals.lifelike(108, 700)));
    feed(spec(tier, 24, "PT1H").newPipeline(), 3_600_000, Signals.affine(1024, 1, x));
    List<double[]> plain = List.copyOf(paths);
    paths.clear();
    feed(spec(tier, 24, "PT1H").newPipeline(), 3_600_000, Signals.affine(1 << 24, 1, x));
    for (int t = 0; t < x.length; t++) {
      for (int k = 0; k < 24; k++) {
        double shifted = paths.get(t)[k] - (1 << 24) + 1024;
        assertThat(shifted).as("at %d", t).isCloseTo(plain.get(t)[k], within(1e-7));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyOutcomeIsOfAForecastThatWasMade(Tier tier) {
    SeriesPipeline pipeline = spec(tier, 13, "PT1H", "output: {outcomes: o}").newPipeline();
    State s = pipeline.newState();
    Output out = pipeline.newOutput();
    double[] x = Signals.lifelike(109, 900);
    double[][][] made = new double[x.length][][];
    Bands bands = Blueprint.of(tier).bands(13);
    int told = 0;
    int due = 0;
    for (int t = 0; t < x.length; t++) {
      pipeline.step(s, START + t * 3_600_000L, x[t], out);
      for (int i = 0; i < out.outcomes(); i++) {
        int k = out.outcomeSteps(i);
        assertThat(k).isBetween(1, 13);
        double[] then = made[t - k][k - 1];
        double precision = (then[2] - then[1]) / 1000 + 1e-3;
        assertThat(out.outcomeForecast(i))
            .as("%d to %d", t - k, t)
            .isCloseTo(then[0], within(precision));
        assertThat(out.outcomeLower(i)).isCloseTo(then[1], within(precision));
        assertThat(out.outcomeUpper(i)).isCloseTo(then[2], within(precision));
        told++;
      }
      made[t] = new double[13][];
      for (int k = 1; k <= 13; k++) {
        made[t][k - 1] = new double[] {out.forecast(k), out.lower(k), out.upper(k)};
      }
      for (int band = 0; t > 0 && band < bands.count(); band++) {
        int step = bands.tests(band, t) ? bands.step(band, t) : 99;
        due += step <= 13 && t + step < x.length ? 1 : 0;
      }
    }
    assertThat(told).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource({"SMALL, 1", "MEDIUM, 1", "LARGE, 1", "MEDIUM, 6", "MEDIUM, 24"})
  void bandsHoldTheShareThatTheySay(Tier tier, int ahead) {
    SeriesPipeline pipeline = spec(tier, 24, "none", "confidence: 0.8").newPipeline();
    State s = pipeline.newState();
    Output out = pipeline.newOutput();
    double[] x = Signals.autoregression(110, 8000, .8);
    double[][] band = new double[x.length + 24][];
    int within = 0;
    for (int t = 0; t < x.length; t++) {
      pipeline.step(s, t, x[t], out);
      if (t > 1000) {
        within += x[t] >= band[t][0] && x[t] <= band[t][1] ? 1 : 0;
      }
      band[t + ahead] = new double[] {out.lower(ahead), out.upper(ahead)};
    }
    assertThat(within / 6999.0).isCloseTo(.8, within(.03));
  }

  @ParameterizedTest
  @EnumSource
  void zerosWithGapsDoNotWearTheUnitAway(Tier tier) {
    double[] noise = Signals.normal(9, 4000);
    SeriesPipeline pipeline = spec(tier, 13, "PT1M").newPipeline();
    State s = pipeline.newState();
    Output out = pipeline.newOutput();
    for (int t = 0; t < 4000; t++) {
      boolean quiet = t >= 300 && t < 3700;
      if (quiet && (t + 20) % 1024 >= 1022) {
        pipeline.miss(s, START + t * 60_000L, out);
      } else {
        pipeline.step(s, START + t * 60_000L, quiet ? 0 : Math.abs(10 * noise[t]), out);
      }
      assertThat(Memories.finite(s)).as("at %d", t).isTrue();
      assertThat(out.repaired()).isEmpty();
      if (t == 3699) {
        assertThat(described(s, tier, 13).get("unit")).isBetween(1e-6, 64.0);
        assertThat(out.forecast(13)).isBetween(0.0, .1);
      }
    }
    assertThat(out.forecast(1)).as("once it moves again").isBetween(.5, 24.0);
    assertThat(out.upper(1)).isBetween(1.0, 80.0);
  }
}
