package io.recurrence.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import io.recurrence.testing.Trial;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonalNaiveTest {
  private static final long MINUTE = 60_000;
  private static final double[] SERIES = Signals.lifelike(111, 200);

  /** The values to come that make the product of all differences of these lags vanish. */
  private static double[] annihilated(double[] x, int steps, int... lags) {
    double[] polynomial = {1}; // in powers of the lag operator
    for (int lag : lags) {
      double[] product = new double[polynomial.length + lag];
      for (int i = 0; i < polynomial.length; i++) {
        product[i] += polynomial[i];
        product[i + lag] -= polynomial[i];
      }
      polynomial = product;
    }
    double[] all = Arrays.copyOf(x, x.length + steps);
    for (int t = x.length; t < all.length; t++) {
      for (int i = 1; i < polynomial.length; i++) {
        all[t] -= polynomial[i] * all[t - i];
      }
    }
    return Arrays.copyOfRange(all, x.length, all.length);
  }

  @Test
  void oneSeasonRepeatsItsLastTurn() {
    Trial<SeasonalNaive> trial = new Trial<>(SeasonalNaive.ofSteps(12)).feed(SERIES);
    for (int k = 1; k <= 40; k++) {
      assertThat(trial.forecast(40)[k - 1]).isEqualTo(SERIES[188 + (k - 1) % 12]);
    }
  }

  @Test
  void severalSeasonsMakeTheProductOfTheirDifferencesVanish() {
    double[] two = new Trial<>(SeasonalNaive.ofSteps(5, 12)).feed(SERIES).forecast(60);
    assertThat(two).containsExactly(annihilated(SERIES, 60, 5, 12), within(1e-9));
    double[] three = new Trial<>(SeasonalNaive.ofSteps(3, 7, 24)).feed(SERIES).forecast(60);
    assertThat(three).containsExactly(annihilated(SERIES, 60, 3, 7, 24), within(1e-8));
  }

  @Test
  void aSeasonNotYetSeenWholeLeavesItsPlaceToTheShorterOnes() {
    Trial<SeasonalNaive> trial = new Trial<>(SeasonalNaive.ofSteps(4, 10));
    for (int t = 0; t < 30; t++) {
      trial.feed(SERIES[t]);
      double[] seen = Arrays.copyOf(SERIES, t + 1);
      double[] expected =
          t + 1 < 4
              ? annihilated(seen, 20, 1)
              : t + 1 < 14 ? annihilated(seen, 20, 4) : annihilated(seen, 20, 4, 10);
      assertThat(trial.forecast(20)).as("from " + t).containsExactly(expected, within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE})
  void aSeasonInTimeIsThatManySteps(long step) {
    Trial<SeasonalNaive> trial =
        new Trial<>(SeasonalNaive.ofPeriods(60, 20 * MINUTE), step).feed(SERIES);
    double[] expected = annihilated(SERIES, 50, (int) (20 * MINUTE / step));
    assertThat(trial.forecast(50)).containsExactly(expected);
  }

  @Test
  void aSeasonThatIsNoWholeNumberOfStepsOrWithoutAStepIsTheLastValue() {
    double last = SERIES[199];
    for (long step : new long[] {0, 3 * MINUTE, 20 * MINUTE}) {
      Trial<SeasonalNaive> trial =
          new Trial<>(SeasonalNaive.ofPeriods(60, 20 * MINUTE), step).feed(SERIES);
      assertThat(trial.forecast(3)).as("step " + step).containsOnly(last);
    }
  }

  @Test
  void aSeasonLongerThanTheWindowIsNotUsed() {
    Trial<SeasonalNaive> trial =
        new Trial<>(SeasonalNaive.ofPeriods(30, 10 * MINUTE, 25 * MINUTE), MINUTE).feed(SERIES);
    assertThat(trial.forecast(30)).containsExactly(annihilated(SERIES, 30, 10));
  }
}
