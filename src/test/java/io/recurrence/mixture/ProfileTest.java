package io.recurrence.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {
  private final Plan plan = new Plan();
  private final Profile profile = new Profile(plan, Blueprint.of(Tier.MEDIUM));

  private Scene scene(long step, long start) {
    Scene scene = Scenes.of(Tier.MEDIUM, new Seasons(Blueprint.of(Tier.MEDIUM), step, 0, 0), plan);
    scene.start = start;
    profile.clear(scene.h);
    return scene;
  }

  private void feed(Scene scene, double... values) {
    for (double z : values) {
      scene.t++;
      profile.step(scene, z);
    }
  }

  /** Mean absolute error of the course over the next {@code steps} steps. */
  private double error(Scene scene, int steps, IntToDoubleFunction truth) {
    profile.read(scene, 1, steps);
    double sum = 0;
    for (int k = 1; k <= steps; k++) {
      sum += Math.abs(scene.usual[scene.now + k] - truth.applyAsDouble((int) scene.t + k));
    }
    return sum / steps;
  }

  private Scene learned(long step, int steps, IntToDoubleFunction truth, double noise) {
    Scene scene = scene(step, 0);
    double[] z = Signals.normal(43, steps);
    feed(scene, Signals.of(steps, i -> truth.applyAsDouble(i) + noise * z[i]));
    return scene;
  }

  @Test
  void aBinPerStepIsTheMeanOfTenVisitsAndExponentialFromThere() {
    Scene scene = scene(6 * Scenes.HOUR, 1);
    scene.seasons = new Seasons(Blueprint.of(Tier.MEDIUM), 0, 0, 4);
    double[] z = Signals.normal(41, 4 * 30);
    feed(scene, z);
    for (int phase = 0; phase < 4; phase++) {
      double mean = 0;
      for (int visit = 0; visit < 30; visit++) {
        double value = z[visit * 4 + Math.floorMod(phase - 1, 4)];
        mean += Math.max(.1, 1.0 / (visit + 1)) * (value - mean);
      }
      assertThat(profile.wide(scene, phase)).isCloseTo(mean, within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7, 100, 1437})
  void theFirstDayFillsEachBinWithItsPlainMean(long start) {
    Scene scene = scene(Scenes.MINUTE, start);
    double level = 500;
    double[] z = Signals.affine(level, .1, Signals.normal(42, 1440));
    for (int t = 0; t < z.length; t++) {
      feed(scene, z[t]);
      int bin = (int) ((t + start) % 1440 / 60);
      assertThat(scene.h[bin]).as("bin %d at %d", bin, t).isCloseTo(level, within(.5));
    }
  }

  @Test
  void aSmoothDayOfFiveMinuteStepsIsRemembered() {
    IntToDoubleFunction day = i -> 20 * Math.sin(2 * Math.PI * i / 288);
    assertThat(error(learned(5 * Scenes.MINUTE, 12 * 288, day, .5), 288, day)).isLessThan(.25);
  }

  @Test
  void aJobOfTenMinutesIsRememberedToTheStep() {
    IntToDoubleFunction day = i -> i % 288 == 25 || i % 288 == 26 ? 100 : 0;
    Scene scene = learned(5 * Scenes.MINUTE, 20 * 288, day, 1);
    profile.read(scene, 1, 288);
    for (int k = 1; k <= 288; k++) {
      double expected = day.applyAsDouble(k - 1);
      assertThat(scene.usual[scene.now + k]).as("step %d", k).isCloseTo(expected, within(12.0));
    }
    assertThat(error(scene, 288, day)).isLessThan(.8);
  }

  @Test
  void aPulseOfEachHourIsRememberedToTheStepInDataOfTenSeconds() {
    IntToDoubleFunction hour = i -> i % 360 >= 37 && i % 360 < 67 ? 60 : 0;
    assertThat(error(learned(10_000, 12 * 360, hour, 1), 360, hour)).isLessThan(1);
  }

  @Test
  void aPulseOfEachHourIsRememberedInDataOfASecond() {
    IntToDoubleFunction hour = i -> i % 3600 >= 370 && i % 3600 < 670 ? 60 : 0;
    assertThat(error(learned(1000, 12 * 3600, hour, 1), 3600, hour)).isLessThan(1);
  }

  @Test
  void weekendsHaveACourseOfTheirOwn() {
    int day = 96;
    IntToDoubleFunction office = // from a Thursday on
        i ->
            i / day % 7 == 2 || i / day % 7 == 3 ? 0 : Math.max(0, 50 - 3 * Math.abs(i % day - 52));
    assertThat(error(learned(15 * Scenes.MINUTE, 28 * day, office, 1), 7 * day, office))
        .isLessThan(.6);
  }

  @Test
  void daysOffAreLearnedWhicheverTheyAre() {
    int day = 96;
    IntToDoubleFunction office = // Fridays and Saturdays off
        i ->
            i / day % 7 == 1 || i / day % 7 == 2 ? 0 : Math.max(0, 50 - 3 * Math.abs(i % day - 52));
    Scene scene = learned(15 * Scenes.MINUTE, 70 * day, office, 1);
    assertThat(error(scene, 7 * day, office)).isLessThan(.8);
  }

  @Test
  void eachHourOfAWeekIsRemembered() {
    double[] week = Signals.affine(0, 20, Signals.normal(44, 168));
    assertThat(error(learned(Scenes.HOUR, 8 * 168, i -> week[i % 168], 1), 168, i -> week[i % 168]))
        .isLessThan(2.5);
  }

  @Test
  void noiseAloneIsNotTakenForACourse() {
    IntToDoubleFunction flat = i -> 0;
    assertThat(error(learned(5 * Scenes.MINUTE, 20 * 288, flat, 1), 7 * 288, flat)).isLessThan(.12);
  }

  @Test
  void whatIsStillStaysExactlyStill() {
    IntToDoubleFunction day = i -> i % 288 < 96 ? 0 : 300;
    Scene scene = learned(5 * Scenes.MINUTE, 14 * 288, day, 0);
    profile.read(scene, 1, 90);
    for (int k = 12; k <= 84; k++) {
      assertThat(scene.usual[scene.now + k]).as("step %d of the night", k).isZero();
    }
  }

  @Test
  void aCourseIsKnownOnceItHasBeenSeen() {
    Scene scene = scene(Scenes.HOUR, 20);
    feed(scene, new double[23]);
    assertThat(profile.known(scene)).isFalse();
    feed(scene, 1);
    assertThat(profile.known(scene)).isTrue();
  }

  @Test
  void withoutASeasonNothingIsKnown() {
    Scene scene = scene(0, 0);
    double[] before = scene.h.clone();
    feed(scene, 1, 2, 3);
    assertThat(profile.known(scene)).isFalse();
    assertThat(scene.h).isEqualTo(before);
  }

  @Test
  void aNewUnitAndBaseChangeTheWholeCourse() {
    IntToDoubleFunction day = i -> i % 288 == 25 || i % 288 == 26 ? 100 : i % 288;
    Scene scene = learned(5 * Scenes.MINUTE, 12 * 288, day, 0);
    profile.read(scene, 1, 288);
    double[] before = scene.usual.clone();
    profile.transform(scene.h, .5, 3);
    profile.read(scene, 1, 288);
    for (int k = 1; k <= 288; k++) {
      double expected = before[scene.now + k] * .5 - 3;
      assertThat(scene.usual[scene.now + k]).isCloseTo(expected, within(1e-4));
    }
    profile.clear(scene.h);
    assertThat(profile.value(scene, 9)).isZero();
  }
}
