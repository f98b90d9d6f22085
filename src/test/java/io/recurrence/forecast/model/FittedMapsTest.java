package io.recurrence.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Ridge;
import io.recurrence.testing.Signals;
import io.recurrence.testing.Trial;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The affine and the logistic recurrence, fitted online. */
class FittedMapsTest {

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.99, 0.8})
  void affineIsTheWeightedRegressionOnTheValueBefore(double forgetting) {
    double[] x = Signals.affine(500, 20, Signals.autoregression(121, 300, 0.7));
    Trial<Affine> trial = new Trial<>(new Affine(forgetting));
    trial.feed(x[0], x[1], x[2]);
    for (int t = 3; t < x.length; t++) {
      trial.feed(x[t]);
      if (t % 7 == 3) {
        double[][] phi = new double[t][];
        double[] y = new double[t];
        for (int i = 0; i < t; i++) {
          phi[i] = new double[] {1, x[i] - 500};
          y[i] = x[i + 1] - 500;
        }
        double[] w = Ridge.weights(phi, y, forgetting, 1e20);
        assertThat(trial.described("w1")).isCloseTo(w[1], within(1e-8));
        double next = 500 + w[0] + w[1] * (x[t] - 500);
        assertThat(trial.forecast(2)[0]).isCloseTo(next, within(1e-6));
        assertThat(trial.forecast(2)[1]).isCloseTo(500 + w[0] + w[1] * (next - 500), within(1e-6));
      }
    }
  }

  @Test
  void exponentialGrowthAndDecayAreForecastExactly() {
    for (double rate : new double[] {1.05, 0.9, -0.8}) {
      double[] x = new double[60];
      x[0] = 10;
      for (int t = 1; t < x.length; t++) {
        x[t] = 3 + rate * x[t - 1];
      }
      double[] path = new Trial<>(new Affine(0.999)).feed(Arrays.copyOf(x, 40)).forecast(20);
      for (int k = 0; k < 20; k++) {
        assertThat(path[k]).isCloseTo(x[40 + k], within(1e-6));
      }
    }
  }

  @Test
  void theDeviationOfAnAffineForecastGrowsByThePowersOfItsSlope() {
    double[] x = Signals.autoregression(122, 20_000, 0.8);
    Trial<Affine> trial = new Trial<>(new Affine(1)).feed(x);
    double w1 = trial.described("w1");
    double[] deviation = trial.deviation(20);
    assertThat(deviation[0]).isCloseTo(1, within(0.02));
    for (int k = 1; k <= 20; k++) {
      double sum = (1 - Math.pow(w1, 2 * k)) / (1 - w1 * w1);
      assertThat(deviation[k - 1]).isCloseTo(deviation[0] * Math.sqrt(sum), within(1e-9));
    }
  }

  @Test
  void withoutASpreadAffineStaysWhereItIs() {
    assertThat(new Trial<>(new Affine(0.99)).feed(4).forecast(3)).containsOnly(4);
    assertThat(new Trial<>(new Affine(0.99)).feed(4, 4, 4, 4).forecast(3)).containsOnly(4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {2.5, 3.2, 3.9, 4})
  void logisticFindsTheRateOfTheMap(double rate) {
    double[] x = new double[200];
    x[0] = 0.2;
    for (int t = 1; t < x.length; t++) {
      x[t] = rate * x[t - 1] * (1 - x[t - 1]);
    }
    Trial<Logistic> trial = new Trial<>(new Logistic(0.999)).feed(Arrays.copyOf(x, 190));
    assertThat(trial.described("w")).isCloseTo(rate, within(1e-9));
    double[] path = trial.forecast(5);
    for (int k = 0; k < 5; k++) {
      assertThat(path[k]).isCloseTo(x[190 + k], within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.95})
  void logisticIsTheWeightedFitThroughTheOrigin(double forgetting) {
    double[] noise = Signals.normal(123, 300);
    double[] x = Signals.of(300, t -> 1 / (1 + Math.exp(-noise[t])));
    double products = 0;
    double squares = 0;
    for (int t = 1; t < x.length; t++) {
      double a = x[t - 1] * (1 - x[t - 1]);
      double weight = Math.pow(forgetting, x.length - 1 - t);
      products += weight * a * x[t];
      squares += weight * a * a;
    }
    Trial<Logistic> trial = new Trial<>(new Logistic(forgetting)).feed(x);
    double rate = Math.min(4, products / squares);
    assertThat(trial.described("w")).isCloseTo(rate, within(1e-9));
    double last = x[299];
    assertThat(trial.forecast(1)[0]).isCloseTo(rate * last * (1 - last), within(1e-9));
  }

  @Test
  void logisticStaysBetweenZeroAndOneOnceItKnowsItsRate() {
    Trial<Logistic> trial = new Trial<>(new Logistic(0.9));
    trial.feed(17);
    assertThat(trial.forecast(2)).containsOnly(17);
    trial.feed(0.5, 5, -3, 0.7, 0.9, 12);
    assertThat(trial.forecast(50))
        .matches(path -> Arrays.stream(path).allMatch(x -> x >= 0 && x <= 1));
  }
}
