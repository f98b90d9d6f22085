package io.recurrence.sequence;

import io.recurrence.neural.layer.LayerType;
import java.util.Arrays;

/**
 * The formulas of an encoder and a decoder one by one, in double precision and for one pair of
 * sequences: what the fast ones are checked against.
 */
final class NaiveEncoderDecoder {
  private final EncoderDecoderShape shape;
  private final double[] w;
  private final int e;
  private final int h;
  private final int decoder; // where its weights begin

  NaiveEncoderDecoder(EncoderDecoderShape shape, double[] w) {
    this.shape = shape;
    this.w = w;
    this.e = shape.embedding();
    this.h = shape.hidden();
    this.decoder = shape.decoderAt();
  }

  /** ln p(target | source), the end with it. */
  double logProbability(int[] source, int[] target) {
    double[][] p = probabilities(source, target);
    double sum = 0;
    for (int t = 0; t <= target.length; t++) {
      sum += Math.log(p[t][t == target.length ? shape.targetSymbols() : target[t]]);
    }
    return sum;
  }

  /** The most probable symbol after those so far. */
  int mostProbable(int[] source, int[] soFar) {
    double[] p = probabilities(source, soFar)[soFar.length];
    int most = 0;
    for (int k = 1; k < p.length; k++) {
      most = p[k] > p[most] ? k : most;
    }
    return most;
  }

  private double[][] probabilities(int[] source, int[] target) {
    double[][] annotations = annotations(source);
    double[] memory = new double[2 * h];
    double[][] p = new double[target.length + 1][];
    for (int t = 0; t <= target.length; t++) {
      int before = t == 0 ? shape.targetSymbols() : target[t - 1];
      double[] c = context(annotations, memory);
      double[] x = concat(row(decoder, before, e), c);
      memory = cell(decoder + shape.decoder().layerAt(), x, memory);
      p[t] = readout(concat(Arrays.copyOf(memory, h), c));
    }
    return p;
  }

  private double[][] annotations(int[] source) {
    int n = source.length;
    double[][] a = new double[n][2 * h];
    double[] memory = new double[2 * h];
    for (int s = 0; s < n; s++) {
      memory = cell(shape.aheadAt(), row(0, source[s], e), memory);
      System.arraycopy(memory, 0, a[s], 0, h);
    }
    memory = new double[2 * h];
    for (int s = n - 1; s >= 0; s--) {
      memory = cell(shape.backAt(), row(0, source[s], e), memory);
      System.arraycopy(memory, 0, a[s], h, h);
    }
    return a;
  }

  private double[] context(double[][] annotations, double[] memory) {
    int n = annotations.length;
    int units = shape.attention();
    if (units == 0) {
      return concat(
          Arrays.copyOf(annotations[n - 1], h), Arrays.copyOfRange(annotations[0], h, 2 * h));
    }
    int attention = decoder + shape.decoder().attentionAt();
    int second = attention + (2 * h + 1) * units;
    int v = second + (h + 1) * units;
    double[] q = affine(second, second + h * units, Arrays.copyOf(memory, h), units);
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
  private double[] cell(int at, double[] x, double[] memory) {
    double[] before = Arrays.copyOf(memory, h);
    double[] xh = concat(x, before);
    int m = xh.length;
    double[] next = new double[2 * h];
    if (shape.type() == LayerType.GRU) {
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

  private double[] readout(double[] x) {
    int k = shape.targetSymbols() + 1;
    int readout = decoder + shape.decoder().readoutAt();
    double[] p = affine(readout, readout + x.length * k, x, k);
    double sum = 0;
    for (int j = 0; j < k; j++) {
      p[j] = Math.exp(p[j]);
      sum += p[j];
    }
    for (int j = 0; j < k; j++) {
      p[j] /= sum;
    }
    return p;
  }

  private double[] affine(int at, int bias, double[] x, int n) {
    double[] z = Arrays.copyOfRange(w, bias, bias + n);
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < n; j++) {
        z[j] += x[i] * w[at + i * n + j];
      }
    }
    return z;
  }

  private double[] row(int at, int which, int n) {
    return Arrays.copyOfRange(w, at + which * n, at + (which + 1) * n);
  }

  private static double[] concat(double[] x, double[] y) {
    double[] both = Arrays.copyOf(x, x.length + y.length);
    System.arraycopy(y, 0, both, x.length, y.length);
    return both;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
