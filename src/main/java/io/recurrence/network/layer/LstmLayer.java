package io.recurrence.network.layer;

import io.recurrence.network.kernel.Kernel;

/** {@code c' = f c + i g}, {@code h = o tanh c'}; gates in the order i, f, o, g. */
final class LstmLayer extends GatedLayer {
  LstmLayer(Kernel kernel, int offset, int inputs, int hidden, int batch, int steps) {
    super(kernel, 4, 3, 0, true, offset, inputs, hidden, batch, steps);
  }

  @Override
  void forward(int a, int from, int to, int h) {
    kernel.tanh(z, a, 4 * hidden);
    kernel.lstm(z, a, c, from, to, xh, h, hidden);
  }

  @Override
  void backward(int a, int from, int to, int d, int cell) {
    kernel.lstmBackward(z, a, c, from, to, dh, d, dc, cell, hidden);
  }
}
