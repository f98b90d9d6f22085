package io.recurrence.neural.layer;

import io.recurrence.neural.kernel.Block;
import io.recurrence.neural.kernel.Kernel;
import java.util.Arrays;

/**
 * A layer whose pre-activations are one product, {@code z = [x, h] [W; U] + b}: Elman's, and the
 * LSTM with and without peepholes or coupling. What becomes of z is a matter of its {@link Gates}.
 *
 * <p>Weights from {@code offset}: W [I][GH], U [H][GH], b [GH], p [P H].
 */
final class GatedLayer implements Layer {
  private final Kernel kernel;
  private final Gates gates;
  private final int offset;
  private final int inputs; // I
  private final int hidden; // H
  private final int batch; // B
  private final int steps; // T
  private final int width; // I + H
  private final int z; // G H

  private final float[] xh; // [T+1][B][I+H]
  private final float[] a; // [T][B][GH]: activations, then gradients of z
  private final float[] c; // [T+1][B][H]
  private final float[] dxh; // [T+1][B][I+H]
  private final float[] dh; // [T][B][H], from above
  private final float[] dhAll; // [B][H], from above and from the step after
  private final float[] dc; // [B][H]
  private final float[] bias; // [GH]
  private final float[] p; // [P H]
  private final float[] dp; // [P H]
  private final float[] scaled; // [I+H][GH]: sigmoid gates halved
  private final float[] transposed; // [GH][I+H]
  private final Kernel.Matrix forward;
  private final Kernel.Matrix backward;
  private final Kernel.Matrix errors; // [TB][GH]
  private final Block inputRows; // one step of xh
  private final Block gateRows; // one step of a
  private final Block gradientRows; // one step of dxh

  GatedLayer(Kernel kernel, Gates gates, int offset, int inputs, int hidden, int batch, int steps) {
    this.kernel = kernel;
    this.gates = gates;
    this.offset = offset;
    this.inputs = inputs;
    this.hidden = hidden;
    this.batch = batch;
    this.steps = steps;
    this.width = inputs + hidden;
    this.z = gates.count() * hidden;
    this.xh = new float[(steps + 1) * batch * width];
    this.a = new float[steps * batch * z];
    this.c = new float[gates.cells() ? (steps + 1) * batch * hidden : 0];
    this.dxh = new float[(steps + 1) * batch * width];
    this.dh = new float[steps * batch * hidden];
    this.dhAll = new float[batch * hidden];
    this.dc = new float[batch * hidden];
    this.bias = new float[z];
    this.p = new float[gates.peepholes() * hidden];
    this.dp = new float[gates.peepholes() * hidden];
    this.scaled = new float[width * z];
    this.transposed = new float[z * width];
    this.forward = kernel.matrix(width, z);
    this.backward = kernel.matrix(z, width);
    this.errors = kernel.matrix(steps * batch, z);
    this.inputRows = Block.of(xh, 0, batch, width);
    this.gateRows = Block.of(a, 0, batch, z);
    this.gradientRows = Block.of(dxh, 0, batch, width);
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return hidden;
  }

  @Override
  public int memory() {
    return gates.cells() ? 2 * hidden : hidden;
  }

  @Override
  public int weights() {
    return (width + 1) * z + p.length;
  }

  @Override
  public void load(float[] w) {
    int halved = gates.sigmoids() * hidden;
    System.arraycopy(w, offset, scaled, 0, width * z);
    for (int row = 0; row < width * z; row += z) {
      for (int j = row; j < row + halved; j++) {
        scaled[j] *= 0.5f;
      }
    }
    for (int k = 0; k < width; k++) {
      int row = offset + k * z;
      for (int j = 0, to = k; j < z; j++, to += width) {
        transposed[to] = w[row + j];
      }
    }
    int at = offset + width * z;
    for (int j = 0; j < z; j++) {
      bias[j] = j < halved ? 0.5f * w[at + j] : w[at + j];
    }
    System.arraycopy(w, at + z, p, 0, p.length);
    forward.load(Block.of(scaled, 0, width, z));
    backward.load(Block.of(transposed, 0, z, width));
  }

  @Override
  public float[] input() {
    return xh;
  }

  @Override
  public int inputAt(int t, int row) {
    return (t * batch + row) * width;
  }

  @Override
  public float[] output() {
    return xh;
  }

  @Override
  public int outputAt(int t, int row) {
    return ((t + 1) * batch + row) * width + inputs;
  }

  private int cells(int t, int row) {
    return gates.cells() ? (t * batch + row) * hidden : 0;
  }

  @Override
  public void forward(int t) {
    int at = t * batch * z;
    for (int row = 0; row < batch; row++) {
      System.arraycopy(bias, 0, a, at + row * z, z);
    }
    kernel.multiply(inputRows.move(t * batch * width), forward, gateRows.move(at));
    for (int row = 0; row < batch; row++) {
      gates.forward(
          kernel,
          a,
          at + row * z,
          c,
          cells(t, row),
          cells(t + 1, row),
          xh,
          outputAt(t, row),
          hidden,
          p);
    }
  }

  @Override
  public float[] outputGradient() {
    return dh;
  }

  @Override
  public int outputGradientAt(int t, int row) {
    return (t * batch + row) * hidden;
  }

  @Override
  public void backward(int t) {
    int at = t * batch * z;
    for (int row = 0; row < batch; row++) {
      int above = outputGradientAt(t, row);
      int after = outputAt(t, row); // the same place in the gradient
      for (int j = 0; j < hidden; j++) {
        dhAll[row * hidden + j] = dh[above + j] + dxh[after + j];
      }
      gates.backward(
          kernel,
          a,
          at + row * z,
          c,
          cells(t, row),
          cells(t + 1, row),
          dhAll,
          row * hidden,
          dc,
          row * hidden,
          hidden,
          p,
          dp);
    }
    int to = t * batch * width;
    Arrays.fill(dxh, to, to + batch * width, 0);
    kernel.multiply(gateRows.move(at), backward, gradientRows.move(to));
  }

  @Override
  public float[] inputGradient() {
    return dxh;
  }

  @Override
  public int inputGradientAt(int t, int row) {
    return inputAt(t, row);
  }

  @Override
  public void gradient(float[] dw) {
    errors.load(Block.of(a, 0, steps * batch, z));
    Block all = Block.of(xh, 0, steps * batch, width).transposed();
    kernel.multiply(all, errors, Block.of(dw, offset, width, z));
    int at = offset + width * z;
    for (int row = 0; row < steps * batch; row++) {
      for (int j = 0; j < z; j++) {
        dw[at + j] += a[row * z + j];
      }
    }
    for (int j = 0; j < dp.length; j++) {
      dw[at + z + j] += dp[j];
    }
  }

  @Override
  public void carry() {
    System.arraycopy(xh, steps * batch * width, xh, 0, batch * width);
    if (gates.cells()) {
      System.arraycopy(c, steps * batch * hidden, c, 0, batch * hidden);
    }
    Arrays.fill(dh, 0);
    Arrays.fill(dc, 0);
    Arrays.fill(dp, 0);
    Arrays.fill(dxh, steps * batch * width, dxh.length, 0);
  }

  @Override
  public void begin(int row, float[] memory, int at) {
    System.arraycopy(memory, at, xh, row * width + inputs, hidden);
    if (gates.cells()) {
      System.arraycopy(memory, at + hidden, c, row * hidden, hidden);
    }
  }

  @Override
  public void end(int t, int row, float[] memory, int at) {
    System.arraycopy(xh, outputAt(t, row), memory, at, hidden);
    if (gates.cells()) {
      System.arraycopy(c, cells(t + 1, row), memory, at + hidden, hidden);
    }
  }
}
