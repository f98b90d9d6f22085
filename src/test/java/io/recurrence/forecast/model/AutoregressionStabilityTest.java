package io.recurrence.forecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.testing.Signals;
import io.recurrence.testing.Trial;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Months of data: nothing blows up, nothing is forgotten that should not be. */
class AutoregressionStabilityTest {

  private static void assertFinite(Trial<Autoregression> trial) {
    assertThat(Arrays.stream(trial.memory())).allMatch(Double::isFinite);
  }

  /** Uniform noise of deviation 1; fast, since there is much of it. */
  private static double noise(SplittableRandom random) {
    return Math.sqrt(12) * (random.nextDouble() - 0.5);
  }

  @Test
  void tenMillionSteps() {
    Trial<Autoregression> trial = new Trial<>(new Autoregression(2, 0.999));
    SplittableRandom random = new SplittableRandom(61);
    double last = 0;
    double before = 0;
    for (int t = 0; t < 10_000_000; t++) {
      double x = 0.7 * last - 0.2 * before + noise(random);
      trial.step(x, 1);
      before = last;
      last = x;
    }
    assertFinite(trial);
    assertThat(trial.described("w1")).isCloseTo(0.7, within(0.1));
    assertThat(trial.described("w2")).isCloseTo(-0.2, within(0.1));
    assertThat(trial.described("noise")).isCloseTo(1, within(0.1));
  }

  @Test
  void aMillionEqualValuesAndThenAChange() {
    Trial<Autoregression> trial = new Trial<>(new Autoregression(3, 0.99));
    trial.feed(Signals.autoregression(62, 500, 0.5));
    for (int t = 0; t < 1_000_000; t++) {
      trial.step(2.5, 1);
    }
    assertFinite(trial);
    assertThat(trial.forecast(10)[9]).isCloseTo(2.5, within(1e-6));
    assertThat(trial.forecast(1)[0]).isCloseTo(2.5, within(1e-6));
    double[] x = Signals.affine(-40, 3, Signals.autoregression(63, 2000, 0.8));
    trial.feed(x);
    assertFinite(trial);
    double error = 0;
    double spread = 0;
    for (double value : Signals.affine(-40, 3, Signals.autoregression(64, 500, 0.8))) {
      error += Math.abs(value - trial.forecast(1)[0]);
      spread += Math.abs(value + 40);
      trial.feed(value);
    }
    assertThat(error).as("one step errors, beside those of the level").isLessThan(0.7 * spread);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1e12, 1e-80, 1e80})
  void scalesFarFromOneAreFittedAlike(double scale) {
    double[] x = Signals.autoregression(65, 5000, 0.6, 0.2);
    Autoregression model = new Autoregression(2, 0.999);
    Trial<Autoregression> plain = new Trial<>(model).feed(x);
    Trial<Autoregression> scaled = new Trial<>(model).feed(Signals.affine(0, scale, x));
    for (String w : new String[] {"w1", "w2"}) {
      assertThat(scaled.described(w)).isCloseTo(plain.described(w), within(1e-9));
    }
    assertThat(scaled.deviation(5)[4] / scale).isCloseTo(plain.deviation(5)[4], within(1e-9));
  }

  @Test
  void aLevelOfABillionCostsFewDigits() {
    double[] x = Signals.autoregression(66, 3000, 0.6, 0.2);
    Autoregression model = new Autoregression(2, 0.999);
    Trial<Autoregression> plain = new Trial<>(model).feed(x);
    Trial<Autoregression> shifted = new Trial<>(model).feed(Signals.affine(1e9, 1, x));
    assertThat(shifted.forecast(3)[2] - 1e9).isCloseTo(plain.forecast(3)[2], within(1e-5));
  }

  @Test
  void aWildValueIsForgottenAgain() {
    Trial<Autoregression> trial =
        new Trial<>(new Autoregression(2, 0.98)).feed(Signals.autoregression(67, 1000, 0.7));
    trial.feed(1e90);
    assertFinite(trial);
    trial.feed(Signals.autoregression(68, 20_000, 0.7));
    assertThat(trial.described("w1")).isCloseTo(0.7, within(0.25));
    assertThat(trial.forecast(1)[0]).isCloseTo(0, within(5.0));
  }

  @Test
  void regressorsThatRepeatEachOtherDoNotBlowTheFitUp() {
    Trial<Autoregression> trial = new Trial<>(new Autoregression(16, 0.99));
    for (int t = 0; t < 200_000; t++) {
      trial.step(Math.sin(0.3 * t), 1);
    }
    assertFinite(trial);
    double[] path = trial.forecast(100);
    for (int k = 0; k < path.length; k++) {
      assertThat(path[k]).isCloseTo(Math.sin(0.3 * (200_000 + k)), within(1e-3));
    }
  }
}
