package io.recurrence.network;

import java.util.Arrays;

/**
 * The simple recurrent network of Elman (1990):
 *
 * <pre>h' = tanh(x W + h U + b)</pre>
 *
 * <p>Weights: W [I][H], U [H][H], b [H]. State: h [H]. Without the tanh it is {@linkplain #linear
 * linear}, and can count without bound.
 */
public final class Elman implements Cell {
  private final int inputs;
  private final int hidden;
  private final Shape shape;
  private final boolean linear;
  private final double[] z;
  private final double[] before;

  public Elman(int inputs, int hidden) {
    this(inputs, hidden, false);
  }

  private Elman(int inputs, int hidden, boolean linear) {
    this.linear = linear;
    this.inputs = inputs;
    this.hidden = hidden;
    this.shape =
        new Shape(
            inputs,
            hidden,
            hidden,
            (inputs + hidden + 1) * hidden,
            inputs + 2 * hidden); // x, h, h'
    this.z = new double[hidden];
    this.before = new double[hidden];
  }

  /** {@code h' = x W + h U + b}. */
  public static Elman linear(int inputs, int hidden) {
    return new Elman(inputs, hidden, true);
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public void forward(
      double[] w, int at, double[] x, int xAt, double[] s, double[] next, double[] trace, int tAt) {
    System.arraycopy(x, xAt, trace, tAt, inputs);
    System.arraycopy(s, 0, trace, tAt + inputs, hidden);
    System.arraycopy(w, at + (inputs + hidden) * hidden, z, 0, hidden);
    Dense.add(w, at, trace, tAt, inputs + hidden, z, 0, hidden);
    for (int j = 0; j < hidden; j++) {
      next[j] = linear ? z[j] : StrictMath.tanh(z[j]);
      trace[tAt + inputs + hidden + j] = next[j];
    }
  }

  @Override
  public void backward(
      double[] w, int at, double[] trace, int tAt, double[] ds, double[] dx, int xAt, double[] dw) {
    int bias = at + (inputs + hidden) * hidden;
    for (int j = 0; j < hidden; j++) {
      double h = trace[tAt + inputs + hidden + j];
      z[j] = linear ? ds[j] : ds[j] * (1 - h * h);
      dw[bias + j] += z[j];
    }
    Arrays.fill(before, 0);
    Dense.back(w, at, trace, tAt, inputs, z, hidden, dx, xAt, dw);
    int recurrent = at + inputs * hidden;
    Dense.back(w, recurrent, trace, tAt + inputs, hidden, z, hidden, before, 0, dw);
    System.arraycopy(before, 0, ds, 0, hidden);
  }
}
