package io.recurrence.network.layer;

import java.util.Arrays;

/**
 * A recurrent layer over B rows and a window of T steps. A window goes: {@link #load} the weights
 * where they changed, write the inputs of step 0, {@link #forward}, and so on; then add the
 * gradients of the outputs, {@link #backward} for each step from the last to the first; then {@link
 * #gradient}, and {@link #inputGradient} where it is wanted. {@link #carry} makes the end of this
 * window the beginning of the next.
 *
 * <p>Shapes: I inputs, H outputs. Serving is a window of one row and one step.
 */
public abstract class Layer {
  final int inputs; // I
  final int hidden; // H
  final int batch; // B
  final int steps; // T
  final int width; // I + H
  final float[] xh; // [T+1][B][I+H]: the inputs of a step beside the outputs of the one before
  final float[] dh; // [T][B][H]

  Layer(int inputs, int hidden, int batch, int steps) {
    this.inputs = inputs;
    this.hidden = hidden;
    this.batch = batch;
    this.steps = steps;
    this.width = inputs + hidden;
    this.xh = new float[(steps + 1) * batch * width];
    this.dh = new float[steps * batch * hidden];
  }

  /** How many numbers the layer remembers of a row, its outputs first. */
  public int memory() {
    return hidden;
  }

  /** How many weights. */
  public abstract int weights();

  /** Reads the weights of this layer out of those of a network. */
  public abstract void load(float[] w);

  /** The array that holds the inputs of all steps. */
  public float[] input() {
    return xh;
  }

  /** Where the I inputs of a row at a step begin in {@link #input()}. */
  public int inputAt(int t, int row) {
    return (t * batch + row) * width;
  }

  /** The array that holds the outputs of all steps. */
  public float[] output() {
    return xh;
  }

  /** Where the H outputs of a row after a step begin in {@link #output()}. */
  public int outputAt(int t, int row) {
    return inputAt(t + 1, row) + inputs;
  }

  /** Step t of all rows. */
  public abstract void forward(int t);

  /**
   * [T][B][H], to which gradients with respect to outputs are added; {@link #backward} adds those
   * by way of the step after, {@link #carry} clears them.
   */
  public float[] outputGradient() {
    return dh;
  }

  /** Where the gradient with respect to the outputs of a row after a step begins. */
  public int outputGradientAt(int t, int row) {
    return (t * batch + row) * hidden;
  }

  /** Step t of all rows, backward; steps come in falling order. */
  public abstract void backward(int t);

  /** Adds the gradient with respect to the weights, over all steps and rows. */
  public abstract void gradient(float[] dw);

  /**
   * Adds the gradient with respect to the inputs, over all steps and rows.
   *
   * @param dx [T][B][I], as is the {@link #outputGradient} of the layer below
   */
  public abstract void inputGradient(float[] dx);

  /**
   * Adds the gradient with respect to the inputs of step t alone, right after its {@link
   * #backward}: where the inputs of a step depend on the outputs of the step before.
   *
   * @param dx [B][I]
   */
  public abstract void inputGradient(int t, float[] dx);

  /** Makes the memory after the last step that of the beginning, and clears gradients. */
  public void carry() {
    System.arraycopy(xh, steps * batch * width, xh, 0, batch * width);
    Arrays.fill(dh, 0);
  }

  /** Writes the memory of a row at the beginning. */
  public void begin(int row, float[] memory, int at) {
    System.arraycopy(memory, at, xh, row * width + inputs, hidden);
  }

  /** Reads the memory of a row after step t. */
  public void end(int t, int row, float[] memory, int at) {
    System.arraycopy(xh, outputAt(t, row), memory, at, hidden);
  }
}
