package io.recurrence.forecast.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.testing.Signals;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class PeriodFinderTest {
  private final PeriodFinder finder = new PeriodFinder();

  private static double[] sine(int seed, int length, double period, double noise, double trend) {
    double[] e = Signals.normal(seed, length);
    return Signals.of(
        length, t -> 5 * Math.sin(2 * Math.PI * t / period) + noise * e[t] + trend * t);
  }

  @Test
  void thirtySevenIsFoundInASineWithNoise() {
    for (int seed = 1; seed <= 50; seed++) {
      assertThat(finder.find(SeriesViews.showing(Tier.MEDIUM, sine(seed, 171, 37, 1, 0))))
          .as("seed %d", seed)
          .isBetween(36, 38);
      assertThat(finder.plain()).isTrue();
      assertThat(finder.correlation(37)).isGreaterThan(.6);
      assertThat(finder.find(SeriesViews.showing(Tier.LARGE, sine(seed, 600, 37, 1, 0))))
          .as("seed %d, large", seed)
          .isEqualTo(37);
    }
  }

  @Test
  void twentyFourIsFoundWhateverTheTrend() {
    for (int seed = 1; seed <= 50; seed++) {
      for (double trend : new double[] {-3, .1, 1}) {
        assertThat(finder.find(SeriesViews.showing(Tier.MEDIUM, sine(seed, 171, 24, .7, trend))))
            .as("seed %d, trend %s", seed, trend)
            .isEqualTo(24);
      }
    }
  }

  @Test
  void theSeasonOfARandomWalkIsFoundInItsDifferences() {
    for (int seed = 1; seed <= 50; seed++) {
      double[] e = Signals.normal(seed, 171);
      double[] x = new double[171];
      for (int t = 1; t < x.length; t++) {
        x[t] = x[t - 1] + .3 * e[t] + (t % 12 == 0 ? 6 : t % 12 == 6 ? -6 : 0);
      }
      assertThat(finder.find(SeriesViews.showing(Tier.MEDIUM, x)))
          .as("seed %d", seed)
          .isEqualTo(12);
    }
  }

  /** Found in one window in eleven: so a season that is not plain must be found twice. */
  @Test
  void aSeasonOfNoiseIsFoundInAtMostOneWindowInEightAndNeverPlain() {
    List<IntFunction<double[]>> kinds =
        List.of(
            seed -> Signals.normal(seed, 171),
            seed -> Signals.normal(seed, 64),
            seed -> Signals.autoregression(seed, 171, .9),
            seed -> Signals.autoregression(seed, 171, 1));
    for (int kind = 0; kind < kinds.size(); kind++) {
      int found = 0;
      int plain = 0;
      int again = 0;
      for (int seed = 1; seed <= 1000; seed++) {
        int period = finder.find(SeriesViews.showing(Tier.MEDIUM, kinds.get(kind).apply(seed)));
        found += period > 0 ? 1 : 0;
        plain += period > 0 && finder.plain() ? 1 : 0;
        int other =
            finder.find(SeriesViews.showing(Tier.MEDIUM, kinds.get(kind).apply(10_000 + seed)));
        again += period > 0 && other > 0 && Math.abs(period - other) <= 1 ? 1 : 0;
      }
      assertThat(found).as("kind %d", kind).isLessThan(125);
      assertThat(plain).as("kind %d, plain", kind).isLessThanOrEqualTo(5);
      assertThat(again).as("kind %d, twice", kind).isLessThanOrEqualTo(5);
    }
  }

  @Test
  void lessThanFortyEightValuesTellNothing() {
    assertThat(finder.find(SeriesViews.showing(Tier.MEDIUM, sine(1, 47, 8, 0, 0)))).isZero();
    assertThat(finder.find(SeriesViews.showing(Tier.MEDIUM, sine(1, 48, 8, 0, 0)))).isEqualTo(8);
  }

  @Test
  void aConstantAndALineHaveNoSeason() {
    assertThat(finder.find(SeriesViews.showing(Tier.MEDIUM, new double[171]))).isZero();
    assertThat(finder.find(SeriesViews.showing(Tier.MEDIUM, Signals.of(171, t -> 3.0 * t))))
        .isZero();
  }

  @Test
  void aSeasonSeenLessThanTwiceIsNotFound() {
    for (int seed = 1; seed <= 50; seed++) {
      assertThat(finder.find(SeriesViews.showing(Tier.MEDIUM, sine(seed, 171, 100, .01, 0))))
          .isZero();
    }
  }
}
