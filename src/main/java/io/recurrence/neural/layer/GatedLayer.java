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
final class GatedLayer extends Layer {
  private final Kernel kernel;
  private final Gates gates;
  private final Affine affine;
  private final int peepholes; // where p begins
  private final float[] c; // [T+1][B][H]
  private final float[] dc; // [B][H]
  private final float[] p; // [P H]
  private final float[] dp; // [P H]
  private final Block dhRows; // one step of dh

  GatedLayer(Kernel kernel, Gates gates, int offset, int inputs, int hidden, int batch, int steps) {
    super(inputs, hidden, batch, steps);
    int z = gates.count() * hidden; // GH
    int biases = offset + width * z;
    this.kernel = kernel;
    this.gates = gates;
    this.affine =
        new Affine(
            kernel, offset, biases, gates.sigmoids() * hidden, inputs, hidden, z, batch, steps, xh);
    this.peepholes = biases + z;
    this.c = new float[gates.cells() ? (steps + 1) * batch * hidden : 0];
    this.dc = new float[batch * hidden];
    this.p = new float[gates.peepholes() * hidden];
    this.dp = new float[gates.peepholes() * hidden];
    this.dhRows = Block.of(dh, 0, batch, hidden);
  }

  @Override
  public int memory() {
    return gates.cells() ? 2 * hidden : hidden;
  }

  @Override
  public int weights() {
    return (width + 1) * gates.count() * hidden + p.length;
  }

  @Override
  public void load(float[] w) {
    affine.load(w);
    System.arraycopy(w, peepholes, p, 0, p.length);
  }

  private int cells(int t, int row) {
    return gates.cells() ? (t * batch + row) * hidden : 0;
  }

  @Override
  public void forward(int t) {
    affine.forward(t);
    for (int row = 0; row < batch; row++) {
      gates.forward(
          kernel,
          affine.z,
          affine.at(t, row),
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
  public void backward(int t) {
    for (int row = 0; row < batch; row++) {
      gates.backward(
          kernel,
          affine.z,
          affine.at(t, row),
          c,
          cells(t, row),
          cells(t + 1, row),
          dh,
          outputGradientAt(t, row),
          dc,
          row * hidden,
          hidden,
          p,
          dp);
    }
    if (t > 0) {
      affine.backward(t, dhRows.move(outputGradientAt(t - 1, 0)));
    }
  }

  @Override
  public void gradient(float[] dw) {
    affine.gradient(dw);
    for (int j = 0; j < dp.length; j++) {
      dw[peepholes + j] += dp[j];
    }
  }

  @Override
  public void inputGradient(float[] dx) {
    affine.inputGradient(dx);
  }

  @Override
  public void carry() {
    super.carry();
    if (gates.cells()) {
      System.arraycopy(c, steps * batch * hidden, c, 0, batch * hidden);
    }
    Arrays.fill(dc, 0);
    Arrays.fill(dp, 0);
  }

  @Override
  public void begin(int row, float[] memory, int at) {
    super.begin(row, memory, at);
    if (gates.cells()) {
      System.arraycopy(memory, at + hidden, c, row * hidden, hidden);
    }
  }

  @Override
  public void end(int t, int row, float[] memory, int at) {
    super.end(t, row, memory, at);
    if (gates.cells()) {
      System.arraycopy(c, cells(t + 1, row), memory, at + hidden, hidden);
    }
  }
}
