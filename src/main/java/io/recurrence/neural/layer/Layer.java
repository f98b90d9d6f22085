package io.recurrence.neural.layer;

/**
 * A recurrent layer over B rows and a window of T steps. A window goes: {@link #load} the weights
 * where they changed, write the inputs of step 0, {@link #forward}, and so on; then for each step
 * from the last to the first add the gradient of its outputs, {@link #backward}; then {@link
 * #gradient}. {@link #carry} makes the end of this window the beginning of the next.
 *
 * <p>Shapes: I inputs, H outputs. Serving is a window of one row and one step.
 */
public interface Layer {

  int inputs();

  int outputs();

  /** How many numbers the layer remembers of a row, its outputs first. */
  int memory();

  /** How many weights. */
  int weights();

  /** Reads the weights of this layer out of those of a network. */
  void load(float[] w);

  /** The array that holds the inputs of all steps. */
  float[] input();

  /** Where the I inputs of a row at a step begin in {@link #input()}. */
  int inputAt(int t, int row);

  /** The array that holds the outputs of all steps. */
  float[] output();

  /** Where the H outputs of a row after a step begin in {@link #output()}. */
  int outputAt(int t, int row);

  /** Step t of all rows. */
  void forward(int t);

  /** The array that gradients with respect to outputs are added to; cleared by {@link #carry}. */
  float[] outputGradient();

  /** Where the gradient with respect to the outputs of a row after a step begins. */
  int outputGradientAt(int t, int row);

  /** Step t of all rows, backward; steps come in falling order. */
  void backward(int t);

  /** The array that holds gradients with respect to inputs after {@link #backward}. */
  float[] inputGradient();

  int inputGradientAt(int t, int row);

  /** Adds the gradient with respect to the weights, over all steps and rows. */
  void gradient(float[] dw);

  /** Makes the memory after the last step that of the beginning, and clears gradients. */
  void carry();

  /** Writes the memory of a row at the beginning. */
  void begin(int row, float[] memory, int at);

  /** Reads the memory of a row after step t. */
  void end(int t, int row, float[] memory, int at);
}
