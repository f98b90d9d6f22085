package io.recurrence.testing;

import org.ejml.simple.SimpleMatrix;

/** Weighted ridge regression in one go, by the normal equations: the oracle of recursive fits. */
public final class Ridge {
  private Ridge() {}

  /**
   * The w that minimises {@code Σ λ^{n-i} (y_i - w·φ_i)² + λ^n |w|² / d0}.
   *
   * @param phi a row per pair
   */
  public static double[] weights(double[][] phi, double[] y, double forgetting, double prior) {
    int p = phi[0].length;
    int n = y.length;
    double[][] normal = new double[p][p];
    double[] right = new double[p];
    for (int i = 0; i < p; i++) {
      normal[i][i] = Math.pow(forgetting, n) / prior;
    }
    for (int t = 0; t < n; t++) {
      double weight = Math.pow(forgetting, n - 1 - t);
      for (int i = 0; i < p; i++) {
        right[i] += weight * phi[t][i] * y[t];
        for (int j = 0; j < p; j++) {
          normal[i][j] += weight * phi[t][i] * phi[t][j];
        }
      }
    }
    SimpleMatrix solution = new SimpleMatrix(normal).solve(new SimpleMatrix(p, 1, true, right));
    return Signals.of(p, i -> solution.get(i, 0));
  }
}
