package io.recurrence.neural.layer;

import io.recurrence.neural.kernel.Activation;
import io.recurrence.neural.kernel.Kernel;

/** {@code c' = f c + i g}, {@code h = o tanh c'}; gates in the order i, f, o, g. */
final class LstmGates implements Gates {
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
    kernel.tanh(a, at, 4 * n);
    kernel.lstm(a, at, c, from, to, h, hAt, n);
  }

  @Override
  public void backward(
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
      float tanh = Activation.tanh(c[to + j]);
      float dout = dh[dhAt + j];
      float dcell = dc[dcAt + j] + dout * o * (1 - tanh * tanh);
      a[k] = dcell * g * i * (1 - i);
      a[k + n] = dcell * c[from + j] * f * (1 - f);
      a[k + 2 * n] = dout * tanh * o * (1 - o);
      a[k + 3 * n] = dcell * i * (1 - g * g);
      dc[dcAt + j] = dcell * f;
    }
  }
}
