package io.recurrence.network.layer;

import io.recurrence.network.kernel.Block;
import io.recurrence.network.kernel.Kernel;
import java.util.Arrays;

/**
 * A layer whose pre-activations are one product, {@code z = [x, h] [W; U] + b}: Elman's, and the
 * LSTM with and without peepholes or coupling. What becomes of z is a matter of the kind, one row
 * of H units at a time. Sigmoid gates come with {@code z/2} in place of z, for {@code σ(z) = (1 +
 * tanh(z/2)) / 2}.
 *
 * <p>Weights from {@code offset}: W [I][GH], U [H][GH], b [GH], p [P H].
 */
abstract sealed class GatedLayer extends Layer
    permits CoupledLayer, ElmanLayer, LstmLayer, PeepholeLayer {
  final Kernel kernel;
  private final AffineMap affine;
  private final int gates; // G
  private final int peepholes; // where p begins
  final float[] z; // [T][B][GH]
  final float[] c; // [T+1][B][H]
  final float[] dc; // [B][H], gradient of the cells after a step, then of those before
  final float[] p; // [P H]
  final float[] dp; // [P H]
  private final Block dhRows; // one step of dh

  /**
   * @param gates G, pre-activations per unit
   * @param sigmoids how many of them, from the first, are of sigmoid gates
   * @param peepholes P, weights per unit beyond W, U and b
   * @param cells whether a unit has a cell besides its output
   */
  GatedLayer(
      Kernel kernel,
      int gates,
      int sigmoids,
      int peepholes,
      boolean cells,
      int offset,
      int inputs,
      int hidden,
      int batch,
      int steps) {
    super(inputs, hidden, batch, steps);
    int width = gates * hidden;
    int biases = offset + (inputs + hidden) * width;
    int halved = sigmoids * hidden;
    this.kernel = kernel;
    this.gates = gates;
    this.affine =
        new AffineMap(kernel, offset, biases, halved, inputs, hidden, width, batch, steps, xh);
    this.peepholes = biases + width;
    this.z = affine.z;
    this.c = new float[cells ? (steps + 1) * batch * hidden : 0];
    this.dc = new float[cells ? batch * hidden : 0];
    this.p = new float[peepholes * hidden];
    this.dp = new float[peepholes * hidden];
    this.dhRows = Block.of(dh, 0, batch, hidden);
  }

  /**
   * One step of one row.
   *
   * @param a where its pre-activations begin in z; overwritten with whatever backward needs
   * @param from where its cells before begin in c
   * @param to where its cells after begin in c
   * @param h where its outputs begin in xh
   */
  abstract void forward(int a, int from, int to, int h);

  /**
   * The same step backward.
   *
   * @param a where that which forward left begins in z; overwritten with the gradient of the true z
   * @param d where the gradient of its outputs begins in dh
   * @param cell where the gradient of its cells begins in dc
   */
  abstract void backward(int a, int from, int to, int d, int cell);

  @Override
  public int memory() {
    return c.length > 0 ? 2 * hidden : hidden;
  }

  @Override
  public int weights() {
    return (width + 1) * gates * hidden + p.length;
  }

  @Override
  public void load(float[] w) {
    affine.load(w);
    System.arraycopy(w, peepholes, p, 0, p.length);
  }

  private int cells(int t, int row) {
    return c.length > 0 ? (t * batch + row) * hidden : 0;
  }

  @Override
  public void forward(int t) {
    affine.forward(t);
    for (int row = 0; row < batch; row++) {
      forward(affine.at(t, row), cells(t, row), cells(t + 1, row), outputAt(t, row));
    }
  }

  @Override
  public void backward(int t) {
    for (int row = 0; row < batch; row++) {
      int d = outputGradientAt(t, row);
      backward(affine.at(t, row), cells(t, row), cells(t + 1, row), d, row * hidden);
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
  public void inputGradient(int t, float[] dx) {
    affine.inputGradient(t, dx);
  }

  @Override
  public void carry() {
    super.carry();
    if (c.length > 0) {
      System.arraycopy(c, steps * batch * hidden, c, 0, batch * hidden);
    }
    Arrays.fill(dc, 0);
    Arrays.fill(dp, 0);
  }

  @Override
  public void begin(int row, float[] memory, int at) {
    super.begin(row, memory, at);
    if (c.length > 0) {
      System.arraycopy(memory, at + hidden, c, row * hidden, hidden);
    }
  }

  @Override
  public void end(int t, int row, float[] memory, int at) {
    super.end(t, row, memory, at);
    if (c.length > 0) {
      System.arraycopy(c, cells(t + 1, row), memory, at + hidden, hidden);
    }
  }
}
