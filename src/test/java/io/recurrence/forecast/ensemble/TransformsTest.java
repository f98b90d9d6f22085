package io.recurrence.forecast.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.core.Transform;
import io.recurrence.testing.Signals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransformsTest {
  private static final double[] SERIES = Signals.lifelike(131, 200);

  private static double[] memory(Transform transform, double... x) {
    double[] h = new double[transform.size()];
    transform.start(h);
    for (double value : x) {
      transform.apply(h, value);
    }
    return h;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 12, 50})
  void aDifferenceIsToTheValueOneLagBefore(int lag) {
    Difference difference = new Difference(lag);
    double[] h = memory(difference);
    for (int t = 0; t < SERIES.length; t++) {
      double before = SERIES[Math.max(0, t - lag)];
      double stand = t < lag ? SERIES[0] : before;
      assertThat(difference.apply(h, SERIES[t])).isEqualTo(SERIES[t] - stand);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 12})
  void aPathOfDifferencesAddsUpToThePathOfValues(int lag) {
    Difference difference = new Difference(lag);
    double[] h = memory(difference, Arrays.copyOf(SERIES, 150));
    double[] ahead = h.clone();
    double[] path = Signals.of(50, k -> difference.apply(ahead, SERIES[150 + k]));
    difference.invert(h, path);
    for (int k = 0; k < 50; k++) {
      assertThat(path[k]).isCloseTo(SERIES[150 + k], within(1e-9));
    }
  }

  @Test
  void aLogarithmTurnsAFactorIntoAStep() {
    Log log = new Log(0);
    double[] h = memory(log);
    assertThat(log.apply(h, 6) - log.apply(h, 3)).isCloseTo(Math.log(2), within(1e-15));
    Log shifted = new Log(10);
    assertThat(shifted.apply(h, -9)).isZero();
    double[] path = {0, Math.log(15), -1e100, 1e100};
    shifted.invert(h, path);
    assertThat(path[0]).isEqualTo(-9);
    assertThat(path[1]).isCloseTo(5, within(1e-12));
    assertThat(path[2]).isEqualTo(-10);
    assertThat(path[3]).isCloseTo(1e100, within(1e87));
  }

  @Test
  void aLogarithmAcceptsWhatItIsDefinedAt() {
    assertThat(new Log(0).accepts(Double.MIN_VALUE)).isTrue();
    assertThat(new Log(0).accepts(0)).isFalse();
    assertThat(new Log(0).accepts(-1)).isFalse();
    assertThat(new Log(5).accepts(-4.9)).isTrue();
    assertThat(new Log(5).accepts(-5)).isFalse();
    assertThat(new Difference(1).accepts(-1e100)).isTrue();
  }

  @Test
  void whatALogarithmIsToExpectOutsideItsRangeIsItsLowestValue() {
    assertThat(new Log(0).miss(new double[0], -4)).isCloseTo(-708.4, within(0.1));
  }

  @Test
  void standardisedValuesAreTakenFromTheMeanInUnitsOfTheDeviationBeforeThem() {
    double alpha = 0.05;
    Standardise standardise = new Standardise(alpha);
    double[] h = memory(standardise);
    double mean = SERIES[0];
    double variance = 0;
    assertThat(standardise.apply(h, SERIES[0])).isZero();
    for (int t = 1; t < SERIES.length; t++) {
      double scale = variance > 0 ? Math.sqrt(variance) : 1;
      double z = standardise.apply(h, SERIES[t]);
      assertThat(z).isCloseTo((SERIES[t] - mean) / scale, within(1e-9));
      // weights of the values so far: equal, until the rate is alpha
      double rate = Math.max(alpha, 1.0 / (t + 1));
      double moved = mean + rate * (SERIES[t] - mean);
      variance =
          (1 - rate) * (variance + Math.pow(mean - moved, 2))
              + rate * Math.pow(SERIES[t] - moved, 2);
      mean = moved;
    }
  }

  @Test
  void standardisedNoiseIsNoiseOfDeviationOne() {
    Standardise standardise = new Standardise(0.01);
    double[] h = memory(standardise);
    double[] x = Signals.affine(-7e8, 3, Signals.normal(132, 5000));
    double sum = 0;
    double squares = 0;
    for (int t = 0; t < x.length; t++) {
      double z = standardise.apply(h, x[t]);
      sum += t < 500 ? 0 : z;
      squares += t < 500 ? 0 : z * z;
    }
    assertThat(sum / 4500).isCloseTo(0, within(0.05));
    assertThat(Math.sqrt(squares / 4500)).isCloseTo(1, within(0.05));
  }

  @Test
  void aMissedValueIsTransformedWithoutBeingLearned() {
    Standardise standardise = new Standardise(0.1);
    double[] h = memory(standardise, SERIES);
    double[] before = h.clone();
    double z = standardise.miss(h, 77);
    assertThat(h).isEqualTo(before);
    assertThat(standardise.apply(h, 77)).isEqualTo(z);
  }

  @Test
  void aConstantSeriesHasNoSpreadToStandardiseBy() {
    Standardise standardise = new Standardise(0.1);
    double[] h = memory(standardise, 5, 5, 5, 5);
    assertThat(standardise.apply(h, 5)).isZero();
    assertThat(standardise.apply(h, 7)).isEqualTo(2);
  }
}
