package io.recurrence.sequence;

import java.util.Arrays;

/**
 * Content addressing (Graves, Wayne and Danihelka, 2014, section 3.3.1): weights c [N] over the
 * slots of a memory X [N][M] by how similar each is to a key k [M],
 *
 * <pre>
 *   K_i = k·X_i / sqrt((k·k + ε) (X_i·X_i + ε))
 *   c   = softmax(β K)
 * </pre>
 */
final class ContentAddressing {
  private static final double EPSILON = 1e-3; // ε: an empty slot is like nothing, smoothly

  private final int slots; // N
  private final int width; // M

  ContentAddressing(int slots, int width) {
    this.slots = slots;
    this.width = width;
  }

  /**
   * @param x memory, from {@code xAt}
   * @param trace k from {@code at}; K is written from {@code k}, c behind it
   * @param strength β
   */
  void forward(double[] x, int xAt, double[] trace, int at, double strength, int k) {
    int c = k + slots;
    double key = EPSILON + dot(trace, at, trace, at);
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < slots; i++) {
      int slot = xAt + i * width;
      double lengths = key * (EPSILON + dot(x, slot, x, slot));
      trace[k + i] = dot(trace, at, x, slot) / Math.sqrt(lengths);
      max = Math.max(max, trace[k + i]);
    }
    double sum = 0;
    for (int i = 0; i < slots; i++) {
      trace[c + i] = StrictMath.exp(strength * (trace[k + i] - max));
      sum += trace[c + i];
    }
    for (int i = 0; i < slots; i++) {
      trace[c + i] /= sum;
    }
  }

  private double dot(double[] a, int at, double[] b, int bAt) {
    double sum = 0;
    for (int j = 0; j < width; j++) {
      sum += a[at + j] * b[bAt + j];
    }
    return sum;
  }

  /**
   * The way back from K to key and memory.
   *
   * @param dsimilarity gradient with respect to K
   * @param dk gradient with respect to the key; overwritten
   * @param dx gradient with respect to the memory, from {@code dxAt}; added to
   */
  void backward(
      double[] x,
      int xAt,
      double[] trace,
      int at,
      int similarity,
      double[] dsimilarity,
      double[] dk,
      double[] dx,
      int dxAt) {
    Arrays.fill(dk, 0);
    double key = EPSILON + dot(trace, at, trace, at);
    for (int i = 0; i < slots; i++) {
      int slot = xAt + i * width;
      double own = EPSILON + dot(x, slot, x, slot);
      double both = dsimilarity[i] / Math.sqrt(key * own);
      double of = dsimilarity[i] * trace[similarity + i];
      for (int j = 0; j < width; j++) {
        double k = trace[at + j];
        double v = x[slot + j];
        dk[j] += both * v - of * k / key;
        dx[dxAt + i * width + j] += both * k - of * v / own;
      }
    }
  }
}
