package io.recurrence.network;

import java.util.Arrays;

/**
 * The gated recurrent unit of Cho, van Merriënboer, Gulcehre, Bahdanau, Bougares, Schwenk and
 * Bengio (2014):
 *
 * <pre>
 *   [z, r] = σ([x, h] A + [b_z, b_r])
 *   n = tanh([x, r h] C + b_n)
 *   h' = (1 - z) h + z n
 * </pre>
 *
 * <p>Weights: A [I+H][2H], C [I+H][H], b [3H] in the order z, r, n. State: h [H].
 */
public final class Gru implements Cell {
  private final int inputs;
  private final int hidden;
  private final Shape shape;
  private final double[] gate; // z and r, or their gradients
  private final double[] candidate;
  private final double[] reset; // [x, r h], or its gradient
  private final double[] product; // [x, r h] on the way back
  private final double[] dh;

  public Gru(int inputs, int hidden) {
    this.inputs = inputs;
    this.hidden = hidden;
    this.shape =
        new Shape(
            inputs,
            hidden,
            hidden,
            (inputs + hidden + 1) * 3 * hidden,
            inputs + 4 * hidden); // x, h, z, r, n
    this.gate = new double[2 * hidden];
    this.candidate = new double[hidden];
    this.reset = new double[inputs + hidden];
    this.product = new double[inputs + hidden];
    this.dh = new double[hidden];
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public void forward(
      double[] w, int at, double[] x, int xAt, double[] s, double[] next, double[] trace, int tAt) {
    int n = hidden;
    int width = inputs + n;
    int second = at + width * 2 * n;
    int bias = second + width * n;
    int a = tAt + width;
    System.arraycopy(x, xAt, trace, tAt, inputs);
    System.arraycopy(s, 0, trace, tAt + inputs, n);
    System.arraycopy(w, bias, gate, 0, 2 * n);
    Dense.add(w, at, trace, tAt, width, gate, 0, 2 * n);
    System.arraycopy(x, xAt, reset, 0, inputs);
    for (int j = 0; j < n; j++) {
      trace[a + j] = Dense.sigmoid(gate[j]);
      trace[a + n + j] = Dense.sigmoid(gate[n + j]);
      reset[inputs + j] = trace[a + n + j] * s[j];
    }
    System.arraycopy(w, bias + 2 * n, candidate, 0, n);
    Dense.add(w, second, reset, 0, width, candidate, 0, n);
    for (int j = 0; j < n; j++) {
      double z = trace[a + j];
      double fresh = StrictMath.tanh(candidate[j]);
      trace[a + 2 * n + j] = fresh;
      next[j] = (1 - z) * s[j] + z * fresh;
    }
  }

  @Override
  public void backward(
      double[] w, int at, double[] trace, int tAt, double[] ds, double[] dx, int xAt, double[] dw) {
    int n = hidden;
    int width = inputs + n;
    int second = at + width * 2 * n;
    int bias = second + width * n;
    int a = tAt + width;
    int before = tAt + inputs;
    System.arraycopy(trace, tAt, product, 0, inputs);
    for (int j = 0; j < n; j++) {
      double z = trace[a + j];
      double fresh = trace[a + 2 * n + j];
      product[inputs + j] = trace[a + n + j] * trace[before + j];
      candidate[j] = ds[j] * z * (1 - fresh * fresh);
      gate[j] = ds[j] * (fresh - trace[before + j]) * z * (1 - z);
      dh[j] = ds[j] * (1 - z);
      dw[bias + 2 * n + j] += candidate[j];
    }
    Arrays.fill(reset, 0);
    Dense.back(w, second, product, 0, width, candidate, n, reset, 0, dw);
    for (int k = 0; k < inputs; k++) {
      dx[xAt + k] += reset[k];
    }
    for (int j = 0; j < n; j++) {
      double r = trace[a + n + j];
      gate[n + j] = reset[inputs + j] * trace[before + j] * r * (1 - r);
      dh[j] += reset[inputs + j] * r;
    }
    for (int j = 0; j < 2 * n; j++) {
      dw[bias + j] += gate[j];
    }
    Dense.back(w, at, trace, tAt, inputs, gate, 2 * n, dx, xAt, dw);
    Dense.back(w, at + inputs * 2 * n, trace, before, n, gate, 2 * n, dh, 0, dw);
    System.arraycopy(dh, 0, ds, 0, n);
  }
}
