package io.recurrence.neural.layer;

import io.recurrence.neural.kernel.Kernel;

/** {@code h = tanh z}. */
final class ElmanGates implements Gates {
  @Override
  public int count() {
    return 1;
  }

  @Override
  public int sigmoids() {
    return 0;
  }

  @Override
  public boolean cells() {
    return false;
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
    kernel.tanh(a, at, n);
    System.arraycopy(a, at, h, hAt, n);
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
      a[at + j] = dh[dhAt + j] * (1 - a[at + j] * a[at + j]);
    }
  }
}
