package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.HorizonGrid;
import io.recurrence.core.NormalQuantile;
import io.recurrence.core.Precision;
import io.recurrence.testing.Signals;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpreadTest {
  private static final int LENGTH = 20_000;

  private final MemoryAllocator allocator = new MemoryAllocator();
  private final int counts = allocator.take(Precision.SINGLE, 2);
  private final HorizonGrid bands = HorizonGrid.buckets(new int[] {1, 3}, 1, 1);
  private final Spread spread =
      new Spread(allocator, bands, 24, new Closures(allocator, TierConfig.of(Tier.MEDIUM)));
  private SeriesView view = view(0);

  private SeriesView view(long step) {
    SeriesView made =
        SeriesViews.of(Tier.MEDIUM, new Seasons(TierConfig.of(Tier.MEDIUM), step, 0, 0), allocator);
    spread.start(made.h);
    return made;
  }

  /** Learns an error; counts for each level whether it lay below what was told. */
  private void learn(double error, int[] below) {
    view.t++;
    double listener =
        Precision.brief(spread.scale(view.h, counts, 1) * spread.volatility(view, view.t));
    spread.look(view.h, counts, 1);
    for (int j = 0; j < Spread.LEVELS.length; j++) {
      double score = NormalQuantile.of(Spread.LEVELS[j]);
      below[j] += error <= listener * spread.quantile(score) ? 1 : 0;
    }
    spread.learn(view, counts, 0, 1, error, listener);
    view.h[counts]++;
    allocator.storage().round(view.h);
  }

  private void learn(double error) {
    learn(error, new int[Spread.LEVELS.length]);
  }

  static Stream<Arguments> laws() {
    double[] e = Signals.normal(61, 4 * LENGTH);
    IntToDoubleFunction t3 =
        t ->
            e[4 * t]
                / Math.sqrt(
                    (e[4 * t + 1] * e[4 * t + 1]
                            + e[4 * t + 2] * e[4 * t + 2]
                            + e[4 * t + 3] * e[4 * t + 3])
                        / 3);
    return Stream.of(
        Arguments.of("normal", (IntToDoubleFunction) t -> e[t], 2000),
        Arguments.of("t of 3 degrees", t3, 2000),
        Arguments.of("skewed", (IntToDoubleFunction) t -> Math.exp(.7 * e[t]) - 1.3, 2000),
        Arguments.of("discrete", (IntToDoubleFunction) t -> Math.rint(2 * e[t]), 2000),
        Arguments.of("biased", (IntToDoubleFunction) t -> 2 + e[t], 2000),
        Arguments.of(
            "of a scale that changes",
            (IntToDoubleFunction) t -> e[t] * (t < 12_000 ? 1 : 20),
            12_300),
        Arguments.of(
            "of a scale that falls",
            (IntToDoubleFunction) t -> e[t] * (t < 12_000 ? 1 : .05),
            12_300));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("laws")
  void eachLevelIsPassedAsOftenAsItSays(String law, IntToDoubleFunction error, int from) {
    int[] below = new int[Spread.LEVELS.length];
    for (int t = 0; t < LENGTH; t++) {
      if (t == from) {
        below = new int[Spread.LEVELS.length];
      }
      learn(error.applyAsDouble(t), below);
    }
    for (int j = 0; j < below.length; j++) {
      boolean discrete = law.equals("discrete"); // a share of values is the quantile itself
      assertThat((double) below[j] / (LENGTH - from))
          .as("%s: %s", law, Spread.LEVELS[j])
          .isCloseTo(Spread.LEVELS[j], within(discrete ? .15 : .015));
    }
  }

  @Test
  void aHundredErrorsAfterASpreadFiveTimesAsWideTheBandIsNearItsShare() {
    double[] e = Signals.normal(62, 200 * 200);
    int within = 0;
    for (int run = 0; run < 200; run++) {
      view = view(0);
      for (int t = 0; t < 200; t++) {
        int[] below = new int[Spread.LEVELS.length];
        learn(e[200 * run + t] * (t < 60 ? 1 : 5), below);
        within += t >= 160 ? below[5] - below[1] : 0;
      }
    }
    assertThat(within / (200 * 40.0)).as("of 80 %").isBetween(.75, .88);
  }

  @Test
  void theSizeIsTheMeanAbsoluteErrorAndAWildOneCountsAsFive() {
    double[] e = Signals.normal(63, 3000);
    for (double error : e) {
      learn(error);
    }
    double size = spread.size(view.h, 0);
    assertThat(size).isCloseTo(Math.sqrt(2 / Math.PI), within(.25));
    learn(1e9);
    assertThat(spread.size(view.h, 0)).isCloseTo(size * (1 + .02 * 4), within(1e-5));
  }

  @Test
  void quantilesNeverCrossWhateverCame() {
    Random random = new Random(64);
    for (int t = 0; t < 3000; t++) {
      learn(StrictMath.pow(10, random.nextInt(12) - 6) * random.nextGaussian());
      for (int ahead : new int[] {1, 2, 3, 40}) {
        spread.look(view.h, counts, ahead);
        double last = Double.NEGATIVE_INFINITY;
        for (double level = .005; level < 1; level += .005) {
          double quantile = spread.quantile(NormalQuantile.of(level));
          assertThat(quantile).isGreaterThanOrEqualTo(last).isFinite();
          last = quantile;
        }
      }
    }
  }

  @Test
  void anHourOfItsOwnHasASpreadOfItsOwn() {
    view = view(SeriesViews.HOUR);
    double[] e = Signals.normal(65, 24 * 400);
    for (int t = 0; t < e.length; t++) {
      learn(e[t] * (t % 24 == 8 ? 6 : 1));
    }
    double noisy = spread.volatility(view, 24 * 400 + 8);
    double quiet = spread.volatility(view, 24 * 400 + 14);
    assertThat(noisy / quiet).isBetween(4.0, 8.0);
    spread.resetVolatility(view.h);
    assertThat(spread.volatility(view, 24 * 400 + 8)).isEqualTo(1);
  }

  @Test
  void beyondTheBandsThatHaveSeenATruthTheScaleGrowsAtMostLittleFasterThanAWalk() {
    view.h[counts] = 100;
    learn(1);
    double one = spread.scale(view.h, counts, 1);
    assertThat(spread.scale(view.h, counts, 2)).isCloseTo(one * Math.sqrt(2), within(1e-9));
    assertThat(spread.scale(view.h, counts, 100)).isCloseTo(one * 10, within(1e-9));
  }

  @Test
  void aNewUnitChangesTheSizeAlone() {
    for (double error : Signals.normal(66, 500)) {
      learn(error);
    }
    double size = spread.size(view.h, 0);
    spread.look(view.h, counts, 1);
    double before = spread.quantile(1.2);
    spread.rescale(view.h, .125);
    spread.look(view.h, counts, 1);
    assertThat(spread.size(view.h, 0)).isEqualTo(size / 8);
    assertThat(spread.quantile(1.2)).isEqualTo(before);
  }
}
