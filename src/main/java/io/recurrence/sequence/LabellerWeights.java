package io.recurrence.sequence;

import io.recurrence.symbol.SymbolWeights;

/** What labellers have in common on their way to a file of weights and back. */
final class LabellerWeights {
  private static final int MAX_SIZE = 4096;

  private LabellerWeights() {}

  /** Refuses sizes that no labeller has. */
  static void require(String name, int inputs, int hidden, int labels, int window, int lag) {
    boolean small = Math.max(Math.max(inputs, hidden), Math.max(labels, window)) <= MAX_SIZE;
    if (!small || Math.min(inputs, hidden) < 1 || labels < 2 || lag < 0 || lag >= window) {
      throw new IllegalArgumentException(
          "%s has sizes that no labeller has: %d inputs, %d units, %d labels, %d records, lag %d"
              .formatted(name, inputs, hidden, labels, window, lag));
    }
  }

  /** As many weights as a network has. */
  static double[] of(SymbolWeights weights, int count, String name) {
    float[] values = weights.values();
    weights.checkCount(count, name);
    double[] w = new double[count];
    for (int i = 0; i < count; i++) {
      w[i] = values[i];
    }
    return w;
  }

  static float[] single(double[] w) {
    float[] values = new float[w.length];
    for (int i = 0; i < w.length; i++) {
      values[i] = (float) w[i];
    }
    return values;
  }
}
