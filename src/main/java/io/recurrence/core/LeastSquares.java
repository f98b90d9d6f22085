package io.recurrence.core;

import java.util.Arrays;

/**
 * Recursive least squares with forgetting: the weights {@code w} that minimise {@code Σ λ^{n-i}
 * (y_i - w·φ_i)² + λ^n |w|²/d0}, exactly, at every step.
 *
 * <p>The covariance is kept as {@code P = U D Uᵀ}, U unit upper triangular, D diagonal, and moved
 * by Bierman's update (Factorization Methods for Discrete Sequential Estimation, 1977), which
 * cannot make it indefinite: so U can be kept in 16 bits. With forgetting, a direction that the
 * data no longer excite would grow without bound; each entry of D is held below a largest variance.
 *
 * <p>In full precision the memory is, from {@code at}: p weights, p entries of D, the p(p-1)/2
 * entries of U above the diagonal by columns. In the {@linkplain #compact compact} form it is U in
 * bfloat16, then D and the weights as floats.
 */
public final class LeastSquares {
  private static final double MIN_VARIANCE = 1e-18; // entries of D, in the compact form
  private static final double MAX_VARIANCE = 1e6;
  private static final double MAX_RESCALED = 1e18; // a weight, after a change of unit

  private final int p;
  private final double forgetting;
  private final boolean compact;
  private final int weights; // where they begin, relative to the memory
  private final int d;
  private final int u;
  private final double[] gain;
  private final double[] projected; // Uᵀ φ

  /**
   * @param parameters p, at least 1
   * @param forgetting λ in (0, 1]
   */
  public LeastSquares(int parameters, double forgetting) {
    this(parameters, forgetting, false);
  }

  private LeastSquares(int parameters, double forgetting, boolean compact) {
    this.p = parameters;
    this.forgetting = forgetting;
    this.compact = compact;
    int factors = parameters * (parameters - 1) / 2;
    this.weights = compact ? factors + parameters : 0;
    this.d = compact ? factors : parameters;
    this.u = compact ? 0 : 2 * parameters;
    this.gain = new double[p];
    this.projected = new double[p];
  }

  /** The form that takes 2 bytes for an entry of U and 4 for one of D and for a weight. */
  public static LeastSquares compact(int parameters, double forgetting) {
    return new LeastSquares(parameters, forgetting, true);
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
    Arrays.fill(h, at, at + size(p), 0);
    prior(h, at, 0, p, prior);
  }

  /** Sets d0 of the parameters {@code from} to {@code to} (exclusive). */
  public void prior(double[] h, int at, int from, int to, double prior) {
    Arrays.fill(h, at + d + from, at + d + to, compact ? (float) prior : prior);
  }

  /** The prediction {@code w·φ}. */
  public double predict(double[] h, int at, double[] phi) {
    return predict(h, at, p, phi);
  }

  /** The prediction of the first n parameters. */
  public double predict(double[] h, int at, int n, double[] phi) {
    int w = at + weights;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += h[w + i] * phi[i];
    }
    return sum;
  }

  /**
   * Learns one pair and returns the error of the prediction made before learning it.
   *
   * @param h modified in place
   * @param phi p regressors; not modified
   * @param y the target
   * @param maxVariance the upper bound of each entry of D
   */
  public double step(double[] h, int at, double[] phi, double y, double maxVariance) {
    double error = y - predict(h, at, phi);
    double alpha = factors(h, at, p, phi, forgetting, maxVariance);
    move(h, at, p, error / alpha);
    return error;
  }

  /**
   * Learns from the error of a prediction of the first n parameters.
   *
   * @param phi n regressors that are in use; not modified
   * @param weight how much the pair counts, in (0, 1]
   * @return the size of the largest weight
   */
  public double learn(double[] h, int at, int n, double[] phi, double error, double weight) {
    double alpha = factors(h, at, n, phi, forgetting / weight, MAX_VARIANCE);
    return move(h, at, n, error / alpha);
  }

  /**
   * Moves U and D by one pair; leaves {@code P φ} of before in {@link #gain}, and returns {@code α
   * = λ + φᵀ P φ}.
   */
  private double factors(
      double[] h, int at, int n, double[] phi, double noise, double maxVariance) {
    UpperTriangular.transposedTimes(h, at + u, n, phi, projected);
    double alpha = noise;
    for (int j = 0, column = at + u; j < n; column += j, j++) { // column j holds U[0..j-1][j]
      double f = projected[j];
      int diagonal = at + d + j;
      double v = h[diagonal] * f;
      double before = alpha;
      alpha += v * f;
      // the order of operations differs between both forms, as stored memories have it
      h[diagonal] =
          compact
              ? bounded(h[diagonal] * before / alpha / forgetting)
              : Math.min(h[diagonal] * (before / alpha) / forgetting, maxVariance);
      column(h, column, j, -f / before, v);
      gain[j] = v;
    }
    return alpha;
  }

  /** Moves a column of U, and adds its part to the gain. */
  private void column(double[] h, int column, int length, double step, double v) {
    if (compact) {
      for (int i = 0; i < length; i++) {
        double old = h[column + i];
        h[column + i] = Precision.brief(old + step * gain[i]);
        gain[i] += v * old;
      }
    } else {
      for (int i = 0; i < length; i++) {
        double old = h[column + i];
        h[column + i] = old + step * gain[i];
        gain[i] += v * old;
      }
    }
  }

  /** Moves the weights along the gain; returns the size of the largest. */
  private double move(double[] h, int at, int n, double scale) {
    int w = at + weights;
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double moved = h[w + i] + gain[i] * scale;
      h[w + i] = compact ? (float) moved : moved;
      largest = Math.max(largest, Math.abs(moved));
    }
    return largest;
  }

  /**
   * The target of the newest pair is now another. Weights are linear in the targets, so that they
   * move by the gain of that pair, {@code P φ}, times the change.
   *
   * @return the size of the largest weight
   */
  public double amend(double[] h, int at, int n, double[] phi, double change) {
    UpperTriangular.transposedTimes(h, at + u, n, phi, projected);
    for (int j = 0, column = at + u; j < n; column += j, j++) {
      gain[j] = h[at + d + j] * projected[j];
      for (int i = 0; i < j; i++) {
        gain[i] += h[column + i] * gain[j];
      }
    }
    return move(h, at, n, change);
  }

  /** The variances of the first n weights become {@code 1 / keep} times as large; compact form. */
  public void decay(double[] h, int at, int n, double keep) {
    for (int i = at + d; i < at + d + n; i++) {
      h[i] = bounded(h[i] / keep);
    }
  }

  /**
   * The target and the first {@code linear} of n regressors are from now on {@code factor} times as
   * large, the other regressors as they were; compact form.
   */
  public void rescale(double[] h, int at, int n, int linear, double factor) {
    for (int j = linear; j < n; j++) {
      int column = at + u + j * (j - 1) / 2;
      for (int i = column; i < column + linear; i++) {
        h[i] = Precision.brief(Math.max(-MAX_VARIANCE, Math.min(MAX_VARIANCE, h[i] / factor)));
      }
    }
    for (int i = 0; i < linear; i++) {
      h[at + d + i] = bounded(h[at + d + i] / factor / factor);
    }
    for (int i = at + weights + linear; i < at + weights + n; i++) {
      h[i] = (float) Math.max(-MAX_RESCALED, Math.min(MAX_RESCALED, h[i] * factor));
    }
  }

  private static double bounded(double variance) {
    return (float) Math.max(MIN_VARIANCE, Math.min(MAX_VARIANCE, variance));
  }
}
