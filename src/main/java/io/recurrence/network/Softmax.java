package io.recurrence.network;

/**
 * Probabilities of K symbols, {@code p_j = e^{r_j} / Σ e^{r_i}}, with the cross-entropy {@code -Σ
 * y_j ln p_j}. The target is an indicator vector, or any distribution.
 */
public record Softmax(int size) implements OutputLayer {
  @Override
  public int predictions() {
    return size;
  }

  @Override
  public void predict(double[] raw, double[] prediction) {
    double max = max(raw);
    double sum = 0;
    for (int j = 0; j < size; j++) {
      prediction[j] = StrictMath.exp(raw[j] - max); // at most 1, so that nothing overflows
      sum += prediction[j];
    }
    for (int j = 0; j < size; j++) {
      prediction[j] /= sum;
    }
  }

  @Override
  public double loss(double[] raw, double[] target, double[] gradient) {
    double max = max(raw);
    double sum = 0;
    for (int j = 0; j < size; j++) {
      gradient[j] = StrictMath.exp(raw[j] - max);
      sum += gradient[j];
    }
    double whole = 0;
    for (int j = 0; j < size; j++) {
      whole += target[j];
    }
    double logarithm = max + StrictMath.log(sum);
    double loss = 0;
    for (int j = 0; j < size; j++) {
      loss += target[j] * (logarithm - raw[j]);
      gradient[j] = whole * gradient[j] / sum - target[j];
    }
    return loss;
  }

  private double max(double[] raw) {
    double max = raw[0];
    for (int j = 1; j < size; j++) {
      max = Math.max(max, raw[j]);
    }
    return max;
  }
}
