package io.recurrence.neural.layer;

import io.recurrence.neural.kernel.Activation;
import io.recurrence.neural.kernel.Kernel;

/**
 * An LSTM whose gates see the cell: {@code z_i + p_i c}, {@code z_f + p_f c}, {@code z_o + p_o c'};
 * weights p in the order i, f, o.
 */
final class PeepholeGates implements Gates {
  @Override
  public int count() {
    return 4;
  }

  @Override
  public int sigmoids() {
    return 3;
  }

  @Override
  public boolean cells() {
    return true;
  }

  @Override
  public int peepholes() {
    return 3;
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
    for (int j = 0; j < n; j++) {
      float half = 0.5f * c[from + j];
      a[at + j] = Math.fma(p[j], half, a[at + j]);
      a[at + n + j] = Math.fma(p[n + j], half, a[at + n + j]);
    }
    kernel.tanh(a, at, 2 * n);
    kernel.tanh(a, at + 3 * n, n);
    for (int j = 0; j < n; j++) {
      float i = Math.fma(0.5f, a[at + j], 0.5f);
      float f = Math.fma(0.5f, a[at + n + j], 0.5f);
      float cell = Math.fma(f, c[from + j], i * a[at + 3 * n + j]);
      c[to + j] = cell;
      h[hAt + j] = cell;
      a[at + 2 * n + j] = Math.fma(p[2 * n + j], 0.5f * cell, a[at + 2 * n + j]);
    }
    kernel.tanh(a, at + 2 * n, n);
    kernel.tanh(h, hAt, n);
    for (int j = 0; j < n; j++) {
      h[hAt + j] *= Math.fma(0.5f, a[at + 2 * n + j], 0.5f);
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
      float i = 0.5f + 0.5f * a[k];
      float f = 0.5f + 0.5f * a[k + n];
      float o = 0.5f + 0.5f * a[k + 2 * n];
      float g = a[k + 3 * n];
      float before = c[from + j];
      float after = c[to + j];
      float tanh = Activation.tanh(after);
      float dout = dh[dhAt + j];
      float zo = dout * tanh * o * (1 - o);
      float dcell = dc[dcAt + j] + dout * o * (1 - tanh * tanh) + zo * p[2 * n + j];
      float zi = dcell * g * i * (1 - i);
      float zf = dcell * before * f * (1 - f);
      a[k] = zi;
      a[k + n] = zf;
      a[k + 2 * n] = zo;
      a[k + 3 * n] = dcell * i * (1 - g * g);
      dc[dcAt + j] = dcell * f + zi * p[j] + zf * p[n + j];
      dp[j] += zi * before;
      dp[n + j] += zf * before;
      dp[2 * n + j] += zo * after;
    }
  }
}
