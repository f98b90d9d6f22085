package io.recurrence.neural;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The long short-term memory whose gates see the cell, by the peephole connections of Gers and
 * Schmidhuber (2000):
 *
 * <pre>
 *   [z_i, z_f, z_o, z_g] = x W + h U + b
 *   i = σ(z_i + p_i c)   f = σ(z_f + p_f c)   g = tanh(z_g)
 *   c' = f c + i g
 *   o = σ(z_o + p_o c')
 *   h' = o tanh(c')
 * </pre>
 *
 * <p>Weights: W [I][4H], U [H][4H], b [4H], columns in the order i, f, o, g; then p_i, p_f, p_o
 * [H]. State: h [H], c [H].
 */
public final class PeepholeLstm implements Cell {
  private static final int GATES = 4;

  private final int inputs;
  private final int hidden;
  private final double[] z; // pre-activations, or their gradients
  private final double[] dh;

  public PeepholeLstm(int inputs, int hidden) {
    this.inputs = inputs;
    this.hidden = hidden;
    this.z = new double[GATES * hidden];
    this.dh = new double[hidden];
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return hidden;
  }

  @Override
  public int size() {
    return 2 * hidden;
  }

  @Override
  public int weights() {
    return (inputs + hidden + 1) * GATES * hidden + 3 * hidden;
  }

  @Override
  public int trace() {
    return inputs + (3 + GATES) * hidden; // x, h, c, i, f, o, g, c'
  }

  private int bias(int at) {
    return at + (inputs + hidden) * GATES * hidden;
  }

  @Override
  public void forward(
      double[] w,
      int at,
      double[] x,
      int xAt,
      double[] s,
      double[] next,
      double[] trace,
      int traceAt) {
    int n = hidden;
    System.arraycopy(x, xAt, trace, traceAt, inputs);
    System.arraycopy(s, 0, trace, traceAt + inputs, 2 * n);
    System.arraycopy(w, bias(at), z, 0, GATES * n);
    Dense.add(w, at, trace, traceAt, inputs + n, z, 0, GATES * n);
    int a = traceAt + inputs + 2 * n;
    int p = bias(at) + GATES * n;
    for (int j = 0; j < n; j++) {
      double before = s[n + j];
      double i = Dense.sigmoid(z[j] + w[p + j] * before);
      double f = Dense.sigmoid(z[n + j] + w[p + n + j] * before);
      double g = StrictMath.tanh(z[3 * n + j]);
      double c = f * before + i * g;
      double o = Dense.sigmoid(z[2 * n + j] + w[p + 2 * n + j] * c);
      trace[a + j] = i;
      trace[a + n + j] = f;
      trace[a + 2 * n + j] = o;
      trace[a + 3 * n + j] = g;
      trace[a + 4 * n + j] = c;
      next[n + j] = c;
      next[j] = o * StrictMath.tanh(c);
    }
  }

  @Override
  public void backward(
      double[] w,
      int at,
      double[] trace,
      int traceAt,
      double[] ds,
      double[] dx,
      int dxAt,
      double[] dw) {
    int n = hidden;
    int a = traceAt + inputs + 2 * n;
    int p = bias(at) + GATES * n;
    for (int j = 0; j < n; j++) {
      double i = trace[a + j];
      double f = trace[a + n + j];
      double o = trace[a + 2 * n + j];
      double g = trace[a + 3 * n + j];
      double before = trace[a - n + j];
      double after = trace[a + 4 * n + j];
      double tanh = StrictMath.tanh(after);
      z[2 * n + j] = ds[j] * tanh * o * (1 - o);
      double dc = ds[n + j] + ds[j] * o * (1 - tanh * tanh) + z[2 * n + j] * w[p + 2 * n + j];
      z[j] = dc * g * i * (1 - i);
      z[n + j] = dc * before * f * (1 - f);
      z[3 * n + j] = dc * i * (1 - g * g);
      ds[n + j] = dc * f + z[j] * w[p + j] + z[n + j] * w[p + n + j];
      dw[p + j] += z[j] * before;
      dw[p + n + j] += z[n + j] * before;
      dw[p + 2 * n + j] += z[2 * n + j] * after;
    }
    for (int j = 0; j < GATES * n; j++) {
      dw[bias(at) + j] += z[j];
    }
    Arrays.fill(dh, 0);
    Dense.back(w, at, trace, traceAt, inputs, z, GATES * n, dx, dxAt, dw);
    int recurrent = at + inputs * GATES * n;
    Dense.back(w, recurrent, trace, traceAt + inputs, n, z, GATES * n, dh, 0, dw);
    System.arraycopy(dh, 0, ds, 0, n);
  }

  /** A forget gate begins open, so that a memory lasts until the cell learns to forget. */
  @Override
  public void initialise(double[] w, int at, SplittableRandom random) {
    Cell.super.initialise(w, at, random);
    Arrays.fill(w, bias(at), at + weights(), 0);
    Arrays.fill(w, bias(at) + hidden, bias(at) + 2 * hidden, 1);
  }
}
