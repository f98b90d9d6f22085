package io.recurrence.core;

/**
 * Recursive least squares with forgetting: the weights {@code w} that minimise {@code Σ λ^{n-i}
 * (y_i - w·φ_i)² + λ^n |w|²/d0}, exactly, at every step.
 *
 * <p>The covariance is kept as {@code U D Uᵀ}, U unit upper triangular, D diagonal, and moved by
 * Bierman's update (Factorization Methods for Discrete Sequential Estimation, 1977), which cannot
 * make it indefinite. With forgetting, a direction that the data no longer excite would grow
 * without bound; each entry of D is held below the prior's, which is what stands when nothing is
 * known of a direction.
 *
 * <p>Layout from {@code at}: p weights, p entries of D, the p(p-1)/2 entries of U above the
 * diagonal by columns.
 */
public final class LeastSquares {
  private final int p;
  private final double forgetting;
  private final double[] f;
  private final double[] v;
  private final double[] gain;

  /**
   * @param parameters p, at least 1
   * @param forgetting λ in (0, 1]
   */
  public LeastSquares(int parameters, double forgetting) {
    this.p = parameters;
    this.forgetting = forgetting;
    this.f = new double[p];
    this.v = new double[p];
    this.gain = new double[p];
  }

  /** How many numbers of memory p parameters take. */
  public static int size(int parameters) {
    return 2 * parameters + parameters * (parameters - 1) / 2;
  }

  /**
   * Writes the memory of a fit that has seen nothing.
   *
   * @param prior d0 of each parameter: the variance of its weight before any data, in units of the
   *     noise
   */
  public void start(double[] h, int at, double prior) {
    for (int i = 0; i < p; i++) {
      h[at + i] = 0;
      h[at + p + i] = prior;
    }
    for (int i = 2 * p; i < size(p); i++) {
      h[at + i] = 0;
    }
  }

  /** The prediction {@code w·φ}. */
  public double predict(double[] h, int at, double[] phi) {
    double sum = 0;
    for (int i = 0; i < p; i++) {
      sum += h[at + i] * phi[i];
    }
    return sum;
  }

  /**
   * Learns one pair and returns the error of the prediction made before learning it.
   *
   * @param h modified in place
   * @param phi p regressors; not modified
   * @param y the target
   * @param prior the upper bound of each entry of D
   */
  public double step(double[] h, int at, double[] phi, double y, double prior) {
    double error = y - predict(h, at, phi);
    int d = at + p;
    int u = d + p;
    for (int j = 0, column = u; j < p; column += j, j++) { // column j holds U[0..j-1][j]
      double sum = phi[j];
      for (int i = 0; i < j; i++) {
        sum += h[column + i] * phi[i];
      }
      f[j] = sum;
      v[j] = h[d + j] * sum;
    }
    double alpha = forgetting;
    for (int j = 0, column = u; j < p; column += j, j++) {
      double before = alpha;
      alpha += f[j] * v[j];
      double scaled = h[d + j] * (before / alpha) / forgetting;
      h[d + j] = Math.min(scaled, prior);
      double step = -f[j] / before;
      for (int i = 0; i < j; i++) {
        double old = h[column + i];
        h[column + i] = old + step * gain[i];
        gain[i] += v[j] * old;
      }
      gain[j] = v[j];
    }
    double scale = error / alpha;
    for (int i = 0; i < p; i++) {
      h[at + i] += gain[i] * scale;
    }
    return error;
  }
}
