package io.recurrence.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import io.recurrence.testing.Trial;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AveragesTest {
  private static final double[] SERIES = Signals.affine(1e6, 3, Signals.normal(71, 500));

  @Test
  void theMovingAverageBeginsAsTheSeriesAndIsThenTheMeanOfTheValuesBefore() {
    Trial<MovingAverage> trial = new Trial<>(new MovingAverage(3));
    double[] x = {4, 8, 6, 2, 5, 5, 11};
    double[] expected = {4, 8, 6, (4 + 8 + 6) / 3.0, (8 + 6 + 2) / 3.0, 13 / 3.0, 4};
    for (int t = 0; t < x.length; t++) {
      trial.feed(x[t]);
      assertThat(trial.value()).isCloseTo(expected[t], within(1e-15 * 20));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 100})
  void theMovingAverageForecastsItsNextValue(int order) {
    Trial<MovingAverage> trial = new Trial<>(new MovingAverage(order));
    for (int t = 0; t < SERIES.length; t++) {
      trial.feed(SERIES[t]);
      double expected =
          t + 1 < order
              ? SERIES[t]
              : Arrays.stream(SERIES, t + 1 - order, t + 1).average().orElse(0);
      assertThat(trial.forecast(3)).containsOnly(new double[] {expected}, within(1e-9));
    }
  }

  @Test
  void theMovingAverageOfLargeValuesDoesNotOverflow() {
    Trial<MovingAverage> trial = new Trial<>(new MovingAverage(4));
    trial.feed(Signals.of(10, t -> 1e100));
    assertThat(trial.value()).isEqualTo(1e100);
  }

  @Test
  void theRunningMeanIsTheExactMean() {
    Trial<RunningMean> trial = new Trial<>(new RunningMean());
    BigDecimal sum = BigDecimal.ZERO;
    for (int t = 0; t < SERIES.length; t++) {
      trial.feed(SERIES[t]);
      sum = sum.add(new BigDecimal(SERIES[t]));
      double exact = sum.divide(BigDecimal.valueOf(t + 1), MathContext.DECIMAL64).doubleValue();
      assertThat(trial.value()).isCloseTo(exact, within(1e-15 * 1e6 * 5));
    }
    assertThat(trial.forecast(2)).containsOnly(trial.value());
  }

  @Test
  void theRunningMeanOfAMillionValuesKeepsItsDigits() {
    Trial<RunningMean> trial = new Trial<>(new RunningMean());
    Random random = new Random(72);
    double sum = 0;
    for (int t = 0; t < 1_000_000; t++) {
      double noise = random.nextGaussian();
      sum += noise;
      trial.step(1e9 + noise, 1);
    }
    assertThat(trial.value() - 1e9).isCloseTo(sum / 1e6, within(1e-3));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.3, 1})
  void theExponentialAverageWeighsTheValueKStepsBackByItsPower(double alpha) {
    Trial<ExponentialAverage> trial = new Trial<>(ExponentialAverage.ofAlpha(alpha));
    for (int t = 0; t < SERIES.length; t++) {
      trial.feed(SERIES[t]);
      double expected = Math.pow(1 - alpha, t) * SERIES[0];
      for (int i = 1; i <= t; i++) {
        expected += alpha * Math.pow(1 - alpha, t - i) * SERIES[i];
      }
      assertThat(trial.value()).isCloseTo(expected, within(1e-8));
    }
  }

  @Test
  void theHalfLifeIsTheIntegralOverTimeOfTheLastValues() {
    double halfLife = 90;
    Random random = new Random(73);
    double[] seconds = new double[200];
    for (int t = 1; t < 200; t++) {
      seconds[t] = seconds[t - 1] + 300 * random.nextDouble() * random.nextDouble();
    }
    Trial<ExponentialAverage> trial = new Trial<>(ExponentialAverage.ofHalfLife(halfLife));
    for (int t = 0; t < 200; t++) {
      trial.step(SERIES[t], t == 0 ? 0 : seconds[t] - seconds[t - 1]);
      // x_i stands on (s_{i-1}, s_i], weighted by ln 2 / half-life 2^{-(s_t - s) / half-life}
      double expected = SERIES[0] * Math.pow(2, -seconds[t] / halfLife);
      for (int i = 1; i <= t; i++) {
        double to = Math.pow(2, -(seconds[t] - seconds[i]) / halfLife);
        double from = Math.pow(2, -(seconds[t] - seconds[i - 1]) / halfLife);
        expected += SERIES[i] * (to - from);
      }
      assertThat(trial.value()).isCloseTo(expected, within(1e-8));
    }
  }

  @Test
  void aHalfLifeIsTheTimeAfterWhichAValueWeighsHalf() {
    Trial<ExponentialAverage> trial = new Trial<>(ExponentialAverage.ofHalfLife(10));
    trial.step(8, 0);
    trial.step(0, 10);
    assertThat(trial.value()).isEqualTo(4);
    trial.step(0, 20);
    assertThat(trial.value()).isEqualTo(1);
    trial.step(100, 0);
    assertThat(trial.value()).as("as if an interval of 60 s later").isEqualTo(1 + 99 * 63 / 64.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.5, 1})
  void theExponentialVarianceIsThatOfTheWeightedValues(double alpha) {
    Trial<ExponentialVariance> trial = new Trial<>(new ExponentialVariance(alpha));
    for (int t = 0; t < 300; t++) {
      trial.feed(SERIES[t]);
      double mean = 0;
      double[] weights = new double[t + 1];
      for (int i = 0; i <= t; i++) {
        weights[i] = Math.pow(1 - alpha, t - i) * (i == 0 ? 1 : alpha);
        mean += weights[i] * (SERIES[i] - 1e6);
      }
      double variance = 0;
      for (int i = 0; i <= t; i++) {
        variance += weights[i] * Math.pow(SERIES[i] - 1e6 - mean, 2);
      }
      assertThat(trial.value()).isCloseTo(variance, within(1e-7));
    }
  }

  @Test
  void theExponentialVarianceKeepsItsDigitsFarFromZero() {
    Trial<ExponentialVariance> trial = new Trial<>(new ExponentialVariance(0.001));
    trial.feed(Signals.affine(1e9, 1, Signals.normal(74, 20_000)));
    assertThat(trial.value()).isCloseTo(1, within(0.1));
  }
}
