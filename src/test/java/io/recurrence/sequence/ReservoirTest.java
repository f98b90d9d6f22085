package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReservoirTest {
  private static final int UNITS = 20;

  /** Mean 0, deviation 1, s 1, levels 0. */
  private static Reservoir plain() {
    double[] fitted = new double[Reservoir.numbers(1, UNITS)];
    Arrays.fill(fitted, 1, 2 + UNITS, 1);
    return Reservoir.of(1, UNITS, 3, fitted);
  }

  private static double[] run(Reservoir reservoir, double... x) {
    double[] h = new double[reservoir.size()];
    for (double each : x) {
      reservoir.step(h, new double[] {each});
    }
    return h;
  }

  @Test
  void aUnitIsTheConvolutionOfItsInputsWithPowersOfOneComplexNumber() {
    SplittableRandom random = new SplittableRandom(1);
    double[] x = random.doubles(30, -1, 1).toArray();
    double[] h = run(plain(), x);
    double[] once = run(plain(), 1);
    double[] twice = run(plain(), 1, 0);
    int checked = 0;
    for (int j = 0; j < UNITS; j++) {
      int z = 2 + 5 * j;
      double drive = once[z];
      if (drive != 0) { // driven by x, not by its changes
        double re = twice[z] / drive;
        double im = twice[z + 1] / drive;
        double rho = Math.hypot(re, im);
        double theta = Math.atan2(im, re);
        double real = 0;
        double imaginary = 0;
        for (int s = 0; s < x.length; s++) {
          double age = x.length - 1.0 - s;
          real += drive * x[s] * Math.pow(rho, age) * Math.cos(age * theta);
          imaginary += drive * x[s] * Math.pow(rho, age) * Math.sin(age * theta);
        }
        assertThat(h[z]).isEqualTo(real, within(1e-12));
        assertThat(h[z + 1]).isEqualTo(imaginary, within(1e-12));
        assertThat(rho).isLessThan(1);
        checked++;
      }
    }
    assertThat(checked).isBetween(1, UNITS - 1);
  }

  @Test
  void changesAloneDriveTheOthers() {
    double[] constant = run(plain(), 5, 5, 5, 5);
    double[] once = run(plain(), 1);
    for (int j = 0; j < UNITS; j++) {
      if (once[2 + 5 * j] == 0) {
        assertThat(constant[2 + 5 * j]).isZero();
      }
    }
  }

  @Test
  void theFittedLevelsSplitTheRecordsThatTheyWereTakenFrom() {
    double[][][] sequences = MadeSequences.MOTIONS.make(3, 1).sequences();
    Reservoir reservoir = Reservoir.fit(UNITS, sequences, 3);
    double[] features = new double[reservoir.features()];
    double[] mean = new double[reservoir.features()];
    for (double[][] sequence : sequences) {
      double[] h = new double[reservoir.size()];
      for (double[] x : sequence) {
        reservoir.step(h, x);
      }
      reservoir.features(h, features);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += features[i] / sequences.length;
      }
    }
    for (int j = 0; j < UNITS; j++) {
      assertThat(mean[3 * j]).isBetween(0.04, 0.96);
      assertThat(mean[3 * j + 1]).isBetween(0.04, 0.96);
      assertThat(mean[3 * j + 2]).isBetween(0.2, 20.0); // in units of the root mean square
    }
  }

  @Test
  void aMissingNumberCountsAsTheOneBefore() {
    assertThat(run(plain(), 1, 2, Double.NaN, 3)).containsExactly(run(plain(), 1, 2, 2, 3));
  }

  @Test
  void aMillionRecordsLeaveItFinite() {
    Reservoir reservoir = plain();
    double[] h = new double[reservoir.size()];
    SplittableRandom random = new SplittableRandom(1);
    double[] x = new double[1];
    for (int t = 0; t < 1_000_000; t++) {
      x[0] = random.nextInt(1000) == 0 ? 1e150 : random.nextDouble();
      reservoir.step(h, x);
    }
    double[] features = new double[reservoir.features()];
    reservoir.features(h, features);
    assertThat(Arrays.stream(h).allMatch(Double::isFinite)).isTrue();
    assertThat(Arrays.stream(features).allMatch(Double::isFinite)).isTrue();
  }

  @Test
  void anAbsurdReadingCountsAsNoChange() {
    double[] clean = run(plain(), 0.5, 0.5, -1);
    assertThat(run(plain(), 0.5, 1e99, -1)).isEqualTo(clean);
    assertThat(run(plain(), 0.5, Double.NEGATIVE_INFINITY, -1)).isEqualTo(clean);
    assertThat(run(plain(), 0.5, 29, -1)).isNotEqualTo(clean);
  }
}
