package io.recurrence.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
  private final Calibration calibration = new Calibration(0, Calibration.Law.OF_ALARMS);
  private final double[] h = new double[Calibration.SIZE];

  CalibrationTest() {
    calibration.start(h);
  }

  @Test
  void theMoreEvidenceTheLessProbable() {
    double last = 1.0000001;
    for (double evidence = 0; evidence < 60; evidence += .01) {
      double p = calibration.probability(h, evidence, true);
      assertThat(p).as("evidence %s", evidence).isLessThanOrEqualTo(last).isPositive();
      last = p;
    }
    assertThat(calibration.probability(h, 0, true)).isEqualTo(1);
    assertThat(calibration.probability(h, 1e6, true)).isBetween(1e-16, 2e-15);
  }

  @Test
  void whatIsNoCandidateIsNeverRarerThanOneInAHundred() {
    for (double evidence = 0; evidence < 60; evidence += .1) {
      assertThat(calibration.probability(h, evidence, false)).isGreaterThanOrEqualTo(.01);
    }
  }

  /** Evidence with tails of other weights than the one that calibration starts with. */
  @ParameterizedTest
  @ValueSource(doubles = {.5, .75, 1, 1.2})
  void inTheLongRunProbabilitiesAreShares(double scale) {
    Random random = new Random(241);
    int[] hits = new int[3];
    int length = 1_000_000;
    for (int n = 0; n < length; n++) {
      double evidence = -scale * StrictMath.log(1 - random.nextDouble());
      double p = calibration.probability(h, evidence, true);
      if (n >= length / 2) {
        for (int i = 0; i < 3; i++) {
          hits[i] += p <= StrictMath.pow(10, -2 - i) * (1 + 1e-9) ? 1 : 0;
        }
      }
      calibration.learn(h, evidence, true, n);
      assertThat(h[0]).isGreaterThan(1).isLessThan(6);
      assertThat(h[1]).isGreaterThan(.7).isLessThan(8);
      assertThat(h[2]).isGreaterThan(.5).isLessThan(8);
    }
    assertThat(hits[0]).isBetween(4500, 5500);
    assertThat(hits[1]).isBetween(420, 580);
    assertThat(hits[2]).isBetween(25, 80);
  }

  @Test
  void youngCalibrationMovesLittle() {
    double before = h[0];
    for (int n = 0; n < 100; n++) {
      calibration.learn(h, 0, true, n);
    }
    assertThat(h[0]).isBetween(before - .05, before);
  }
}
