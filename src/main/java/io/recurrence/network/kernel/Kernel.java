package io.recurrence.network.kernel;

/**
 * The operations in which networks spend their time. Every implementation gives the same bits: each
 * element of a result is one chain of fused multiply-adds in the order of the inner index, whatever
 * the number of lanes, and {@link Activation} says what the activations are. A kernel has scratch
 * space and serves one thread.
 */
public interface Kernel {

  /** What does the work, such as {@code plain} or {@code vector-256}. */
  String name();

  /** Makes room for the right factor of products. */
  Matrix matrix(int rows, int columns);

  /**
   * {@code C = S + A B}.
   *
   * @param a m×k, of any strides; a single row stands in one piece
   * @param b k×n, made by this kernel
   * @param s m×n, each row in one piece; may be c
   * @param c m×n, each row in one piece
   */
  void multiply(Block a, Matrix b, Block s, Block c);

  /** {@code C += A B}. */
  default void multiply(Block a, Matrix b, Block c) {
    multiply(a, b, c, c);
  }

  /** Applies {@link Activation#tanh(float)} to {@code n} elements from {@code at}. */
  void tanh(float[] x, int at, int n);

  /**
   * The second half of a step of an LSTM: {@code c' = f c + i g}, {@code h = o tanh c'}, the
   * sigmoid gates being {@code (1 + a) / 2}.
   *
   * @param a 4n activations from {@code at}: {@code tanh(z/2)} of i, f, o, then {@code tanh z} of g
   * @param c holds n cells at {@code from}; those of this step are written at {@code to}
   * @param h n outputs are written at {@code hAt}
   */
  void lstm(float[] a, int at, float[] c, int from, int to, float[] h, int hAt, int n);

  /**
   * The same half backward.
   *
   * @param a as for {@link #lstm}; overwritten with the gradients of z of i, f, o and g
   * @param c cells before at {@code from}, after at {@code to}
   * @param dh n gradients of the outputs from {@code dhAt}
   * @param dc n gradients of the cells after the step from {@code dcAt}; overwritten with those of
   *     the cells before
   */
  void lstmBackward(
      float[] a,
      int at,
      float[] c,
      int from,
      int to,
      float[] dh,
      int dhAt,
      float[] dc,
      int dcAt,
      int n);

  /** A matrix in the layout that a kernel reads fastest. */
  interface Matrix {

    /** Copies the numbers of {@code b}, which has the same size, and any strides. */
    Matrix load(Block b);
  }
}
