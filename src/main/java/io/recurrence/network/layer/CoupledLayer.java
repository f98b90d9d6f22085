package io.recurrence.network.layer;

import io.recurrence.network.kernel.Activation;
import io.recurrence.network.kernel.Kernel;

/** {@code c' = f c + (1 - f) g}, {@code h = o tanh c'}; gates in the order f, o, g. */
final class CoupledLayer extends GatedLayer {
  CoupledLayer(Kernel kernel, int offset, int inputs, int hidden, int batch, int steps) {
    super(kernel, 3, 2, 0, true, offset, inputs, hidden, batch, steps);
  }

  @Override
  void forward(int a, int from, int to, int h) {
    int n = hidden;
    kernel.tanh(z, a, 3 * n);
    for (int j = 0; j < n; j++) {
      float f = Math.fma(0.5f, z[a + j], 0.5f);
      float g = z[a + 2 * n + j];
      float cell = Math.fma(f, c[from + j] - g, g);
      c[to + j] = cell;
      xh[h + j] = cell;
    }
    kernel.tanh(xh, h, n);
    for (int j = 0; j < n; j++) {
      xh[h + j] *= Math.fma(0.5f, z[a + n + j], 0.5f);
    }
  }

  @Override
  void backward(int a, int from, int to, int d, int cell) {
    int n = hidden;
    for (int j = 0; j < n; j++) {
      int k = a + j;
      float f = 0.5f + 0.5f * z[k];
      float o = 0.5f + 0.5f * z[k + n];
      float g = z[k + 2 * n];
      float tanh = Activation.tanh(c[to + j]);
      float dout = dh[d + j];
      float dcell = dc[cell + j] + dout * o * (1 - tanh * tanh);
      z[k] = dcell * (c[from + j] - g) * f * (1 - f);
      z[k + n] = dout * tanh * o * (1 - o);
      z[k + 2 * n] = dcell * (1 - f) * (1 - g * g);
      dc[cell + j] = dcell * f;
    }
  }
}
