package io.recurrence.network;

import java.util.SplittableRandom;

/**
 * The long short-term memory of Hochreiter and Schmidhuber (1997) with the forget gate of Gers,
 * Schmidhuber and Cummins (2000):
 *
 * <pre>
 *   [z_i, z_f, z_o, z_g] = x W + h U + b
 *   i = σ(z_i)   f = σ(z_f)   o = σ(z_o)   g = tanh(z_g)
 *   c' = f c + i g
 *   h' = o tanh(c')
 * </pre>
 *
 * <p>Weights: W [I][4H], U [H][4H], b [4H], columns in the order i, f, o, g. State: h [H], c [H].
 */
public final class Lstm extends MemoryCell {
  private final int span;

  public Lstm(int inputs, int hidden) {
    this(inputs, hidden, 0);
  }

  /**
   * A cell that begins with memories of about 1 to {@code span} steps: the biases of the forget
   * gates are ln u, u uniform in [1, span - 1], those of the input gates -ln u (Tallec and
   * Ollivier, 2018).
   *
   * @param span at least 3, or 0 for forget gates that begin open, with a bias of 1
   */
  public Lstm(int inputs, int hidden, int span) {
    super(inputs, hidden, 4, 0, 1);
    this.span = span;
  }

  @Override
  void forward(
      double[] w, int p, double[] z, double[] s, double[] next, double[] a, int at, int n) {
    for (int j = 0; j < n; j++) {
      double i = Dense.sigmoid(z[j]);
      double f = Dense.sigmoid(z[n + j]);
      double o = Dense.sigmoid(z[2 * n + j]);
      double g = StrictMath.tanh(z[3 * n + j]);
      double c = f * s[n + j] + i * g;
      a[at + j] = i;
      a[at + n + j] = f;
      a[at + 2 * n + j] = o;
      a[at + 3 * n + j] = g;
      a[at + 4 * n + j] = c;
      next[n + j] = c;
      next[j] = o * StrictMath.tanh(c);
    }
  }

  @Override
  void backward(
      double[] w, int p, double[] a, int at, double[] ds, double[] z, double[] dw, int n) {
    for (int j = 0; j < n; j++) {
      double i = a[at + j];
      double f = a[at + n + j];
      double o = a[at + 2 * n + j];
      double g = a[at + 3 * n + j];
      double before = a[at - n + j];
      double tanh = StrictMath.tanh(a[at + 4 * n + j]);
      double dc = ds[n + j] + ds[j] * o * (1 - tanh * tanh);
      z[j] = dc * g * i * (1 - i);
      z[n + j] = dc * before * f * (1 - f);
      z[2 * n + j] = ds[j] * tanh * o * (1 - o);
      z[3 * n + j] = dc * i * (1 - g * g);
      ds[n + j] = dc * f;
    }
  }

  @Override
  public void initialise(double[] w, int at, SplittableRandom random) {
    super.initialise(w, at, random);
    for (int j = 0; span > 0 && j < outputs(); j++) {
      double lasting = StrictMath.log(1 + (span - 2) * random.nextDouble());
      w[bias(at) + j] = -lasting;
      w[bias(at) + outputs() + j] = lasting;
    }
  }
}
