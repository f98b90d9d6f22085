package io.recurrence.core;

/** A unit upper triangular matrix U, kept by columns without its diagonal. */
final class UpperTriangular {
  private UpperTriangular() {}

  /**
   * Writes {@code f = Uᵀ x}: {@code f_j = x_j + Σ_{i<j} U_ij x_i}, each sum in the order of i. Four
   * of them are taken at a time, since a term waits for the one before it, but no sum for another.
   *
   * @param h holds U from {@code at}
   * @param n of the rows and columns, the first ones
   * @param x not modified
   */
  static void transposedTimes(double[] h, int at, int n, double[] x, double[] f) {
    int j = 0;
    int a = at; // where column j begins, and those after it
    for (; j + 3 < n; j += 4) {
      int b = a + j;
      int c = b + j + 1;
      int d = c + j + 2;
      double fa = x[j];
      double fb = x[j + 1];
      double fc = x[j + 2];
      double fd = x[j + 3];
      for (int i = 0; i < j; i++) {
        fa += h[a + i] * x[i];
        fb += h[b + i] * x[i];
        fc += h[c + i] * x[i];
        fd += h[d + i] * x[i];
      }
      fb += h[b + j] * x[j];
      fc += h[c + j] * x[j];
      fc += h[c + j + 1] * x[j + 1];
      fd += h[d + j] * x[j];
      fd += h[d + j + 1] * x[j + 1];
      fd += h[d + j + 2] * x[j + 2];
      f[j] = fa;
      f[j + 1] = fb;
      f[j + 2] = fc;
      f[j + 3] = fd;
      a = d + j + 3;
    }
    for (; j < n; a += j, j++) {
      double sum = x[j];
      for (int i = 0; i < j; i++) {
        sum += h[a + i] * x[i];
      }
      f[j] = sum;
    }
  }
}
