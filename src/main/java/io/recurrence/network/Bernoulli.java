package io.recurrence.network;

/**
 * Probabilities of K bits, each on its own, {@code p_j = σ(r_j)}, with the cross-entropy {@code -Σ
 * y_j ln p_j + (1 - y_j) ln(1 - p_j)}. The target is bits, or probabilities.
 */
public record Bernoulli(int size) implements OutputLayer {
  @Override
  public int predictions() {
    return size;
  }

  @Override
  public void predict(double[] raw, double[] prediction) {
    for (int j = 0; j < size; j++) {
      prediction[j] = Dense.sigmoid(raw[j]);
    }
  }

  @Override
  public double loss(double[] raw, double[] target, double[] gradient) {
    double loss = 0;
    for (int j = 0; j < size; j++) {
      double r = raw[j];
      loss += Math.max(r, 0) - target[j] * r + StrictMath.log1p(StrictMath.exp(-Math.abs(r)));
      gradient[j] = Dense.sigmoid(r) - target[j];
    }
    return loss;
  }
}
