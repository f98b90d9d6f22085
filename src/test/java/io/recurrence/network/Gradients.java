package io.recurrence.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/** Compares gradients with central differences. */
public final class Gradients {
  private static final double STEP = 1e-5;

  private Gradients() {}

  /** Every weight's derivative agrees to 1e-6, relative to 1 or to itself, whichever is larger. */
  public static void check(
      double[] w,
      ToDoubleBiFunction<double[], double[]> gradient,
      ToDoubleFunction<double[]> loss) {
    double[] dw = new double[w.length];
    assertThat(gradient.applyAsDouble(w, dw)).isEqualTo(loss.applyAsDouble(w), within(1e-9));
    double max = 0;
    for (int i = 0; i < w.length; i++) {
      double kept = w[i];
      w[i] = kept + STEP;
      double above = loss.applyAsDouble(w);
      w[i] = kept - STEP;
      double below = loss.applyAsDouble(w);
      w[i] = kept;
      double expected = (above - below) / (2 * STEP);
      assertThat(dw[i])
          .as("derivative " + i)
          .isEqualTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
      max = Math.max(max, Math.abs(expected));
    }
    assertThat(max).as("the largest derivative, so that the check is not empty").isGreaterThan(.1);
  }

  /** n rows of m numbers in [-2, 2). */
  public static double[][] random(int n, int m, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] x = new double[n][m];
    for (double[] row : x) {
      for (int j = 0; j < m; j++) {
        row[j] = 4 * random.nextDouble() - 2;
      }
    }
    return x;
  }
}
