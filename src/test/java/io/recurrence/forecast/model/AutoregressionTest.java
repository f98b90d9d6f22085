package io.recurrence.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Ridge;
import io.recurrence.testing.Signals;
import io.recurrence.testing.Trial;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutoregressionTest {
  private static final double PRIOR = 1e4;

  /** Weights in the units of the series, fitted in one go on values taken from the first one. */
  private static double[] batch(double[] x, int order, double forgetting) {
    double unit = Math.abs(x[1] - x[0]);
    int n = x.length - order;
    double[][] phi = new double[n][order + 1];
    double[] y = new double[n];
    for (int t = 0; t < n; t++) {
      y[t] = (x[t + order] - x[0]) / unit;
      phi[t][0] = 1;
      for (int i = 0; i < order; i++) {
        phi[t][i + 1] = (x[t + order - 1 - i] - x[0]) / unit;
      }
    }
    double[] w = Ridge.weights(phi, y, forgetting, PRIOR);
    w[0] *= unit;
    return w;
  }

  /** The forecast of the recurrence with these weights, rolled forward. */
  private static double[] rolled(double[] x, double[] w, int steps) {
    double[] path = Arrays.copyOf(x, x.length + steps);
    for (int t = x.length; t < path.length; t++) {
      path[t] = x[0] + w[0];
      for (int i = 1; i < w.length; i++) {
        path[t] += w[i] * (path[t - i] - x[0]);
      }
    }
    return Arrays.copyOfRange(path, x.length, path.length);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "5,1", "16,1"})
  void weightsAndForecastAreThoseOfTheBatchFit(int order, double forgetting) {
    double[] x = Signals.affine(20, 3, Signals.autoregression(51, 400, 0.6, -0.3, 0.2));
    Trial<Autoregression> trial = new Trial<>(new Autoregression(order, forgetting)).feed(x);
    double[] w = batch(x, order, forgetting);
    for (int i = 1; i <= order; i++) {
      assertThat(trial.described("w" + i)).isCloseTo(w[i], within(1e-8));
    }
    double[] expected = rolled(x, w, 20);
    for (int k = 0; k < 20; k++) {
      assertThat(trial.forecast(20)[k]).isCloseTo(expected[k], within(1e-7));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,0.99", "3,0.98", "16,0.995"})
  void withForgettingTheFitIsThatOfTheWeightedBatch(int order, double forgetting) {
    double[] x = Signals.affine(20, 3, Signals.autoregression(52, 4000, 0.6, -0.3, 0.2));
    Trial<Autoregression> trial = new Trial<>(new Autoregression(order, forgetting)).feed(x);
    double[] w = batch(x, order, forgetting);
    for (int i = 1; i <= order; i++) {
      assertThat(trial.described("w" + i)).isCloseTo(w[i], within(1e-8));
    }
  }

  @Test
  void findsTheWeightsAndTheNoiseOfTheProcess() {
    Trial<Autoregression> trial =
        new Trial<>(new Autoregression(2, 0.9995))
            .feed(Signals.affine(100, 5, Signals.autoregression(53, 20_000, 1.2, -0.5)));
    assertThat(trial.described("w1")).isCloseTo(1.2, within(0.05));
    assertThat(trial.described("w2")).isCloseTo(-0.5, within(0.05));
    assertThat(trial.described("noise")).isCloseTo(5, within(0.2));
  }

  @Test
  void untilItsLagsAreFilledTheLastValueIsTheForecast() {
    Trial<Autoregression> trial = new Trial<>(new Autoregression(4, 0.99));
    for (double x : new double[] {3, 5, 4, 9}) {
      trial.feed(x);
      assertThat(trial.forecast(3)).containsOnly(x);
      assertThat(trial.deviation(3)).isEmpty();
    }
  }

  @Test
  void theFirstDifferenceIsTheUnitHoweverLateItComes() {
    Trial<Autoregression> trial = new Trial<>(new Autoregression(1, 1));
    trial.feed(Signals.of(50, t -> 7));
    assertThat(trial.forecast(3)).containsOnly(7);
    trial.feed(Signals.of(60, t -> 7 + Math.pow(0.5, t)));
    assertThat(trial.memory()[1]).as("the unit").isEqualTo(1);
    assertThat(trial.forecast(2)[1]).isCloseTo(7, within(0.05));
  }

  @Test
  void theDeviationIsTheResponseOfTheRecurrenceToUnitNoise() {
    Trial<Autoregression> trial =
        new Trial<>(new Autoregression(2, 1)).feed(Signals.autoregression(54, 5000, 0.5, 0.3));
    double w1 = trial.described("w1");
    double w2 = trial.described("w2");
    double noise = trial.described("noise");
    double[] psi = new double[30];
    double sum = 0;
    for (int k = 0; k < 30; k++) {
      psi[k] = k == 0 ? 1 : w1 * psi[k - 1] + (k == 1 ? 0 : w2 * psi[k - 2]);
      sum += psi[k] * psi[k];
      assertThat(trial.deviation(30)[k]).isCloseTo(noise * Math.sqrt(sum), within(1e-9));
    }
  }

  @Test
  void theDeviationIsThatOfSimulatedFutures() {
    double[] x = Signals.autoregression(55, 8000, 0.9, -0.4);
    Trial<Autoregression> trial = new Trial<>(new Autoregression(2, 0.999)).feed(x);
    double[] path = trial.forecast(8);
    double[] squares = new double[8];
    Random random = new Random(56);
    int futures = 20_000;
    for (int run = 0; run < futures; run++) {
      double before = x[x.length - 2];
      double last = x[x.length - 1];
      for (int k = 0; k < 8; k++) {
        double next = 0.9 * last - 0.4 * before + random.nextGaussian();
        squares[k] += (next - path[k]) * (next - path[k]) / futures;
        before = last;
        last = next;
      }
    }
    for (int k = 0; k < 8; k++) {
      assertThat(trial.deviation(8)[k]).isCloseTo(Math.sqrt(squares[k]), within(0.06));
    }
  }
}
