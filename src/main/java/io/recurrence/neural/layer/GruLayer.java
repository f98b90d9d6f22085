package io.recurrence.neural.layer;

import io.recurrence.neural.kernel.Block;
import io.recurrence.neural.kernel.Kernel;
import java.util.Arrays;

/**
 * The gated recurrent unit: {@code [z, r] = σ([x, h] A + b)}, {@code n = tanh([x, r h] C + b)},
 * {@code h' = (1 - z) h + z n}.
 *
 * <p>Weights from {@code offset}: A [I+H][2H], C [I+H][H], b [3H].
 */
final class GruLayer implements Layer {
  private final Kernel kernel;
  private final int offset;
  private final int inputs; // I
  private final int hidden; // H
  private final int batch; // B
  private final int steps; // T
  private final int width; // I + H

  private final float[] xh; // [T+1][B][I+H]
  private final float[] xq; // [T][B][I+H], q = r h
  private final float[] gates; // [T][B][2H]: (1 + a) / 2 is z, r; then gradients
  private final float[] candidate; // [T][B][H]: n; then gradients
  private final float[] dxh; // [T+1][B][I+H]
  private final float[] dxq; // [B][I+H]
  private final float[] dh; // [T][B][H], from above
  private final float[] bias; // [3H]
  private final float[] scaled; // [I+H][2H]: A/2
  private final float[] gatesBack; // [2H][I+H]
  private final float[] candidateBack; // [H][I+H]
  private final Kernel.Matrix gatesForward;
  private final Kernel.Matrix candidateForward;
  private final Kernel.Matrix gatesBackward;
  private final Kernel.Matrix candidateBackward;
  private final Kernel.Matrix gateErrors; // [TB][2H]
  private final Kernel.Matrix candidateErrors; // [TB][H]
  private final Block xhRows;
  private final Block xqRows;
  private final Block gateRows;
  private final Block candidateRows;
  private final Block dxhRows;
  private final Block dxqRows;

  GruLayer(Kernel kernel, int offset, int inputs, int hidden, int batch, int steps) {
    this.kernel = kernel;
    this.offset = offset;
    this.inputs = inputs;
    this.hidden = hidden;
    this.batch = batch;
    this.steps = steps;
    this.width = inputs + hidden;
    this.xh = new float[(steps + 1) * batch * width];
    this.xq = new float[steps * batch * width];
    this.gates = new float[steps * batch * 2 * hidden];
    this.candidate = new float[steps * batch * hidden];
    this.dxh = new float[(steps + 1) * batch * width];
    this.dxq = new float[batch * width];
    this.dh = new float[steps * batch * hidden];
    this.bias = new float[3 * hidden];
    this.scaled = new float[width * 2 * hidden];
    this.gatesBack = new float[2 * hidden * width];
    this.candidateBack = new float[hidden * width];
    this.gatesForward = kernel.matrix(width, 2 * hidden);
    this.candidateForward = kernel.matrix(width, hidden);
    this.gatesBackward = kernel.matrix(2 * hidden, width);
    this.candidateBackward = kernel.matrix(hidden, width);
    this.gateErrors = kernel.matrix(steps * batch, 2 * hidden);
    this.candidateErrors = kernel.matrix(steps * batch, hidden);
    this.xhRows = Block.of(xh, 0, batch, width);
    this.xqRows = Block.of(xq, 0, batch, width);
    this.gateRows = Block.of(gates, 0, batch, 2 * hidden);
    this.candidateRows = Block.of(candidate, 0, batch, hidden);
    this.dxhRows = Block.of(dxh, 0, batch, width);
    this.dxqRows = Block.of(dxq, 0, batch, width);
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
    return hidden;
  }

  @Override
  public int weights() {
    return (width + 1) * 3 * hidden;
  }

  @Override
  public void load(float[] w) {
    int z = 2 * hidden;
    int second = offset + width * z;
    for (int k = 0; k < width; k++) {
      for (int j = 0; j < z; j++) {
        scaled[k * z + j] = 0.5f * w[offset + k * z + j];
        gatesBack[j * width + k] = w[offset + k * z + j];
      }
      for (int j = 0; j < hidden; j++) {
        candidateBack[j * width + k] = w[second + k * hidden + j];
      }
    }
    int at = second + width * hidden;
    for (int j = 0; j < 3 * hidden; j++) {
      bias[j] = j < z ? 0.5f * w[at + j] : w[at + j];
    }
    gatesForward.load(Block.of(scaled, 0, width, z));
    candidateForward.load(Block.of(w, second, width, hidden));
    gatesBackward.load(Block.of(gatesBack, 0, z, width));
    candidateBackward.load(Block.of(candidateBack, 0, hidden, width));
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

  @Override
  public void forward(int t) {
    int gate = t * batch * 2 * hidden;
    int unit = t * batch * hidden;
    for (int row = 0; row < batch; row++) {
      System.arraycopy(bias, 0, gates, gate + row * 2 * hidden, 2 * hidden);
      System.arraycopy(bias, 2 * hidden, candidate, unit + row * hidden, hidden);
    }
    kernel.multiply(xhRows.move(t * batch * width), gatesForward, gateRows.move(gate));
    kernel.tanh(gates, gate, batch * 2 * hidden);
    for (int row = 0; row < batch; row++) {
      int at = inputAt(t, row);
      System.arraycopy(xh, at, xq, at, inputs);
      int r = gate + row * 2 * hidden + hidden;
      for (int j = 0; j < hidden; j++) {
        xq[at + inputs + j] = Math.fma(0.5f, gates[r + j], 0.5f) * xh[at + inputs + j];
      }
    }
    kernel.multiply(xqRows.move(t * batch * width), candidateForward, candidateRows.move(unit));
    kernel.tanh(candidate, unit, batch * hidden);
    for (int row = 0; row < batch; row++) {
      int from = inputAt(t, row) + inputs;
      int to = outputAt(t, row);
      int z = gate + row * 2 * hidden;
      int n = unit + row * hidden;
      for (int j = 0; j < hidden; j++) {
        float h = xh[from + j];
        xh[to + j] = Math.fma(Math.fma(0.5f, gates[z + j], 0.5f), candidate[n + j] - h, h);
      }
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
    int to = t * batch * width;
    Arrays.fill(dxh, to, to + batch * width, 0);
    Arrays.fill(dxq, 0);
    for (int row = 0; row < batch; row++) {
      candidateBackward(t, row);
    }
    int unit = t * batch * hidden;
    kernel.multiply(candidateRows.move(unit), candidateBackward, dxqRows);
    for (int row = 0; row < batch; row++) {
      resetBackward(t, row);
    }
    kernel.multiply(gateRows.move(2 * unit), gatesBackward, dxhRows.move(to));
  }

  /** Leaves the gradients of n, of z, and of h by way of {@code (1 - z) h}. */
  private void candidateBackward(int t, int row) {
    int above = outputGradientAt(t, row);
    int after = outputAt(t, row);
    int from = inputAt(t, row) + inputs;
    int gate = (t * batch + row) * 2 * hidden;
    for (int j = 0; j < hidden; j++) {
      float d = dh[above + j] + dxh[after + j];
      float z = 0.5f + 0.5f * gates[gate + j];
      float n = candidate[above + j];
      candidate[above + j] = d * z * (1 - n * n);
      gates[gate + j] = d * (n - xh[from + j]) * z * (1 - z);
      dxh[from + j] = d * (1 - z);
    }
  }

  /** Leaves the gradient of r, and adds those of x and h by way of {@code [x, r h]}. */
  private void resetBackward(int t, int row) {
    int at = inputAt(t, row);
    int gate = (t * batch + row) * 2 * hidden + hidden;
    int q = row * width;
    for (int j = 0; j < inputs; j++) {
      dxh[at + j] += dxq[q + j];
    }
    for (int j = 0; j < hidden; j++) {
      float r = 0.5f + 0.5f * gates[gate + j];
      float d = dxq[q + inputs + j];
      gates[gate + j] = d * xh[at + inputs + j] * r * (1 - r);
      dxh[at + inputs + j] += d * r;
    }
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
    int rows = steps * batch;
    int second = offset + width * 2 * hidden;
    gateErrors.load(Block.of(gates, 0, rows, 2 * hidden));
    candidateErrors.load(Block.of(candidate, 0, rows, hidden));
    Block left = Block.of(xh, 0, rows, width).transposed();
    kernel.multiply(left, gateErrors, Block.of(dw, offset, width, 2 * hidden));
    left = Block.of(xq, 0, rows, width).transposed();
    kernel.multiply(left, candidateErrors, Block.of(dw, second, width, hidden));
    int at = second + width * hidden;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < 2 * hidden; j++) {
        dw[at + j] += gates[row * 2 * hidden + j];
      }
      for (int j = 0; j < hidden; j++) {
        dw[at + 2 * hidden + j] += candidate[row * hidden + j];
      }
    }
  }

  @Override
  public void carry() {
    System.arraycopy(xh, steps * batch * width, xh, 0, batch * width);
    Arrays.fill(dh, 0);
    Arrays.fill(dxh, steps * batch * width, dxh.length, 0);
  }

  @Override
  public void begin(int row, float[] memory, int at) {
    System.arraycopy(memory, at, xh, row * width + inputs, hidden);
  }

  @Override
  public void end(int t, int row, float[] memory, int at) {
    System.arraycopy(xh, outputAt(t, row), memory, at, hidden);
  }
}
