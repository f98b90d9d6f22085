package io.recurrence.neural.layer;

import io.recurrence.neural.kernel.Activation;
import io.recurrence.neural.kernel.Kernel;

/** {@code c' = f c + (1 - f) g}, {@code h = o tanh c'}; gates in the order f, o, g. */
final class CoupledGates implements Gates {
  @Override
  public int count() {
    return 3;
  }

  @Override
  public int sigmoids() {
    return 2;
  }

  @Override
  public boolean cells() {
    return true;
  }

  @Override
  public int peepholes() {
    return 0;
  }

  @Override
  public void forward(
      Kernel kernel,
      float[] a,
      int at,
      float[] c,
      int from,
      int to,
      float[] h,
      int hAt,
      int n,
      float[] p) {
    kernel.tanh(a, at, 3 * n);
    for (int j = 0; j < n; j++) {
      float f = Math.fma(0.5f, a[at + j], 0.5f);
      float g = a[at + 2 * n + j];
      float cell = Math.fma(f, c[from + j] - g, g);
      c[to + j] = cell;
      h[hAt + j] = cell;
    }
    kernel.tanh(h, hAt, n);
    for (int j = 0; j < n; j++) {
      h[hAt + j] *= Math.fma(0.5f, a[at + n + j], 0.5f);
    }
  }

  @Override
  public void backward(
      Kernel kernel,
      float[] a,
      int at,
      float[] c,
      int from,
      int to,
      float[] dh,
      int dhAt,
      float[] dc,
      int dcAt,
      int n,
      float[] p,
      float[] dp) {
    for (int j = 0; j < n; j++) {
      int k = at + j;
      float f = 0.5f + 0.5f * a[k];
      float o = 0.5f + 0.5f * a[k + n];
      float g = a[k + 2 * n];
      float tanh = Activation.tanh(c[to + j]);
      float dout = dh[dhAt + j];
      float dcell = dc[dcAt + j] + dout * o * (1 - tanh * tanh);
      a[k] = dcell * (c[from + j] - g) * f * (1 - f);
      a[k + n] = dout * tanh * o * (1 - o);
      a[k + 2 * n] = dcell * (1 - f) * (1 - g * g);
      dc[dcAt + j] = dcell * f;
    }
  }
}
