package io.recurrence.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class DualRidgeTest {
  private static final int N = 14;
  private static final int F = 20; // more than examples, as in a readout
  private static final double STRENGTH = 0.01;

  private final double[][] x = centred();
  private final int[] of = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 0, 0, 1, 1};

  private static double[][] centred() {
    double[][] x = MadeSequences.OUTLINES.make(3, 5).sequences()[4];
    double[][] features = new double[N][F];
    for (int j = 0; j < F; j++) {
      double mean = 0;
      for (int i = 0; i < N; i++) {
        features[i][j] = x[(7 * i + 11 * j) % x.length][0];
        mean += features[i][j] / N;
      }
      for (int i = 0; i < N; i++) {
        features[i][j] -= mean;
      }
    }
    return features;
  }

  private DualRidge ridge() {
    SimpleMatrix m = new SimpleMatrix(x);
    return new DualRidge(m.mult(m.transpose()).toArray2(), STRENGTH, of, 3);
  }

  /** Weights and, last, the constant of class k, by the normal equations without one example. */
  private SimpleMatrix without(int left, int k) {
    SimpleMatrix a = new SimpleMatrix(F + 1, F + 1);
    SimpleMatrix b = new SimpleMatrix(F + 1, 1);
    for (int i = 0; i < N; i++) {
      if (i != left) {
        SimpleMatrix row = row(i);
        a = a.plus(row.transpose().mult(row));
        b = b.plus(row.transpose().scale(of[i] == k ? 1 : -1));
      }
    }
    for (int j = 0; j < F; j++) {
      a.set(j, j, a.get(j, j) + STRENGTH); // the constant is free
    }
    return a.solve(b);
  }

  private SimpleMatrix row(int i) {
    SimpleMatrix row = new SimpleMatrix(1, F + 1);
    for (int j = 0; j < F; j++) {
      row.set(0, j, x[i][j]);
    }
    row.set(0, F, 1);
    return row;
  }

  @Test
  void theScoresOfAnExampleAreThoseOfAFitToTheOthers() {
    DualRidge ridge = ridge();
    double error = 0;
    for (int i = 0; i < N; i++) {
      for (int k = 0; k < 3; k++) {
        double expected = row(i).mult(without(i, k)).get(0);
        assertThat(ridge.scores()[i][k]).isEqualTo(expected, within(1e-8));
        double off = (of[i] == k ? 1 : -1) - expected;
        error += off * off;
      }
    }
    assertThat(ridge.error()).isEqualTo(error, within(1e-7)).isGreaterThan(1);
  }

  @Test
  void theWeightsAreThoseOfTheNormalEquations() {
    double[] ones = new double[F];
    Arrays.fill(ones, 1);
    float[] weights = ridge().weights(x, new double[F], ones);
    for (int k = 0; k < 3; k++) {
      SimpleMatrix expected = without(N, k);
      for (int j = 0; j <= F; j++) {
        assertThat((double) weights[j * 3 + k]).isEqualTo(expected.get(j), within(1e-5));
      }
    }
  }

  @Test
  void oneExampleAloneIsNoReasonToFail() {
    DualRidge ridge = new DualRidge(new double[1][1], 1e-4, new int[] {1}, 2);
    assertThat(ridge.error()).isFinite();
  }
}
