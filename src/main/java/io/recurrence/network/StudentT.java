package io.recurrence.network;

/**
 * Student's t with a fixed number ν of degrees of freedom, for errors with heavy tails: location
 * {@code μ = r_0} and scale {@code s = e^{r_1}}, with the negative log-likelihood {@code ln s +
 * (ν+1)/2 ln(1 + z²/ν)}, {@code z = (y - μ)/s}, but for a constant. The logarithm of s is held to
 * [-12, 12]. A prediction is μ and s.
 *
 * @param freedom ν, above 0
 */
public record StudentT(double freedom) implements OutputLayer {
  public StudentT {
    if (!(freedom > 0 && freedom < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("there must be more than 0 degrees of freedom");
    }
  }

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
    prediction[1] = StrictMath.exp(Gaussian.held(raw[1]));
  }

  @Override
  public double loss(double[] raw, double[] target, double[] gradient) {
    double log = Gaussian.held(raw[1]);
    double unit = StrictMath.exp(-log);
    double z = (target[0] - raw[0]) * unit;
    double pull = (freedom + 1) * z / (freedom + z * z); // bounded, however far the target
    gradient[0] = -pull * unit;
    gradient[1] = Math.abs(raw[1]) < Gaussian.MAX_LOG_DEVIATION ? 1 - pull * z : 0;
    return log + 0.5 * (freedom + 1) * StrictMath.log1p(z * z / freedom);
  }
}
