package io.recurrence.network;

/**
 * A normal distribution: mean {@code μ = r_0} and deviation {@code σ = e^{r_1}}, with the negative
 * log-likelihood {@code ln σ + (y - μ)² / (2σ²) + ½ ln 2π}. The logarithm of σ is held to [-12,
 * 12]. A prediction is μ and σ.
 */
public record Gaussian() implements OutputLayer {
  private static final double HALF_LOG_2PI = 0.9189385332046727;
  static final double MAX_LOG_DEVIATION = 12;

  @Override
  public int size() {
    return 2;
  }

  @Override
  public int predictions() {
    return 2;
  }

  @Override
  public void predict(double[] raw, double[] prediction) {
    prediction[0] = raw[0];
    prediction[1] = StrictMath.exp(held(raw[1]));
  }

  static double held(double r) {
    return Math.max(-MAX_LOG_DEVIATION, Math.min(MAX_LOG_DEVIATION, r));
  }

  @Override
  public double loss(double[] raw, double[] target, double[] gradient) {
    double log = held(raw[1]);
    double z = (target[0] - raw[0]) * StrictMath.exp(-log);
    gradient[0] = -z * StrictMath.exp(-log);
    gradient[1] = Math.abs(raw[1]) < MAX_LOG_DEVIATION ? 1 - z * z : 0;
    return log + 0.5 * z * z + HALF_LOG_2PI;
  }
}
