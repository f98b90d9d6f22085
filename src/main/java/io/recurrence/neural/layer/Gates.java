package io.recurrence.neural.layer;

import io.recurrence.neural.kernel.Kernel;

/**
 * What one row of a {@link GatedLayer} does with its pre-activations {@code z = W x + U h + b}, H
 * units at a time. Sigmoid gates come with {@code z/2} in place of z, for {@code σ(z) = (1 +
 * tanh(z/2)) / 2}.
 */
interface Gates {

  /** Pre-activations per unit; of these, the first {@link #sigmoids()} are of sigmoid gates. */
  int count();

  int sigmoids();

  /** Whether a unit has a cell besides its output. */
  boolean cells();

  /** Weights per unit beyond W, U and b. */
  int peepholes();

  /**
   * One step of one row.
   *
   * @param a pre-activations from {@code at}; overwritten with whatever backward needs
   * @param c cells before at {@code from}, after at {@code to}
   * @param h outputs at {@code hAt}
   * @param p weights beyond W, U and b
   */
  void forward(
      Kernel kernel,
      float[] a,
      int at,
      float[] c,
      int from,
      int to,
      float[] h,
      int hAt,
      int n,
      float[] p);

  /**
   * The same step backward.
   *
   * @param a what forward left; overwritten with the gradient of the true z
   * @param dh gradient of the outputs
   * @param dc gradient of the cells after the step; overwritten with that of the cells before
   * @param dp gradient of the weights beyond W, U and b; added to
   */
  void backward(
      Kernel kernel,
      float[] a,
      int at,
      float[] c,
      int from,
      int to,
      float[] dh,
      int dhAt,
      float[] dc,
      int dcAt,
      int n,
      float[] p,
      float[] dp);
}
