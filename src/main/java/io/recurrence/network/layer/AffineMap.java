package io.recurrence.network.layer;

import io.recurrence.network.kernel.Block;
import io.recurrence.network.kernel.Kernel;
import java.util.Arrays;

/**
 * {@code z = [x, h] W + b} for B rows at each of T steps, and the way back: I inputs x, H recurrent
 * inputs h, Z outputs. W [I+H][Z] and b [Z] stand anywhere among the weights.
 */
final class AffineMap {
  private static final int ROWS = 128; // that a gradient takes in at a time, so that they stay near

  private final Kernel kernel;
  private final int at;
  private final int biasAt;
  private final int halved;
  private final int inputs; // I
  private final int hidden; // H
  private final int width; // I + H
  private final int outputs; // Z
  private final int batch; // B
  private final int rows; // T B
  private final float[] xh; // [T][B][I+H]
  final float[] z; // [T][B][Z]: results, or whatever a layer makes of them, then gradients
  private final float[] bias; // [Z]
  private final float[] scaled; // [I+H][Z]
  private final float[] ones;
  private final Kernel.Matrix forward; // [I+H][Z]
  private final Kernel.Matrix backward; // [Z][H]
  private final Kernel.Matrix inputsBackward; // [Z][I]
  private final Kernel.Matrix errors;
  private final Block biasRows; // [B][Z], all the same
  private final Block xhRows; // of one step
  private final Block zRows; // of one step

  /**
   * @param at where W begins among the weights
   * @param biasAt where b begins
   * @param halved columns, from the first, of which z/2 is given in place of z
   * @param xh [T][B][I+H], or longer
   */
  AffineMap(
      Kernel kernel,
      int at,
      int biasAt,
      int halved,
      int inputs,
      int hidden,
      int outputs,
      int batch,
      int steps,
      float[] xh) {
    this.kernel = kernel;
    this.at = at;
    this.biasAt = biasAt;
    this.halved = halved;
    this.inputs = inputs;
    this.hidden = hidden;
    this.width = inputs + hidden;
    this.outputs = outputs;
    this.batch = batch;
    this.rows = steps * batch;
    this.xh = xh;
    this.z = new float[rows * outputs];
    this.bias = new float[outputs];
    this.scaled = new float[width * outputs];
    int part = rows;
    while (part > ROWS && part % 2 == 0) {
      part /= 2;
    }
    this.ones = new float[part];
    Arrays.fill(ones, 1);
    this.forward = kernel.matrix(width, outputs);
    this.backward = kernel.matrix(outputs, hidden);
    this.inputsBackward = kernel.matrix(outputs, inputs);
    this.errors = kernel.matrix(part, outputs);
    this.biasRows = Block.of(bias, 0, batch, outputs, 0);
    this.xhRows = Block.of(xh, 0, batch, width);
    this.zRows = Block.of(z, 0, batch, outputs);
  }

  void load(float[] w) {
    System.arraycopy(w, at, scaled, 0, width * outputs);
    System.arraycopy(w, biasAt, bias, 0, outputs);
    for (int row = 0; row < width * outputs; row += outputs) {
      for (int j = 0; j < halved; j++) {
        scaled[row + j] *= 0.5f;
      }
    }
    for (int j = 0; j < halved; j++) {
      bias[j] *= 0.5f;
    }
    forward.load(Block.of(scaled, 0, width, outputs));
    inputsBackward.load(Block.of(w, at, inputs, outputs).transposed());
    backward.load(Block.of(w, at + inputs * outputs, hidden, outputs).transposed());
  }

  /** Where z of a row at a step begins. */
  int at(int t, int row) {
    return (t * batch + row) * outputs;
  }

  void forward(int t) {
    kernel.multiply(xhRows.move(t * batch * width), forward, biasRows, zRows.move(at(t, 0)));
  }

  /** Adds the gradients of h to [B][H] numbers of {@code dh} at the start of {@code to}. */
  void backward(int t, Block to) {
    kernel.multiply(zRows.move(at(t, 0)), backward, to);
  }

  /** Adds the gradients of W and b, over all steps and rows. */
  void gradient(float[] dw) {
    int part = ones.length;
    Block all = Block.of(ones, 0, 1, part);
    Block w = Block.of(dw, at, width, outputs);
    Block b = Block.of(dw, biasAt, 1, outputs);
    for (int row = 0; row < rows; row += part) {
      errors.load(Block.of(z, row * outputs, part, outputs));
      kernel.multiply(Block.of(xh, row * width, part, width).transposed(), errors, w);
      kernel.multiply(all, errors, b);
    }
  }

  /** Adds the gradients of x to dx [T][B][I]. */
  void inputGradient(float[] dx) {
    Block all = Block.of(z, 0, rows, outputs);
    kernel.multiply(all, inputsBackward, Block.of(dx, 0, rows, inputs));
  }

  /** Adds the gradients of x of a step to dx [B][I]. */
  void inputGradient(int t, float[] dx) {
    kernel.multiply(zRows.move(at(t, 0)), inputsBackward, Block.of(dx, 0, batch, inputs));
  }
}
