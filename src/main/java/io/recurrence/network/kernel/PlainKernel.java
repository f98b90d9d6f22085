package io.recurrence.network.kernel;

/**
 * Loops that the just-in-time compiler turns into vector instructions by itself. It does so only
 * where all arrays of a loop are read at the loop's own index, so each row of a matrix is an array
 * of its own.
 */
final class PlainKernel implements Kernel {
  private float[] sum = new float[0];

  @Override
  public String name() {
    return "plain";
  }

  /** A matrix row by row. */
  private static final class Rows implements Matrix {
    private final float[][] rows;
    private final int columns;

    Rows(int rows, int columns) {
      this.rows = new float[rows][columns];
      this.columns = columns;
    }

    @Override
    public Matrix load(Block b) {
      for (int k = 0; k < rows.length; k++) {
        int at = b.at + k * b.rowStride;
        for (int j = 0; j < columns; j++, at += b.columnStride) {
          rows[k][j] = b.data[at];
        }
      }
      return this;
    }
  }

  @Override
  public Matrix matrix(int rows, int columns) {
    return new Rows(rows, columns);
  }

  @Override
  public void multiply(Block a, Matrix b, Block s, Block c) {
    Rows right = (Rows) b;
    if (sum.length < right.columns) {
      sum = new float[right.columns];
    }
    for (int i = 0; i < a.rows; i++) {
      System.arraycopy(s.data, s.at + i * s.rowStride, sum, 0, right.columns);
      add(a.data, a.at + i * a.rowStride, a.columnStride, right.rows, sum, right.columns);
      System.arraycopy(sum, 0, c.data, c.at + i * c.rowStride, right.columns);
    }
  }

  /** {@code y += Σ_k x_k b_k}, four rows at a time so that y is loaded and stored less often. */
  private static void add(float[] x, int at, int stride, float[][] b, float[] y, int n) {
    int k = 0;
    for (; k + 4 <= b.length; k += 4, at += 4 * stride) {
      float x0 = x[at];
      float x1 = x[at + stride];
      float x2 = x[at + 2 * stride];
      float x3 = x[at + 3 * stride];
      add4(x0, x1, x2, x3, b[k], b[k + 1], b[k + 2], b[k + 3], y, n);
    }
    for (; k < b.length; k++, at += stride) {
      add1(x[at], b[k], y, n);
    }
  }

  private static void add4(
      float x0,
      float x1,
      float x2,
      float x3,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] y,
      int n) {
    for (int j = 0; j < n; j++) {
      float first = Math.fma(x1, b1[j], Math.fma(x0, b0[j], y[j]));
      y[j] = Math.fma(x3, b3[j], Math.fma(x2, b2[j], first));
    }
  }

  private static void add1(float x, float[] b, float[] y, int n) {
    for (int j = 0; j < n; j++) {
      y[j] = Math.fma(x, b[j], y[j]);
    }
  }

  @Override
  public void tanh(float[] x, int at, int n) {
    for (int j = at; j < at + n; j++) {
      x[j] = Activation.tanh(x[j]);
    }
  }

  @Override
  public void lstm(float[] a, int at, float[] c, int from, int to, float[] h, int hAt, int n) {
    for (int j = 0; j < n; j++) {
      float cell = cell(a, at + j, n, c[from + j]);
      c[to + j] = cell;
      h[hAt + j] = cell;
    }
    tanh(h, hAt, n);
    for (int j = 0; j < n; j++) {
      h[hAt + j] *= Math.fma(0.5f, a[at + 2 * n + j], 0.5f);
    }
  }

  /** The cell of one unit, whose activations stand {@code n} apart from {@code k}. */
  static float cell(float[] a, int k, int n, float before) {
    float i = Math.fma(0.5f, a[k], 0.5f);
    float f = Math.fma(0.5f, a[k + n], 0.5f);
    return Math.fma(f, before, i * a[k + 3 * n]);
  }

  @Override
  public void lstmBackward(
      float[] a,
      int at,
      float[] c,
      int from,
      int to,
      float[] dh,
      int dhAt,
      float[] dc,
      int dcAt,
      int n) {
    for (int j = 0; j < n; j++) {
      float tanh = Activation.tanh(c[to + j]);
      lstmBackward(a, at + j, n, c[from + j], tanh, dh[dhAt + j], dc, dcAt + j);
    }
  }

  /** One unit, whose activations stand {@code n} apart from {@code k}; {@code tanh} of its cell. */
  static void lstmBackward(
      float[] a, int k, int n, float before, float tanh, float dh, float[] dc, int dcAt) {
    float i = Math.fma(0.5f, a[k], 0.5f);
    float f = Math.fma(0.5f, a[k + n], 0.5f);
    float o = Math.fma(0.5f, a[k + 2 * n], 0.5f);
    float g = a[k + 3 * n];
    float cell = Math.fma(dh * o, Math.fma(-tanh, tanh, 1f), dc[dcAt]);
    a[k] = cell * g * (i * (1 - i));
    a[k + n] = cell * before * (f * (1 - f));
    a[k + 2 * n] = dh * tanh * (o * (1 - o));
    a[k + 3 * n] = cell * i * Math.fma(-g, g, 1f);
    dc[dcAt] = cell * f;
  }
}
