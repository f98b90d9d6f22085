package io.recurrence.network;

/**
 * One step of a recurrent network, {@code s' = f(s, x; w)}, and its derivative. The state begins
 * with the output: H numbers, followed by whatever else the cell remembers. A cell holds shapes and
 * scratch arrays; it serves one thread.
 *
 * <p>A matrix of n rows and m columns stands row by row among the weights and multiplies a row
 * vector from the right: {@code z_j = Σ_k x_k M_kj}.
 */
public interface Cell {

  /**
   * The lengths of what belongs to a cell.
   *
   * @param inputs I, of x
   * @param outputs H, of the output
   * @param size of the state, the output first
   * @param weights how many there are
   * @param trace what a step leaves for the way back
   */
  record Shape(int inputs, int outputs, int size, int weights, int trace) {}

  Shape shape();

  /** I, the length of x. */
  default int inputs() {
    return shape().inputs();
  }

  /** H, the length of the output. */
  default int outputs() {
    return shape().outputs();
  }

  /** The length of the state, the output first. */
  default int size() {
    return shape().size();
  }

  /** How many weights. */
  default int weights() {
    return shape().weights();
  }

  /** How many numbers a step leaves for the way back. */
  default int trace() {
    return shape().trace();
  }

  /**
   * One step.
   *
   * @param w weights of this cell from {@code at}; not modified
   * @param x I inputs from {@code xAt}; not modified
   * @param s the state before; not modified
   * @param next the state after, another array or {@code s} itself
   * @param trace what {@link #backward} needs, from {@code tAt}
   */
  void forward(
      double[] w, int at, double[] x, int xAt, double[] s, double[] next, double[] trace, int tAt);

  /**
   * The same step backward.
   *
   * @param trace as {@link #forward} left it; not modified
   * @param ds gradient with respect to the state after; becomes that with respect to the state
   *     before
   * @param dx gradient with respect to the inputs, from {@code xAt}; added to
   * @param dw gradient with respect to the weights, from {@code at}; added to
   */
  void backward(
      double[] w, int at, double[] trace, int tAt, double[] ds, double[] dx, int xAt, double[] dw);

  /** Writes weights to begin with. */
  default void initialise(double[] w, int at, java.util.SplittableRandom random) {
    double bound = Math.sqrt(3.0 / (inputs() + outputs()));
    for (int i = at; i < at + weights(); i++) {
      w[i] = bound * (2 * random.nextDouble() - 1);
    }
  }
}
