package io.recurrence.network.layer;

import io.recurrence.network.kernel.Block;
import io.recurrence.network.kernel.Kernel;
import java.util.Arrays;
import java.util.Random;

/**
 * {@code z = x W + b} for R rows, and the way back: I inputs x, Z outputs z.
 *
 * <p>Weights from {@code offset}: W [I][Z], b [Z].
 */
public final class Linear {
  private final Kernel kernel;
  private final int offset;
  private final int inputs; // I
  private final int outputs; // Z
  private final float[] bias; // [Z]
  private final float[] ones; // [R]
  private final Kernel.Matrix forward; // [I][Z]
  private final Kernel.Matrix backward; // [Z][I]
  private final Kernel.Matrix errors; // [R][Z]
  private final Block biasRows; // [R][Z], all the same
  private final Block oneRow; // [1][R]

  /**
   * @param offset where its weights begin in those of the network
   * @param rows R, of a gradient; a product may have fewer
   */
  public Linear(Kernel kernel, int offset, int inputs, int outputs, int rows) {
    this.kernel = kernel;
    this.offset = offset;
    this.inputs = inputs;
    this.outputs = outputs;
    this.bias = new float[outputs];
    this.ones = new float[rows];
    Arrays.fill(ones, 1);
    this.forward = kernel.matrix(inputs, outputs);
    this.backward = kernel.matrix(outputs, inputs);
    this.errors = kernel.matrix(rows, outputs);
    this.biasRows = Block.of(bias, 0, rows, outputs, 0);
    this.oneRow = Block.of(ones, 0, 1, rows);
  }

  /** How many weights. */
  public static int weights(int inputs, int outputs) {
    return (inputs + 1) * outputs;
  }

  /**
   * Writes weights to begin with: W uniform with variance 1 / I, b 0.
   *
   * @return where they end
   */
  public static int initialise(float[] w, int at, int inputs, int outputs, Random random) {
    double bound = Math.sqrt(3.0 / inputs);
    int biases = at + inputs * outputs;
    for (int i = at; i < biases; i++) {
      w[i] = (float) (bound * (2 * random.nextDouble() - 1));
    }
    Arrays.fill(w, biases, biases + outputs, 0);
    return biases + outputs;
  }

  /** Reads its weights out of those of a network. */
  public void load(float[] w) {
    System.arraycopy(w, offset + inputs * outputs, bias, 0, outputs);
    Block matrix = Block.of(w, offset, inputs, outputs);
    forward.load(matrix);
    backward.load(matrix.transposed());
  }

  /** Writes z [n][Z] of x [n][I], n at most R. */
  public void forward(Block x, Block z) {
    kernel.multiply(x, forward, biasRows, z);
  }

  /** Adds the gradient with respect to x to dx [n][I]. */
  public void backward(Block dz, Block dx) {
    kernel.multiply(dz, backward, dx);
  }

  /**
   * Adds the gradient with respect to W and b.
   *
   * @param x [R][I]
   * @param dz [R][Z]
   */
  public void gradient(Block x, Block dz, float[] dw) {
    errors.load(dz);
    kernel.multiply(x.transposed(), errors, Block.of(dw, offset, inputs, outputs));
    kernel.multiply(oneRow, errors, Block.of(dw, offset + inputs * outputs, 1, outputs));
  }
}
