package io.recurrence.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RingTest {

  static List<Arguments> windows() {
    return List.of(
        Arguments.of(Tier.SMALL, 0L, 0),
        Arguments.of(Tier.SMALL, Scenes.HOUR, 0),
        Arguments.of(Tier.SMALL, Scenes.MINUTE, 104),
        Arguments.of(Tier.MEDIUM, 0L, 0),
        Arguments.of(Tier.MEDIUM, Scenes.HOUR, 0),
        Arguments.of(Tier.MEDIUM, 5 * Scenes.MINUTE, 3),
        Arguments.of(Tier.MEDIUM, Scenes.MINUTE, 15),
        Arguments.of(Tier.LARGE, Scenes.MINUTE, 0));
  }

  private static double mean(double[] x, long block, int width) {
    double sum = 0;
    for (long i = block * width; i < (block + 1) * width; i++) {
      sum += x[(int) i];
    }
    return sum / width;
  }

  /** The value at a step, as the means of the blocks around it have it. */
  private static double coarse(double[] x, long t, long step, int width) {
    double place = (step + .5) / width - .5;
    long last = (t + 1) / width - 1;
    long block = Math.max(0, Math.min(last - 1, (long) Math.floor(place)));
    double fraction = Math.max(0, Math.min(1, place - block));
    return mean(x, block, width) * (1 - fraction) + mean(x, block + 1, width) * fraction;
  }

  @ParameterizedTest
  @MethodSource("windows")
  void singleValuesAndMeansOfBlocksAreThoseOfAPlainList(Tier tier, long step, int width) {
    Blueprint blueprint = Blueprint.of(tier);
    Plan plan = new Plan();
    Ring ring = new Ring(plan, blueprint);
    Seasons s = new Seasons(blueprint, step, 0, 0);
    assertThat(s.blocks > 0).isEqualTo(width > 0);
    assertThat(s.width).isEqualTo(Math.max(1, width));
    Scene scene = Scenes.of(tier, s, plan);
    int length = s.reach() + 3 * s.width + 50;
    double[] x = Signals.affine(10, 3, Signals.normal(31, length));
    for (int t = 0; t < length; t++) {
      x[t] = (float) x[t];
      scene.t = t;
      ring.push(scene.h, s, t, x[t]);
      if (t % 7 == 0 || t > length - 3 * s.width) {
        ring.load(scene);
        for (int k = 0; k < Math.min(s.fine, t + 1); k++) {
          assertThat(scene.values[scene.now - k]).isEqualTo(x[t - k]);
        }
        for (int lag = s.fine; lag <= Math.min(s.reach(), t - 2 * width); lag += 1 + lag / 10) {
          assertThat(ring.back(scene, lag, 0))
              .as("lag %d at %d", lag, t)
              .isCloseTo(coarse(x, t, (long) t - lag, width), within(1e-4));
        }
      }
    }
    assertThat(s.reach()).isGreaterThanOrEqualTo(s.main);
  }

  @ParameterizedTest
  @MethodSource("windows")
  void aLagFromAStepAheadReadsTheSameValue(Tier tier, long step, int width) {
    Blueprint blueprint = Blueprint.of(tier);
    Plan plan = new Plan();
    Ring ring = new Ring(plan, blueprint);
    Seasons s = new Seasons(blueprint, step, 0, 0);
    Scene scene = Scenes.of(tier, s, plan);
    double[] x = Signals.normal(32, s.reach() + 90);
    for (int t = 0; t < x.length; t++) {
      scene.t = t;
      ring.push(scene.h, s, t, x[t]);
    }
    ring.load(scene);
    for (int ahead = 1; ahead <= 24; ahead++) {
      for (int lag = ahead; lag < Math.max(width, s.reach()); lag += 5) {
        assertThat(ring.back(scene, lag, ahead)).isEqualTo(ring.back(scene, lag - ahead, 0));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("windows")
  void aNewUnitAndBaseInTheMiddleOfABlockChangeAllValuesAlike(Tier tier, long step, int width) {
    Blueprint blueprint = Blueprint.of(tier);
    Plan plan = new Plan();
    Ring ring = new Ring(plan, blueprint);
    Seasons s = new Seasons(blueprint, step, 0, 0);
    Scene scene = Scenes.of(tier, s, plan);
    int length = s.reach() + 2 * s.width + 10;
    double[] x = Signals.normal(33, length);
    int change = length - s.width - s.width / 2 - 1;
    for (int t = 0; t < length; t++) {
      scene.t = t;
      ring.push(scene.h, s, t, t > change ? x[t] * 4 - 100 : x[t]);
      if (t == change) {
        ring.transform(scene.h, s, t, 4, 100);
      }
    }
    ring.load(scene);
    double[] changed = Signals.affine(-100, 4, x);
    for (int lag = 0; lag <= s.reach(); lag++) {
      double expected =
          lag < s.fine
              ? changed[length - 1 - lag]
              : coarse(changed, length - 1, (long) length - 1 - lag, width);
      assertThat(ring.back(scene, lag, 0)).as("lag %d", lag).isCloseTo(expected, within(1e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("windows")
  void aRepairedValueIsReadInItsPlace(Tier tier, long step, int unused) {
    Blueprint blueprint = Blueprint.of(tier);
    Plan plan = new Plan();
    Ring ring = new Ring(plan, blueprint);
    Seasons s = new Seasons(blueprint, step, 0, 0);
    Scene scene = Scenes.of(tier, s, plan);
    for (int t = 0; t < 3 * s.fine; t++) {
      scene.t = t;
      ring.push(scene.h, s, t, t);
    }
    ring.repair(scene.h, s, scene.t - 1, -7);
    ring.load(scene);
    assertThat(scene.values[scene.now]).isEqualTo(3 * s.fine - 1);
    assertThat(scene.values[scene.now - 1]).isEqualTo(-7);
    assertThat(scene.values[scene.now - 2]).isEqualTo(3 * s.fine - 3);
  }
}
