package io.recurrence.network;

/** Numbers as they are, with the loss {@code ½ Σ (ŷ_j - y_j)²}. */
public record SquaredError(int size) implements OutputLayer {
  @Override
  public int predictions() {
    return size;
  }

  @Override
  public void predict(double[] raw, double[] prediction) {
    System.arraycopy(raw, 0, prediction, 0, size);
  }

  @Override
  public double loss(double[] raw, double[] target, double[] gradient) {
    double loss = 0;
    for (int j = 0; j < size; j++) {
      gradient[j] = raw[j] - target[j];
      loss += 0.5 * gradient[j] * gradient[j];
    }
    return loss;
  }
}
