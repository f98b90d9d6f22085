package io.recurrence.network.layer;

import io.recurrence.network.kernel.Block;
import io.recurrence.network.kernel.Kernel;
import java.util.Arrays;

/**
 * The gated recurrent unit: {@code [z, r] = σ([x, h] A + b)}, {@code n = tanh([x, r h] C + b)},
 * {@code h' = (1 - z) h + z n}.
 *
 * <p>Weights from {@code offset}: A [I+H][2H], C [I+H][H], b [3H].
 */
final class GruLayer extends Layer {
  private final Kernel kernel;
  private final AffineMap gates; // (1 + a) / 2 is z, r
  private final AffineMap candidate; // n
  private final float[] xq; // [T][B][I+H], q = r h
  private final float[] dq; // [B][H]
  private final float[] dhBefore; // [B][H]
  private final Block dqRows;
  private final Block dhBeforeRows;

  GruLayer(Kernel kernel, int offset, int inputs, int hidden, int batch, int steps) {
    super(inputs, hidden, batch, steps);
    int second = offset + width * 2 * hidden;
    int b = second + width * hidden;
    int g = 2 * hidden;
    this.kernel = kernel;
    this.xq = new float[steps * batch * width];
    this.gates = new AffineMap(kernel, offset, b, g, inputs, hidden, g, batch, steps, xh);
    this.candidate =
        new AffineMap(kernel, second, b + g, 0, inputs, hidden, hidden, batch, steps, xq);
    this.dq = new float[batch * hidden];
    this.dhBefore = new float[batch * hidden];
    this.dqRows = Block.of(dq, 0, batch, hidden);
    this.dhBeforeRows = Block.of(dhBefore, 0, batch, hidden);
  }

  @Override
  public int weights() {
    return (width + 1) * 3 * hidden;
  }

  @Override
  public void load(float[] w) {
    gates.load(w);
    candidate.load(w);
  }

  @Override
  public void forward(int t) {
    gates.forward(t);
    kernel.tanh(gates.z, gates.at(t, 0), batch * 2 * hidden);
    for (int row = 0; row < batch; row++) {
      int at = inputAt(t, row);
      System.arraycopy(xh, at, xq, at, inputs);
      int r = gates.at(t, row) + hidden;
      for (int j = 0; j < hidden; j++) {
        xq[at + inputs + j] = Math.fma(0.5f, gates.z[r + j], 0.5f) * xh[at + inputs + j];
      }
    }
    candidate.forward(t);
    kernel.tanh(candidate.z, candidate.at(t, 0), batch * hidden);
    for (int row = 0; row < batch; row++) {
      int from = inputAt(t, row) + inputs;
      int to = outputAt(t, row);
      int z = gates.at(t, row);
      int n = candidate.at(t, row);
      for (int j = 0; j < hidden; j++) {
        float h = xh[from + j];
        xh[to + j] = Math.fma(Math.fma(0.5f, gates.z[z + j], 0.5f), candidate.z[n + j] - h, h);
      }
    }
  }

  @Override
  public void backward(int t) {
    for (int row = 0; row < batch; row++) {
      candidateBackward(t, row);
    }
    Arrays.fill(dq, 0);
    candidate.backward(t, dqRows);
    for (int row = 0; row < batch; row++) {
      resetBackward(t, row);
    }
    gates.backward(t, dhBeforeRows);
    for (int j = 0; t > 0 && j < batch * hidden; j++) {
      dh[outputGradientAt(t - 1, 0) + j] += dhBefore[j];
    }
  }

  /** Leaves the gradients of n, of z, and of h by way of {@code (1 - z) h}. */
  private void candidateBackward(int t, int row) {
    int after = outputGradientAt(t, row);
    int from = inputAt(t, row) + inputs;
    int gate = gates.at(t, row);
    for (int j = 0; j < hidden; j++) {
      float d = dh[after + j];
      float z = 0.5f + 0.5f * gates.z[gate + j];
      float n = candidate.z[after + j];
      candidate.z[after + j] = d * z * (1 - n * n);
      gates.z[gate + j] = d * (n - xh[from + j]) * z * (1 - z);
      dhBefore[row * hidden + j] = d * (1 - z);
    }
  }

  /** Leaves the gradient of r, and adds that of h by way of {@code r h}. */
  private void resetBackward(int t, int row) {
    int from = inputAt(t, row) + inputs;
    int gate = gates.at(t, row) + hidden;
    for (int j = 0; j < hidden; j++) {
      int k = row * hidden + j;
      float r = 0.5f + 0.5f * gates.z[gate + j];
      gates.z[gate + j] = dq[k] * xh[from + j] * r * (1 - r);
      dhBefore[k] += dq[k] * r;
    }
  }

  @Override
  public void gradient(float[] dw) {
    gates.gradient(dw);
    candidate.gradient(dw);
  }

  @Override
  public void inputGradient(float[] dx) {
    candidate.inputGradient(dx);
    gates.inputGradient(dx);
  }

  @Override
  public void inputGradient(int t, float[] dx) {
    candidate.inputGradient(t, dx);
    gates.inputGradient(t, dx);
  }
}
