package io.recurrence.network;

/**
 * The long short-term memory that writes as much as it forgets: its input gate is {@code 1 - f}
 * (variant CIFG of Greff, Srivastava, Koutník, Steunebrink and Schmidhuber, 2017):
 *
 * <pre>
 *   [z_f, z_o, z_g] = x W + h U + b
 *   f = σ(z_f)   o = σ(z_o)   g = tanh(z_g)
 *   c' = f c + (1 - f) g
 *   h' = o tanh(c')
 * </pre>
 *
 * <p>Weights: W [I][3H], U [H][3H], b [3H], columns in the order f, o, g. State: h [H], c [H].
 */
public final class CoupledLstm extends MemoryCell {
  public CoupledLstm(int inputs, int hidden) {
    super(inputs, hidden, 3, 0, 0);
  }

  @Override
  void forward(
      double[] w, int p, double[] z, double[] s, double[] next, double[] a, int at, int n) {
    for (int j = 0; j < n; j++) {
      double f = Dense.sigmoid(z[j]);
      double o = Dense.sigmoid(z[n + j]);
      double g = StrictMath.tanh(z[2 * n + j]);
      double c = f * s[n + j] + (1 - f) * g;
      a[at + j] = f;
      a[at + n + j] = o;
      a[at + 2 * n + j] = g;
      a[at + 3 * n + j] = c;
      next[n + j] = c;
      next[j] = o * StrictMath.tanh(c);
    }
  }

  @Override
  void backward(
      double[] w, int p, double[] a, int at, double[] ds, double[] z, double[] dw, int n) {
    for (int j = 0; j < n; j++) {
      double f = a[at + j];
      double o = a[at + n + j];
      double g = a[at + 2 * n + j];
      double before = a[at - n + j];
      double tanh = StrictMath.tanh(a[at + 3 * n + j]);
      double dc = ds[n + j] + ds[j] * o * (1 - tanh * tanh);
      z[j] = dc * (before - g) * f * (1 - f);
      z[n + j] = ds[j] * tanh * o * (1 - o);
      z[2 * n + j] = dc * (1 - f) * (1 - g * g);
      ds[n + j] = dc * f;
    }
  }
}
