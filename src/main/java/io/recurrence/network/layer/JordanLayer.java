package io.recurrence.network.layer;

import io.recurrence.network.kernel.Block;
import io.recurrence.network.kernel.Kernel;
import java.util.Arrays;

/**
 * Jordan's network: {@code h = tanh([x, y] A + b)}, {@code y' = h V + d}. It remembers, and gives,
 * its output y; here y is as wide as h.
 *
 * <p>Weights from {@code offset}: A [I+H][H], b [H], V [H][H], d [H].
 */
final class JordanLayer extends Layer {
  private final Kernel kernel;
  private final float[] h; // [T][B][H]
  private final float[] dHidden; // [B][H]
  private final AffineMap units;
  private final AffineMap output;
  private final Block dHiddenRows;
  private final Block dyRows; // one step of dh, the gradient of y

  JordanLayer(Kernel kernel, int offset, int inputs, int hidden, int batch, int steps) {
    super(inputs, hidden, batch, steps);
    int b = offset + width * hidden;
    int v = b + hidden;
    int d = v + hidden * hidden;
    this.kernel = kernel;
    this.h = new float[steps * batch * hidden];
    this.dHidden = new float[batch * hidden];
    this.units = new AffineMap(kernel, offset, b, 0, inputs, hidden, hidden, batch, steps, xh);
    this.output = new AffineMap(kernel, v, d, 0, 0, hidden, hidden, batch, steps, h);
    this.dHiddenRows = Block.of(dHidden, 0, batch, hidden);
    this.dyRows = Block.of(dh, 0, batch, hidden);
  }

  @Override
  public int weights() {
    return (width + hidden + 2) * hidden;
  }

  @Override
  public void load(float[] w) {
    units.load(w);
    output.load(w);
  }

  @Override
  public void forward(int t) {
    int at = units.at(t, 0);
    units.forward(t);
    System.arraycopy(units.z, at, h, at, batch * hidden);
    kernel.tanh(h, at, batch * hidden);
    output.forward(t);
    for (int row = 0; row < batch; row++) {
      System.arraycopy(output.z, output.at(t, row), xh, outputAt(t, row), hidden);
    }
  }

  @Override
  public void backward(int t) {
    int at = units.at(t, 0);
    System.arraycopy(dh, outputGradientAt(t, 0), output.z, at, batch * hidden);
    Arrays.fill(dHidden, 0);
    output.backward(t, dHiddenRows);
    for (int j = 0; j < batch * hidden; j++) {
      units.z[at + j] = dHidden[j] * (1 - h[at + j] * h[at + j]);
    }
    if (t > 0) {
      units.backward(t, dyRows.move(outputGradientAt(t - 1, 0)));
    }
  }

  @Override
  public void gradient(float[] dw) {
    units.gradient(dw);
    output.gradient(dw);
  }

  @Override
  public void inputGradient(float[] dx) {
    units.inputGradient(dx);
  }

  @Override
  public void inputGradient(int t, float[] dx) {
    units.inputGradient(t, dx);
  }
}
