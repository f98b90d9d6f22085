package io.recurrence.neural.layer;

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
    kernel.lstmBackward(a, at, c, from, to, dh, dhAt, dc, dcAt, n);
  }
}
