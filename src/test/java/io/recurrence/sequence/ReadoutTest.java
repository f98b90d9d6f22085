package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class ReadoutTest {
  private static final int N = 40;
  private static final int F = 6;

  private static double[][] features(long seed, double signal) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] x = new double[N][F];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < F; j++) {
        x[i][j] = 3 * j + (1 + j) * MadeSequences.normal(random) + (j == 2 ? signal * (i % 2) : 0);
      }
    }
    return x;
  }

  private static int[] alternating() {
    int[] of = new int[N];
    Arrays.setAll(of, i -> i % 2);
    return of;
  }

  @Test
  void theWeightsAreThoseOfTheNormalEquationsForOneOfTheStrengths() {
    double[][] x = features(1, 6);
    double[][] standard = features(1, 6);
    Readout readout = Readout.fit(standard, 0, alternating(), 2);
    SimpleMatrix z = new SimpleMatrix(standard); // standardised by then
    SimpleMatrix y = new SimpleMatrix(N, 1);
    for (int i = 0; i < N; i++) {
      y.set(i, 0, i % 2 == 0 ? 1 : -1);
    }
    double nearest = Double.POSITIVE_INFINITY;
    for (int step = 0; step <= 10; step++) {
      double strength = F * Math.pow(10, -4 + 0.5 * step);
      SimpleMatrix a = z.transpose().mult(z).plus(SimpleMatrix.identity(F).scale(strength));
      SimpleMatrix w = a.solve(z.transpose().mult(y));
      double farthest = 0;
      for (int i = 0; i < N; i++) {
        double score = readout.weights()[2 * F];
        for (int j = 0; j < F; j++) {
          score += readout.weights()[2 * j] * x[i][j];
        }
        farthest = Math.max(farthest, Math.abs(score - z.rows(i, i + 1).mult(w).get(0)));
      }
      nearest = Math.min(nearest, farthest);
    }
    assertThat(nearest).isLessThan(1e-4); // weights are held in single precision
  }

  @Test
  void featuresWithoutMeaningGiveProbabilitiesNearTheShares() {
    double[] p = new double[2];
    double[][] fresh = features(2, 0);
    Readout readout = Readout.fit(features(1, 0), 0, alternating(), 2);
    double max = 0;
    for (double[] x : fresh) {
      readout.probabilities(x, p);
      assertThat(p[0] + p[1]).isEqualTo(1, within(1e-12));
      max = Math.max(max, p[0]);
    }
    assertThat(max).isLessThan(0.75);
  }

  @Test
  void aClassThatIsPlainIsGivenAlmostAllOfTheProbabilityAndNeverAll() {
    double[] p = new double[2];
    Readout readout = Readout.fit(features(1, 60), 0, alternating(), 2);
    double[][] fresh = features(2, 60);
    for (int i = 0; i < N; i++) {
      readout.probabilities(fresh[i], p);
      assertThat(p[i % 2]).isGreaterThan(0.9).isLessThan(1);
    }
  }
}
