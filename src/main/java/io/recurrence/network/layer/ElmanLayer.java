package io.recurrence.network.layer;

import io.recurrence.network.kernel.Kernel;

/** {@code h = tanh z}. */
final class ElmanLayer extends GatedLayer {
  ElmanLayer(Kernel kernel, int offset, int inputs, int hidden, int batch, int steps) {
    super(kernel, 1, 0, 0, false, offset, inputs, hidden, batch, steps);
  }

  @Override
  void forward(int a, int from, int to, int h) {
    kernel.tanh(z, a, hidden);
    System.arraycopy(z, a, xh, h, hidden);
  }

  @Override
  void backward(int a, int from, int to, int d, int cell) {
    for (int j = 0; j < hidden; j++) {
      z[a + j] = dh[d + j] * (1 - z[a + j] * z[a + j]);
    }
  }
}
