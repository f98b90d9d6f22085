package io.recurrence.network;

/**
 * Adam (Kingma and Ba, 2015) in double precision, on gradients clipped to a length (Pascanu,
 * Mikolov and Bengio, 2013):
 *
 * <pre>
 *   m = β1 m + (1 - β1) g      v = β2 v + (1 - β2) g²
 *   w = w - η (m / (1 - β1^n)) / (sqrt(v / (1 - β2^n)) + ε)
 * </pre>
 *
 * with β1 = 0.9, β2 = 0.999, ε = 1e-8.
 */
public final class Descent {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final double[] m;
  private final double[] v;
  private final double longest;
  private double decay1 = 1;
  private double decay2 = 1;

  /**
   * @param longest the length to which gradients are clipped
   */
  public Descent(int weights, double longest) {
    this.m = new double[weights];
    this.v = new double[weights];
    this.longest = longest;
  }

  /**
   * One update; a gradient that is not finite changes nothing.
   *
   * @param rate η
   * @return the length of the gradient
   */
  public double update(double[] w, double[] gradient, double rate) {
    double square = 0;
    for (double g : gradient) {
      square += g * g;
    }
    double length = Math.sqrt(square);
    if (!(length < Double.POSITIVE_INFINITY)) {
      return length;
    }
    double clip = length > longest ? longest / length : 1;
    decay1 *= BETA1;
    decay2 *= BETA2;
    for (int i = 0; i < w.length; i++) {
      double g = clip * gradient[i];
      m[i] += (1 - BETA1) * (g - m[i]);
      v[i] += (1 - BETA2) * (g * g - v[i]);
      w[i] -= rate * m[i] / (1 - decay1) / (Math.sqrt(v[i] / (1 - decay2)) + EPSILON);
    }
    return length;
  }
}
