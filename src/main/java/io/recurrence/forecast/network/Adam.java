package io.recurrence.forecast.network;

/**
 * Adam (Kingma and Ba, 2015): {@code m <- β1 m + (1 - β1) g}, {@code v <- β2 v + (1 - β2) g²},
 * {@code w <- w - η m' / (sqrt v' + ε)}, with m' and v' freed from their start at 0; g is first
 * clipped to a length.
 */
final class Adam {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  final float[] m;
  final float[] v;
  long updates;

  Adam(int weights) {
    m = new float[weights];
    v = new float[weights];
  }

  /**
   * One update.
   *
   * @param longest the length to which the gradient is clipped
   * @return the length of the gradient before
   */
  double update(float[] w, float[] gradient, double rate, double longest) {
    double square = 0;
    for (float g : gradient) {
      square += (double) g * g;
    }
    double length = Math.sqrt(square);
    if (!(length < 1e30)) {
      return length; // an exploded gradient says nothing
    }
    updates++;
    float clip = (float) (length > longest ? longest / length : 1);
    double m1 = 1 / (1 - StrictMath.pow(BETA1, (double) updates));
    double v1 = 1 / (1 - StrictMath.pow(BETA2, (double) updates));
    for (int i = 0; i < w.length; i++) {
      float g = clip * gradient[i];
      m[i] += (float) (1 - BETA1) * (g - m[i]);
      v[i] += (float) (1 - BETA2) * (g * g - v[i]);
      w[i] -= (float) (rate * m[i] * m1 / (Math.sqrt(v[i] * v1) + EPSILON));
    }
    return length;
  }
}
