package io.recurrence.sequence;

import io.recurrence.network.layer.LayerType;
import java.util.Arrays;

/** The formulas of layers and of attention one by one, in double precision. */
final class NaiveFormulas {
  private final double[] w;
  private final LayerType type;
  private final int h;

  /**
   * @param w weights of the network; read whenever a formula is asked for
   * @param h units of each layer
   */
  NaiveFormulas(double[] w, LayerType type, int h) {
    this.w = w;
    this.type = type;
    this.h = h;
  }

  /** What both layers of an encoder have after each vector. */
  double[][] annotations(double[][] x, int ahead, int back) {
    int n = x.length;
    double[][] a = new double[n][2 * h];
    double[] memory = new double[2 * h];
    for (int s = 0; s < n; s++) {
      memory = cell(ahead, x[s], memory);
      System.arraycopy(memory, 0, a[s], 0, h);
    }
    memory = new double[2 * h];
    for (int s = n - 1; s >= 0; s--) {
      memory = cell(back, x[s], memory);
      System.arraycopy(memory, 0, a[s], h, h);
    }
    return a;
  }

  /** The mean of the annotations by their weights for a query. */
  double[] context(double[][] annotations, double[] query, int attention, int units) {
    int n = annotations.length;
    int second = attention + (2 * h + 1) * units;
    int v = second + (query.length + 1) * units;
    double[] q = affine(second, second + query.length * units, query, units);
    double[] weight = new double[n];
    double sum = 0;
    for (int s = 0; s < n; s++) {
      double[] k = affine(attention, attention + 2 * h * units, annotations[s], units);
      double energy = 0;
      for (int j = 0; j < units; j++) {
        energy += w[v + j] * Math.tanh(q[j] + k[j]);
      }
      weight[s] = Math.exp(energy);
      sum += weight[s];
    }
    double[] c = new double[2 * h];
    for (int s = 0; s < n; s++) {
      for (int j = 0; j < c.length; j++) {
        c[j] += weight[s] / sum * annotations[s][j];
      }
    }
    return c;
  }

  /** A memory is h, then for the LSTM c. */
  double[] cell(int at, double[] x, double[] memory) {
    double[] before = Arrays.copyOf(memory, h);
    double[] xh = concat(x, before);
    int m = xh.length;
    double[] next = new double[2 * h];
    if (type == LayerType.GRU) {
      int second = at + m * 2 * h;
      int bias = second + m * h;
      double[] gates = affine(at, bias, xh, 2 * h);
      double[] reset = xh.clone();
      for (int j = 0; j < h; j++) {
        reset[x.length + j] *= sigmoid(gates[h + j]);
      }
      double[] fresh = affine(second, bias + 2 * h, reset, h);
      for (int j = 0; j < h; j++) {
        double z = sigmoid(gates[j]);
        next[j] = (1 - z) * before[j] + z * Math.tanh(fresh[j]);
      }
    } else {
      double[] z = affine(at, at + m * 4 * h, xh, 4 * h);
      for (int j = 0; j < h; j++) {
        double c = sigmoid(z[h + j]) * memory[h + j] + sigmoid(z[j]) * Math.tanh(z[3 * h + j]);
        next[h + j] = c;
        next[j] = sigmoid(z[2 * h + j]) * Math.tanh(c);
      }
    }
    return next;
  }

  double[] affine(int at, int bias, double[] x, int n) {
    double[] z = Arrays.copyOfRange(w, bias, bias + n);
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < n; j++) {
        z[j] += x[i] * w[at + i * n + j];
      }
    }
    return z;
  }

  static double[] concat(double[] x, double[] y) {
    double[] both = Arrays.copyOf(x, x.length + y.length);
    System.arraycopy(y, 0, both, x.length, y.length);
    return both;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
