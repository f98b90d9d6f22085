package io.recurrence.forecast.mixture;

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
        Arguments.of(Tier.SMALL, SeriesViews.HOUR, 0),
        Arguments.of(Tier.SMALL, SeriesViews.MINUTE, 104),
        Arguments.of(Tier.MEDIUM, 0L, 0),
        Arguments.of(Tier.MEDIUM, SeriesViews.HOUR, 0),
        Arguments.of(Tier.MEDIUM, 5 * SeriesViews.MINUTE, 3),
        Arguments.of(Tier.MEDIUM, SeriesViews.MINUTE, 15),
        Arguments.of(Tier.LARGE, SeriesViews.MINUTE, 0));
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
    TierConfig config = TierConfig.of(tier);
    MemoryAllocator allocator = new MemoryAllocator();
    Ring ring = new Ring(allocator, config);
    Seasons s = new Seasons(config, step, 0, 0);
    assertThat(s.blocks > 0).isEqualTo(width > 0);
    assertThat(s.width).isEqualTo(Math.max(1, width));
    SeriesView view = SeriesViews.of(tier, s, allocator);
    int length = s.reach() + 3 * s.width + 50;
    double[] x = Signals.affine(10, 3, Signals.normal(31, length));
    for (int t = 0; t < length; t++) {
      x[t] = (float) x[t];
      view.t = t;
      ring.push(view.h, s, t, x[t]);
      if (t % 7 == 0 || t > length - 3 * s.width) {
        ring.load(view);
        for (int k = 0; k < Math.min(s.fine, t + 1); k++) {
          assertThat(view.values[view.now - k]).isEqualTo(x[t - k]);
        }
        for (int lag = s.fine; lag <= Math.min(s.reach(), t - 2 * width); lag += 1 + lag / 10) {
          assertThat(ring.back(view, lag, 0))
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
    TierConfig config = TierConfig.of(tier);
    MemoryAllocator allocator = new MemoryAllocator();
    Ring ring = new Ring(allocator, config);
    Seasons s = new Seasons(config, step, 0, 0);
    SeriesView view = SeriesViews.of(tier, s, allocator);
    double[] x = Signals.normal(32, s.reach() + 90);
    for (int t = 0; t < x.length; t++) {
      view.t = t;
      ring.push(view.h, s, t, x[t]);
    }
    ring.load(view);
    for (int ahead = 1; ahead <= 24; ahead++) {
      for (int lag = ahead; lag < Math.max(width, s.reach()); lag += 5) {
        assertThat(ring.back(view, lag, ahead)).isEqualTo(ring.back(view, lag - ahead, 0));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("windows")
  void aNewUnitAndBaseInTheMiddleOfABlockChangeAllValuesAlike(Tier tier, long step, int width) {
    TierConfig config = TierConfig.of(tier);
    MemoryAllocator allocator = new MemoryAllocator();
    Ring ring = new Ring(allocator, config);
    Seasons s = new Seasons(config, step, 0, 0);
    SeriesView view = SeriesViews.of(tier, s, allocator);
    int length = s.reach() + 2 * s.width + 10;
    double[] x = Signals.normal(33, length);
    int change = length - s.width - s.width / 2 - 1;
    for (int t = 0; t < length; t++) {
      view.t = t;
      ring.push(view.h, s, t, t > change ? x[t] * 4 - 100 : x[t]);
      if (t == change) {
        ring.transform(view.h, s, t, 4, 100);
      }
    }
    ring.load(view);
    double[] changed = Signals.affine(-100, 4, x);
    for (int lag = 0; lag <= s.reach(); lag++) {
      double expected =
          lag < s.fine
              ? changed[length - 1 - lag]
              : coarse(changed, length - 1, (long) length - 1 - lag, width);
      assertThat(ring.back(view, lag, 0)).as("lag %d", lag).isCloseTo(expected, within(1e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("windows")
  void aRepairedValueIsReadInItsPlace(Tier tier, long step, int unused) {
    TierConfig config = TierConfig.of(tier);
    MemoryAllocator allocator = new MemoryAllocator();
    Ring ring = new Ring(allocator, config);
    Seasons s = new Seasons(config, step, 0, 0);
    SeriesView view = SeriesViews.of(tier, s, allocator);
    for (int t = 0; t < 3 * s.fine; t++) {
      view.t = t;
      ring.push(view.h, s, t, t);
    }
    ring.repair(view.h, s, view.t - 1, -7);
    ring.load(view);
    assertThat(view.values[view.now]).isEqualTo(3 * s.fine - 1);
    assertThat(view.values[view.now - 1]).isEqualTo(-7);
    assertThat(view.values[view.now - 2]).isEqualTo(3 * s.fine - 3);
  }
}
