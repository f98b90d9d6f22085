package io.recurrence.neural.layer;

import io.recurrence.neural.kernel.Block;
import io.recurrence.neural.kernel.Kernel;
import java.util.Arrays;

/**
 * Jordan's network: {@code h = tanh([x, y] A + b)}, {@code y' = h V + d}. It remembers, and gives,
 * its output y; here y is as wide as h.
 *
 * <p>Weights from {@code offset}: A [I+H][H], b [H], V [H][H], d [H].
 */
final class JordanLayer implements Layer {
  private final Kernel kernel;
  private final int offset;
  private final int inputs; // I
  private final int hidden; // H
  private final int batch; // B
  private final int steps; // T
  private final int width; // I + H

  private final float[] xy; // [T+1][B][I+H]
  private final float[] h; // [T][B][H]
  private final float[] dz; // [T][B][H]
  private final float[] y; // [B][H], and the gradients of y:
  private final float[] dy; // [T][B][H]
  private final float[] dxy; // [T+1][B][I+H]
  private final float[] above; // [T][B][H]
  private final float[] bias; // b [H], d [H]
  private final float[] hiddenBack; // [H][I+H]
  private final float[] outputBack; // [H][H]
  private final Kernel.Matrix hiddenForward;
  private final Kernel.Matrix outputForward;
  private final Kernel.Matrix hiddenBackward;
  private final Kernel.Matrix outputBackward;
  private final Kernel.Matrix errors; // [TB][H]
  private final Block xyRows;
  private final Block hRows;
  private final Block yRows;
  private final Block dyRows;
  private final Block dzRows;
  private final Block dxyRows;

  JordanLayer(Kernel kernel, int offset, int inputs, int hidden, int batch, int steps) {
    this.kernel = kernel;
    this.offset = offset;
    this.inputs = inputs;
    this.hidden = hidden;
    this.batch = batch;
    this.steps = steps;
    this.width = inputs + hidden;
    this.xy = new float[(steps + 1) * batch * width];
    this.h = new float[steps * batch * hidden];
    this.dz = new float[steps * batch * hidden];
    this.y = new float[batch * hidden];
    this.dy = new float[steps * batch * hidden];
    this.dxy = new float[(steps + 1) * batch * width];
    this.above = new float[steps * batch * hidden];
    this.bias = new float[2 * hidden];
    this.hiddenBack = new float[hidden * width];
    this.outputBack = new float[hidden * hidden];
    this.hiddenForward = kernel.matrix(width, hidden);
    this.outputForward = kernel.matrix(hidden, hidden);
    this.hiddenBackward = kernel.matrix(hidden, width);
    this.outputBackward = kernel.matrix(hidden, hidden);
    this.errors = kernel.matrix(steps * batch, hidden);
    this.xyRows = Block.of(xy, 0, batch, width);
    this.hRows = Block.of(h, 0, batch, hidden);
    this.yRows = Block.of(y, 0, batch, hidden);
    this.dyRows = Block.of(dy, 0, batch, hidden);
    this.dzRows = Block.of(dz, 0, batch, hidden);
    this.dxyRows = Block.of(dxy, 0, batch, width);
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
    return (width + hidden + 2) * hidden;
  }

  @Override
  public void load(float[] w) {
    int b = offset + width * hidden;
    int v = b + hidden;
    int d = v + hidden * hidden;
    for (int k = 0; k < width; k++) {
      for (int j = 0; j < hidden; j++) {
        hiddenBack[j * width + k] = w[offset + k * hidden + j];
      }
    }
    for (int k = 0; k < hidden; k++) {
      for (int j = 0; j < hidden; j++) {
        outputBack[j * hidden + k] = w[v + k * hidden + j];
      }
    }
    System.arraycopy(w, b, bias, 0, hidden);
    System.arraycopy(w, d, bias, hidden, hidden);
    hiddenForward.load(Block.of(w, offset, width, hidden));
    outputForward.load(Block.of(w, v, hidden, hidden));
    hiddenBackward.load(Block.of(hiddenBack, 0, hidden, width));
    outputBackward.load(Block.of(outputBack, 0, hidden, hidden));
  }

  @Override
  public float[] input() {
    return xy;
  }

  @Override
  public int inputAt(int t, int row) {
    return (t * batch + row) * width;
  }

  @Override
  public float[] output() {
    return xy;
  }

  @Override
  public int outputAt(int t, int row) {
    return ((t + 1) * batch + row) * width + inputs;
  }

  @Override
  public void forward(int t) {
    int unit = t * batch * hidden;
    for (int row = 0; row < batch; row++) {
      System.arraycopy(bias, 0, h, unit + row * hidden, hidden);
      System.arraycopy(bias, hidden, y, row * hidden, hidden);
    }
    kernel.multiply(xyRows.move(t * batch * width), hiddenForward, hRows.move(unit));
    kernel.tanh(h, unit, batch * hidden);
    kernel.multiply(hRows, outputForward, yRows);
    for (int row = 0; row < batch; row++) {
      System.arraycopy(y, row * hidden, xy, outputAt(t, row), hidden);
    }
  }

  @Override
  public float[] outputGradient() {
    return above;
  }

  @Override
  public int outputGradientAt(int t, int row) {
    return (t * batch + row) * hidden;
  }

  @Override
  public void backward(int t) {
    int unit = t * batch * hidden;
    for (int row = 0; row < batch; row++) {
      int at = unit + row * hidden;
      int after = outputAt(t, row);
      for (int j = 0; j < hidden; j++) {
        dy[at + j] = above[at + j] + dxy[after + j];
      }
    }
    Arrays.fill(dz, unit, unit + batch * hidden, 0);
    kernel.multiply(dyRows.move(unit), outputBackward, dzRows.move(unit));
    for (int j = unit; j < unit + batch * hidden; j++) {
      dz[j] *= 1 - h[j] * h[j];
    }
    int to = t * batch * width;
    Arrays.fill(dxy, to, to + batch * width, 0);
    kernel.multiply(dzRows, hiddenBackward, dxyRows.move(to));
  }

  @Override
  public float[] inputGradient() {
    return dxy;
  }

  @Override
  public int inputGradientAt(int t, int row) {
    return inputAt(t, row);
  }

  @Override
  public void gradient(float[] dw) {
    int rows = steps * batch;
    int b = offset + width * hidden;
    int v = b + hidden;
    int d = v + hidden * hidden;
    errors.load(Block.of(dz, 0, rows, hidden));
    Block left = Block.of(xy, 0, rows, width).transposed();
    kernel.multiply(left, errors, Block.of(dw, offset, width, hidden));
    errors.load(Block.of(dy, 0, rows, hidden));
    left = Block.of(h, 0, rows, hidden).transposed();
    kernel.multiply(left, errors, Block.of(dw, v, hidden, hidden));
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < hidden; j++) {
        dw[b + j] += dz[row * hidden + j];
        dw[d + j] += dy[row * hidden + j];
      }
    }
  }

  @Override
  public void carry() {
    System.arraycopy(xy, steps * batch * width, xy, 0, batch * width);
    Arrays.fill(above, 0);
    Arrays.fill(dxy, steps * batch * width, dxy.length, 0);
  }

  @Override
  public void begin(int row, float[] memory, int at) {
    System.arraycopy(memory, at, xy, row * width + inputs, hidden);
  }

  @Override
  public void end(int t, int row, float[] memory, int at) {
    System.arraycopy(xy, outputAt(t, row), memory, at, hidden);
  }
}
