package io.recurrence.network;

/**
 * The long short-term memory whose gates see the cell, by the peephole connections of Gers and
 * Schmidhuber (2000):
 *
 * <pre>
 *   [z_i, z_f, z_o, z_g] = x W + h U + b
 *   i = σ(z_i + p_i c)   f = σ(z_f + p_f c)   g = tanh(z_g)
 *   c' = f c + i g
 *   o = σ(z_o + p_o c')
 *   h' = o tanh(c')
 * </pre>
 *
 * <p>Weights: W [I][4H], U [H][4H], b [4H], columns in the order i, f, o, g; then p_i, p_f, p_o
 * [H]. State: h [H], c [H].
 */
public final class PeepholeLstm extends MemoryCell {
  public PeepholeLstm(int inputs, int hidden) {
    super(inputs, hidden, 4, 3, 1);
  }

  @Override
  void forward(
      double[] w, int p, double[] z, double[] s, double[] next, double[] a, int at, int n) {
    for (int j = 0; j < n; j++) {
      double before = s[n + j];
      double i = Dense.sigmoid(z[j] + w[p + j] * before);
      double f = Dense.sigmoid(z[n + j] + w[p + n + j] * before);
      double g = StrictMath.tanh(z[3 * n + j]);
      double c = f * before + i * g;
      double o = Dense.sigmoid(z[2 * n + j] + w[p + 2 * n + j] * c);
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
      double after = a[at + 4 * n + j];
      double tanh = StrictMath.tanh(after);
      z[2 * n + j] = ds[j] * tanh * o * (1 - o);
      double dc = ds[n + j] + ds[j] * o * (1 - tanh * tanh) + z[2 * n + j] * w[p + 2 * n + j];
      z[j] = dc * g * i * (1 - i);
      z[n + j] = dc * before * f * (1 - f);
      z[3 * n + j] = dc * i * (1 - g * g);
      ds[n + j] = dc * f + z[j] * w[p + j] + z[n + j] * w[p + n + j];
      dw[p + j] += z[j] * before;
      dw[p + n + j] += z[n + j] * before;
      dw[p + 2 * n + j] += z[2 * n + j] * after;
    }
  }
}
