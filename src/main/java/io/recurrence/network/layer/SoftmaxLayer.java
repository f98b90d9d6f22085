package io.recurrence.network.layer;

import io.recurrence.network.kernel.Block;
import io.recurrence.network.kernel.Kernel;
import java.util.Arrays;
import java.util.Random;

/**
 * Probabilities of K symbols for R rows of I inputs, {@code p = softmax(x W + b)}, with the
 * cross-entropy {@code -ln p_y} of the symbols y that came.
 *
 * <p>Weights from {@code offset}: W [I][K], b [K].
 */
public final class SoftmaxLayer {
  private final int symbols; // K
  private final int rows; // R
  private final Linear linear;
  private final float[] x; // [R][I]
  private final float[] dx; // [R][I]
  private final float[] p; // [R][K]: probabilities, then gradients of what stands in the exponent
  private final Block xRows;
  private final Block dxRows;
  private final Block pRows;

  /**
   * @param offset where its weights begin in those of the network
   */
  public SoftmaxLayer(Kernel kernel, int offset, int inputs, int symbols, int rows) {
    this.symbols = symbols;
    this.rows = rows;
    this.linear = new Linear(kernel, offset, inputs, symbols, rows);
    this.x = new float[rows * inputs];
    this.dx = new float[rows * inputs];
    this.p = new float[rows * symbols];
    this.xRows = Block.of(x, 0, rows, inputs);
    this.dxRows = Block.of(dx, 0, rows, inputs);
    this.pRows = Block.of(p, 0, rows, symbols);
  }

  /** How many weights. */
  public static int weights(int inputs, int symbols) {
    return Linear.weights(inputs, symbols);
  }

  /**
   * Writes weights to begin with.
   *
   * @return where they end
   */
  public static int initialise(float[] w, int at, int inputs, int symbols, Random random) {
    return Linear.initialise(w, at, inputs, symbols, random);
  }

  /** Reads its weights out of those of a network. */
  public void load(float[] w) {
    linear.load(w);
  }

  /** [R][I], where inputs are to be written. */
  public float[] input() {
    return x;
  }

  /** [R][I], the gradient with respect to the inputs after {@link #backward}. */
  public float[] inputGradient() {
    return dx;
  }

  /** [R][K], the probabilities after {@link #forward}. */
  public float[] probabilities() {
    return p;
  }

  /** The probabilities of all rows. */
  public void forward() {
    linear.forward(xRows, pRows);
    for (int at = 0; at < p.length; at += symbols) {
      float max = p[at];
      for (int k = 1; k < symbols; k++) {
        max = Math.max(max, p[at + k]);
      }
      double sum = 0;
      for (int k = 0; k < symbols; k++) {
        p[at + k] = (float) StrictMath.exp(p[at + k] - max); // at most 1: nothing overflows
        sum += p[at + k];
      }
      for (int k = 0; k < symbols; k++) {
        p[at + k] = (float) (p[at + k] / sum);
      }
    }
  }

  /**
   * The cross-entropy of the probabilities, summed over rows, in nats.
   *
   * @param y [R], the symbols that came
   */
  public double loss(int[] y) {
    double loss = 0;
    for (int row = 0; row < rows; row++) {
      loss -= StrictMath.log(Math.max(Float.MIN_NORMAL, p[row * symbols + y[row]]));
    }
    return loss;
  }

  /**
   * Leaves the gradient of {@code unit} times the loss with respect to the inputs; the
   * probabilities are used up.
   *
   * @param y [R], the symbols that came
   * @param dw gradient with respect to the weights; added to
   */
  public void backward(int[] y, float unit, float[] dw) {
    for (int row = 0; row < rows; row++) {
      p[row * symbols + y[row]] -= 1;
    }
    for (int i = 0; i < p.length; i++) {
      p[i] *= unit;
    }
    Arrays.fill(dx, 0);
    linear.backward(pRows, dxRows);
    linear.gradient(xRows, pRows, dw);
  }
}
