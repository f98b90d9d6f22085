package io.recurrence.network;

/** Products of a row vector and a matrix within flat arrays. */
public final class Dense {
  private Dense() {}

  public static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  /** {@code z += x M} for x of n, M of n×m from {@code at}. */
  public static void add(
      double[] w, int at, double[] x, int xAt, int n, double[] z, int zAt, int m) {
    for (int k = 0; k < n; k++) {
      double xk = x[xAt + k];
      int row = at + k * m;
      for (int j = 0; j < m; j++) {
        z[zAt + j] += xk * w[row + j];
      }
    }
  }

  /** {@code dx += dz Mᵀ} and {@code dM += xᵀ dz}. */
  public static void back(
      double[] w,
      int at,
      double[] x,
      int xAt,
      int n,
      double[] dz,
      int m,
      double[] dx,
      int dxAt,
      double[] dw) {
    for (int k = 0; k < n; k++) {
      double xk = x[xAt + k];
      int row = at + k * m;
      double sum = 0;
      for (int j = 0; j < m; j++) {
        sum += w[row + j] * dz[j];
        dw[row + j] += xk * dz[j];
      }
      dx[dxAt + k] += sum;
    }
  }
}
