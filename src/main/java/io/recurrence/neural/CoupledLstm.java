package io.recurrence.neural;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The long short-term memory that writes as much as it forgets: its input gate is {@code 1 - f}
 * (variant CIFG of Greff, Srivastava, Koutník, Steunebrink and Schmidhuber, 2017):
 *
 * <pre>
 *   [z_f, z_o, z_g] = x W + h U + b
 *   f = σ(z_f)   o = σ(z_o)   g = tanh(z_g)
 *   c' = f c + (1 - f) g
 *   h' = o tanh(c')
 * </pre>
 *
 * <p>Weights: W [I][3H], U [H][3H], b [3H], columns in the order f, o, g. State: h [H], c [H].
 */
public final class CoupledLstm implements Cell {
  private static final int GATES = 3;

  private final int inputs;
  private final int hidden;
  private final double[] z; // pre-activations, or their gradients
  private final double[] dh;

  public CoupledLstm(int inputs, int hidden) {
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
    return (inputs + hidden + 1) * GATES * hidden;
  }

  @Override
  public int trace() {
    return inputs + (3 + GATES) * hidden; // x, h, c, f, o, g, c'
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
    for (int j = 0; j < n; j++) {
      double f = Dense.sigmoid(z[j]);
      double o = Dense.sigmoid(z[n + j]);
      double g = StrictMath.tanh(z[2 * n + j]);
      double c = f * s[n + j] + (1 - f) * g;
      trace[a + j] = f;
      trace[a + n + j] = o;
      trace[a + 2 * n + j] = g;
      trace[a + 3 * n + j] = c;
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
    for (int j = 0; j < n; j++) {
      double f = trace[a + j];
      double o = trace[a + n + j];
      double g = trace[a + 2 * n + j];
      double before = trace[a - n + j];
      double tanh = StrictMath.tanh(trace[a + 3 * n + j]);
      double dc = ds[n + j] + ds[j] * o * (1 - tanh * tanh);
      z[j] = dc * (before - g) * f * (1 - f);
      z[n + j] = ds[j] * tanh * o * (1 - o);
      z[2 * n + j] = dc * (1 - f) * (1 - g * g);
      ds[n + j] = dc * f;
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
    Arrays.fill(w, bias(at), bias(at) + hidden, 1);
  }
}
