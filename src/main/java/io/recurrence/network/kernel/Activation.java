package io.recurrence.network.kernel;

/**
 * Sigmoid and hyperbolic tangent in single precision, the same bits on every machine: a rational
 * function of additions, multiplications, one fused multiply-add per coefficient and one division.
 *
 * <p>{@code tanh x ≈ x P(x²) / Q(x²)}, P of degree 4, Q of degree 3, on [-8, 8], beyond which it is
 * held at its end values ±1. The coefficients minimise the largest absolute error (least squares,
 * reweighted until the error is level); that error is below {@value #TANH_ERROR} everywhere, and
 * the result never leaves [-1, 1]. {@code σ(x) = (1 + tanh(x/2)) / 2} has half of it.
 */
public final class Activation {
  /** Bound of |tanh(float) - tanh|. */
  public static final double TANH_ERROR = 5e-7;

  /** Bound of |sigmoid(float) - σ|. */
  public static final double SIGMOID_ERROR = 3e-7;

  static final float END = 8;
  static final float P0 = 0.99999905f;
  static final float P1 = 0.12699784f;
  static final float P2 = 0.0026844982f;
  static final float P3 = 7.08347e-06f;
  static final float P4 = -6.0200245e-09f;
  static final float Q1 = 0.46032777f;
  static final float Q2 = 0.022797404f;
  static final float Q3 = 0.00019529945f;

  private Activation() {}

  /** The hyperbolic tangent; NaN is passed on. */
  public static float tanh(float x) {
    float z = Math.max(-END, Math.min(END, x));
    float u = z * z;
    float p = Math.fma(Math.fma(Math.fma(Math.fma(P4, u, P3), u, P2), u, P1), u, P0);
    float q = Math.fma(Math.fma(Math.fma(Q3, u, Q2), u, Q1), u, 1);
    return z * p / q;
  }

  /** The logistic function {@code 1 / (1 + e^-x)}; NaN is passed on. */
  public static float sigmoid(float x) {
    return Math.fma(0.5f, tanh(0.5f * x), 0.5f);
  }
}
