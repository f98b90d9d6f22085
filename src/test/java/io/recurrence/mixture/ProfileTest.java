package io.recurrence.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {
  private final Plan plan = new Plan();
  private final Profile profile = new Profile(plan, 48);

  private Scene scene(long step, long start) {
    Scene scene = Scenes.of(Tier.MEDIUM, new Seasons(Blueprint.of(Tier.MEDIUM), step, 0, 0), plan);
    scene.start = start;
    return scene;
  }

  private void feed(Scene scene, double... values) {
    for (double z : values) {
      scene.t++;
      profile.step(scene, scene.t, z);
    }
  }

  @Test
  void aBinPerStepIsTheMeanOfTenVisitsAndExponentialFromThere() {
    Scene scene = scene(Scenes.HOUR, 5);
    double[] z = Signals.normal(41, 24 * 30);
    feed(scene, z);
    for (int phase = 0; phase < 24; phase++) {
      double mean = 0;
      for (int visit = 0; visit < 30; visit++) {
        double value = z[visit * 24 + Math.floorMod(phase - 5, 24)];
        mean += Math.max(.1, 1.0 / (visit + 1)) * (value - mean);
      }
      assertThat(profile.value(scene, phase)).isCloseTo(mean, within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7, 100, 1437})
  void theFirstSeasonFillsEachBinWithItsPlainMean(long start) {
    Scene scene = scene(Scenes.MINUTE, start);
    double level = 500;
    double[] z = Signals.affine(level, .1, Signals.normal(42, 1440));
    for (int t = 0; t < z.length; t++) {
      feed(scene, z[t]);
      int bin = (int) ((t + start) % 1440 / 30);
      assertThat(scene.h[bin]).as("bin %d at %d", bin, t).isCloseTo(level, within(.5));
    }
  }

  @Test
  void coarseBinsAreReadBetweenTheirCentres() {
    Scene scene = scene(5 * Scenes.MINUTE, 0);
    double[] season = Signals.of(288, i -> 20 * Math.sin(2 * Math.PI * i / 288));
    for (int i = 0; i < 12; i++) {
      feed(scene, season);
    }
    for (int phase = 0; phase < 288; phase++) {
      assertThat(profile.value(scene, phase))
          .as("phase %d", phase)
          .isCloseTo(season[phase], within(.2));
    }
  }

  @Test
  void aPhaseIsKnownOnceItHasBeenSeen() {
    Scene scene = scene(Scenes.HOUR, 20);
    for (int phase = 0; phase < 24; phase++) {
      assertThat(profile.knows(scene, phase)).isFalse();
    }
    feed(scene, 1, 2, 3, 4, 5, 6);
    for (int phase = 0; phase < 24; phase++) {
      assertThat(profile.knows(scene, phase))
          .as("phase %d", phase)
          .isEqualTo(phase >= 20 || phase < 2);
    }
    feed(scene, new double[18]);
    for (int phase = 0; phase < 24; phase++) {
      assertThat(profile.knows(scene, phase)).isTrue();
    }
  }

  @Test
  void withoutASeasonNothingIsKnown() {
    Scene scene = scene(0, 0);
    feed(scene, 1, 2, 3);
    assertThat(profile.knows(scene, 0)).isFalse();
    assertThat(scene.h).containsOnly(0);
  }

  @Test
  void aNewUnitAndBaseChangeAllBinsAlike() {
    Scene scene = scene(Scenes.HOUR, 0);
    feed(scene, Signals.of(24, i -> i));
    profile.transform(scene.h, .5, 3);
    for (int phase = 0; phase < 24; phase++) {
      assertThat(profile.value(scene, phase)).isEqualTo(phase * .5 - 3);
    }
    profile.clear(scene.h);
    assertThat(profile.value(scene, 9)).isZero();
  }
}
