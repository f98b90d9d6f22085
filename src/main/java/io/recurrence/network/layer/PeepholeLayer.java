package io.recurrence.network.layer;

import io.recurrence.network.kernel.Activation;
import io.recurrence.network.kernel.Kernel;

/**
 * An LSTM whose gates see the cell: {@code z_i + p_i c}, {@code z_f + p_f c}, {@code z_o + p_o c'};
 * weights p in the order i, f, o.
 */
final class PeepholeLayer extends GatedLayer {
  PeepholeLayer(Kernel kernel, int offset, int inputs, int hidden, int batch, int steps) {
    super(kernel, 4, 3, 3, true, offset, inputs, hidden, batch, steps);
  }

  @Override
  void forward(int a, int from, int to, int h) {
    int n = hidden;
    for (int j = 0; j < n; j++) {
      float half = 0.5f * c[from + j];
      z[a + j] = Math.fma(p[j], half, z[a + j]);
      z[a + n + j] = Math.fma(p[n + j], half, z[a + n + j]);
    }
    kernel.tanh(z, a, 2 * n);
    kernel.tanh(z, a + 3 * n, n);
    for (int j = 0; j < n; j++) {
      float i = Math.fma(0.5f, z[a + j], 0.5f);
      float f = Math.fma(0.5f, z[a + n + j], 0.5f);
      float cell = Math.fma(f, c[from + j], i * z[a + 3 * n + j]);
      c[to + j] = cell;
      xh[h + j] = cell;
      z[a + 2 * n + j] = Math.fma(p[2 * n + j], 0.5f * cell, z[a + 2 * n + j]);
    }
    kernel.tanh(z, a + 2 * n, n);
    kernel.tanh(xh, h, n);
    for (int j = 0; j < n; j++) {
      xh[h + j] *= Math.fma(0.5f, z[a + 2 * n + j], 0.5f);
    }
  }

  @Override
  void backward(int a, int from, int to, int d, int cell) {
    int n = hidden;
    for (int j = 0; j < n; j++) {
      int k = a + j;
      float i = 0.5f + 0.5f * z[k];
      float f = 0.5f + 0.5f * z[k + n];
      float o = 0.5f + 0.5f * z[k + 2 * n];
      float g = z[k + 3 * n];
      float before = c[from + j];
      float after = c[to + j];
      float tanh = Activation.tanh(after);
      float dout = dh[d + j];
      float zo = dout * tanh * o * (1 - o);
      float dcell = dc[cell + j] + dout * o * (1 - tanh * tanh) + zo * p[2 * n + j];
      float zi = dcell * g * i * (1 - i);
      float zf = dcell * before * f * (1 - f);
      z[k] = zi;
      z[k + n] = zf;
      z[k + 2 * n] = zo;
      z[k + 3 * n] = dcell * i * (1 - g * g);
      dc[cell + j] = dcell * f + zi * p[j] + zf * p[n + j];
      dp[j] += zi * before;
      dp[n + j] += zf * before;
      dp[2 * n + j] += zo * after;
    }
  }
}
