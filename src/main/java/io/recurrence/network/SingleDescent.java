package io.recurrence.network;

/**
 * {@link Descent} on weights that a network reads in single precision. They are kept in double
 * precision besides, so that updates smaller than a rounding add up.
 */
public final class SingleDescent {
  private final float[] single;
  private final double[] weights;
  private final double[] gradient;
  private final Descent descent;

  /**
   * @param initial weights to begin with
   * @param longest the length to which gradients are clipped
   */
  public SingleDescent(float[] initial, double longest) {
    this.single = initial.clone();
    this.weights = new double[initial.length];
    this.gradient = new double[initial.length];
    this.descent = new Descent(initial.length, longest);
    for (int i = 0; i < initial.length; i++) {
      weights[i] = initial[i];
    }
  }

  /** The weights as a network reads them; the same array after each update. */
  public float[] weights() {
    return single;
  }

  /** One update; a gradient that is not finite changes nothing. */
  public void update(float[] dw, double rate) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = dw[i];
    }
    descent.update(weights, gradient, rate);
    for (int i = 0; i < single.length; i++) {
      single[i] = (float) weights[i];
    }
  }
}
