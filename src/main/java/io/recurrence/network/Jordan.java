package io.recurrence.network;

import java.util.Arrays;

/**
 * The network of Jordan (1986), which remembers its output instead of its hidden units:
 *
 * <pre>
 *   h  = tanh(x W + y U + b)
 *   y' = h V + d
 * </pre>
 *
 * <p>Weights: W [I][H], U [H][H], b [H], V [H][H], d [H]; y is as wide as h. State: y [H].
 */
public final class Jordan implements Cell {
  private final int inputs;
  private final int hidden;
  private final Shape shape;
  private final double[] z;
  private final double[] dy;
  private final double[] dh;

  public Jordan(int inputs, int hidden) {
    this.inputs = inputs;
    this.hidden = hidden;
    this.shape =
        new Shape(
            inputs,
            hidden,
            hidden,
            (inputs + 2 * hidden + 2) * hidden,
            inputs + 2 * hidden); // x, y, h
    this.z = new double[hidden];
    this.dy = new double[hidden];
    this.dh = new double[hidden];
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public void forward(
      double[] w, int at, double[] x, int xAt, double[] s, double[] next, double[] trace, int tAt) {
    int bias = at + (inputs + hidden) * hidden;
    int out = bias + hidden;
    int unit = tAt + inputs + hidden;
    System.arraycopy(x, xAt, trace, tAt, inputs);
    System.arraycopy(s, 0, trace, tAt + inputs, hidden);
    System.arraycopy(w, bias, z, 0, hidden);
    Dense.add(w, at, trace, tAt, inputs + hidden, z, 0, hidden);
    for (int j = 0; j < hidden; j++) {
      trace[unit + j] = StrictMath.tanh(z[j]);
    }
    System.arraycopy(w, out + hidden * hidden, next, 0, hidden);
    Dense.add(w, out, trace, unit, hidden, next, 0, hidden);
  }

  @Override
  public void backward(
      double[] w, int at, double[] trace, int tAt, double[] ds, double[] dx, int xAt, double[] dw) {
    int bias = at + (inputs + hidden) * hidden;
    int out = bias + hidden;
    int unit = tAt + inputs + hidden;
    System.arraycopy(ds, 0, dy, 0, hidden);
    Arrays.fill(dh, 0);
    Dense.back(w, out, trace, unit, hidden, dy, hidden, dh, 0, dw);
    for (int j = 0; j < hidden; j++) {
      dw[out + hidden * hidden + j] += dy[j];
      z[j] = dh[j] * (1 - trace[unit + j] * trace[unit + j]);
      dw[bias + j] += z[j];
    }
    Arrays.fill(ds, 0, hidden, 0);
    Dense.back(w, at, trace, tAt, inputs, z, hidden, dx, xAt, dw);
    int recurrent = at + inputs * hidden;
    Dense.back(w, recurrent, trace, tAt + inputs, hidden, z, hidden, ds, 0, dw);
  }
}
