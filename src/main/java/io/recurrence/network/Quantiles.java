package io.recurrence.network;

/**
 * Quantiles that cannot cross: the middle one as it is, and each further one a positive gap away,
 * {@code q_{i±1} = q_i ± p(r_{i±1})}, {@code p(r) = (r + sqrt(r² + 1)) / 2}. The loss is the
 * pinball loss {@code Σ max(τ_i (y - q_i), (τ_i - 1)(y - q_i))} of Koenker and Bassett (1978).
 */
public final class Quantiles implements OutputLayer {
  private final double[] levels;
  private final int middle;
  private final double[] q;

  /**
   * @param levels τ, rising, within (0, 1)
   */
  public Quantiles(double... levels) {
    for (int i = 0; i < levels.length; i++) {
      if (!(levels[i] > (i == 0 ? 0 : levels[i - 1]) && levels[i] < 1)) {
        throw new IllegalArgumentException("levels must rise within (0, 1)");
      }
    }
    if (levels.length == 0) {
      throw new IllegalArgumentException("there must be a level");
    }
    this.levels = levels.clone();
    this.middle = levels.length / 2;
    this.q = new double[levels.length];
  }

  @Override
  public int size() {
    return levels.length;
  }

  @Override
  public int predictions() {
    return levels.length;
  }

  private static double gap(double r) {
    // the second form keeps its digits where r is far below 0
    double root = Math.sqrt(r * r + 1);
    return r >= 0 ? 0.5 * (r + root) : 0.5 / (root - r);
  }

  private static double slope(double r) {
    return gap(r) / Math.sqrt(r * r + 1);
  }

  @Override
  public void predict(double[] raw, double[] prediction) {
    prediction[middle] = raw[middle];
    for (int i = middle; i > 0; i--) {
      prediction[i - 1] = prediction[i] - gap(raw[i - 1]);
    }
    for (int i = middle + 1; i < levels.length; i++) {
      prediction[i] = prediction[i - 1] + gap(raw[i]);
    }
  }

  @Override
  public double loss(double[] raw, double[] target, double[] gradient) {
    predict(raw, q);
    double loss = 0;
    double below = 0;
    double above = 0;
    for (int i = 0; i < middle; i++) {
      loss += pinball(i, target[0]);
      below += pull(i, target[0]);
      gradient[i] = -below * slope(raw[i]);
    }
    for (int i = levels.length - 1; i > middle; i--) {
      loss += pinball(i, target[0]);
      above += pull(i, target[0]);
      gradient[i] = above * slope(raw[i]);
    }
    gradient[middle] = below + above + pull(middle, target[0]);
    return loss + pinball(middle, target[0]);
  }

  private double pinball(int i, double y) {
    return -pull(i, y) * (y - q[i]);
  }

  /** The derivative of the pinball loss with respect to q_i. */
  private double pull(int i, double y) {
    return (y < q[i] ? 1 : 0) - levels[i];
  }
}
