package io.recurrence.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import io.recurrence.testing.Trial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Simple and double smoothing against the same recurrences written over lists. */
class SmoothingTest {
  private static final double[] SERIES = Signals.lifelike(91, 300);
  private static final double[] ALPHAS = {0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1};
  private static final double[] LEVEL_RATES = {0.1, 0.1, 0.3, 0.3, 0.6, 0.6, 0.9, 0.9};
  private static final double[] TREND_RATES = {0.05, 0.3, 0.05, 0.3, 0.05, 0.3, 0.05, 0.3};

  /** Levels, trends and the errors of one step of Holt's method, from the first value on. */
  private record Smoothed(List<Double> levels, List<Double> trends, List<Double> errors) {

    static Smoothed of(double[] x, int length, double alpha, double beta, double damping) {
      Smoothed s = new Smoothed(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      s.levels.add(x[0]);
      s.trends.add(0.0);
      for (int t = 1; t < length; t++) {
        double expected = s.levels.get(t - 1) + damping * s.trends.get(t - 1);
        s.errors.add(x[t] - expected);
        s.levels.add(expected + alpha * (x[t] - expected));
        double moved = s.levels.get(t) - s.levels.get(t - 1);
        s.trends.add(beta * moved + (1 - beta) * damping * s.trends.get(t - 1));
      }
      return s;
    }

    double discounted() {
      double sum = 0;
      for (int t = 0; t < errors.size(); t++) {
        sum += Math.pow(0.99, errors.size() - 1 - t) * errors.get(t) * errors.get(t);
      }
      return sum;
    }

    double forecast(int steps, double damping) {
      double sum = 0;
      for (int k = 1; k <= steps; k++) {
        sum += Math.pow(damping, k);
      }
      return levels.get(levels.size() - 1) + sum * trends.get(trends.size() - 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.3, 0.1, 1", "0.5, 0.3, 0.9", "1, 0.2, 0.98", "0.05, 1, 1"})
  void holtIsHoltsMethod(double alpha, double beta, double damping) {
    Trial<Holt> trial = new Trial<>(new Holt(alpha, beta, damping));
    for (int t = 0; t < SERIES.length; t++) {
      trial.feed(SERIES[t]);
      Smoothed expected = Smoothed.of(SERIES, t + 1, alpha, beta, damping);
      for (int k : new int[] {1, 2, 10}) {
        assertThat(trial.forecast(10)[k - 1])
            .as("step %d from %d", k, t)
            .isCloseTo(expected.forecast(k, damping), within(1e-8));
      }
    }
  }

  @Test
  void theRatesWithTheLeastDiscountedErrorSpeak() {
    Trial<Holt> trial = new Trial<>(new Holt(0.98));
    for (int t = 0; t < SERIES.length; t++) {
      trial.feed(SERIES[t]);
      Smoothed best = Smoothed.of(SERIES, t + 1, LEVEL_RATES[0], TREND_RATES[0], 0.98);
      for (int i = 1; i < LEVEL_RATES.length; i++) {
        Smoothed other = Smoothed.of(SERIES, t + 1, LEVEL_RATES[i], TREND_RATES[i], 0.98);
        best = other.discounted() < best.discounted() - 1e-9 ? other : best;
      }
      assertThat(trial.forecast(5)[4]).isCloseTo(best.forecast(5, 0.98), within(1e-8));
    }
  }

  @Test
  void simpleSmoothingIsTheSameWithoutATrend() {
    Trial<SimpleSmoothing> chosen = new Trial<>(new SimpleSmoothing());
    Trial<SimpleSmoothing> fixed = new Trial<>(new SimpleSmoothing(0.3));
    for (int t = 0; t < SERIES.length; t++) {
      chosen.feed(SERIES[t]);
      fixed.feed(SERIES[t]);
      Smoothed best = Smoothed.of(SERIES, t + 1, ALPHAS[0], 0, 1);
      for (double alpha : ALPHAS) {
        Smoothed other = Smoothed.of(SERIES, t + 1, alpha, 0, 1);
        best = other.discounted() < best.discounted() - 1e-9 ? other : best;
      }
      assertThat(chosen.value()).isCloseTo(best.forecast(1, 1), within(1e-8));
      assertThat(fixed.value())
          .isCloseTo(Smoothed.of(SERIES, t + 1, 0.3, 0, 1).forecast(1, 1), within(1e-8));
    }
  }

  @Test
  void aRandomWalkIsFollowedAndNoiseIsAveraged() {
    double[] noise = Signals.normal(92, 2000);
    double[] walk = new double[2000];
    for (int t = 1; t < walk.length; t++) {
      walk[t] = walk[t - 1] + noise[t];
    }
    SimpleSmoothing model = new SimpleSmoothing();
    Trial<SimpleSmoothing> following = new Trial<>(model).feed(walk);
    Trial<SimpleSmoothing> averaging = new Trial<>(model).feed(noise);
    assertThat(following.described("alpha")).isGreaterThanOrEqualTo(0.7);
    assertThat(averaging.described("alpha")).isLessThanOrEqualTo(0.05);
  }

  @Test
  void aMissedStepCarriesTheDampedTrendOn() {
    Trial<Holt> trial = new Trial<>(new Holt(0.4, 0.2, 0.9)).feed(SERIES);
    double[] path = trial.forecast(12);
    trial.miss();
    trial.miss();
    double[] later = trial.forecast(10);
    for (int k = 0; k < 10; k++) {
      assertThat(later[k]).isCloseTo(path[k + 2], within(1e-9));
    }
  }
}
