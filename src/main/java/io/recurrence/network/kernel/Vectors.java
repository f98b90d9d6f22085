package io.recurrence.network.kernel;

/** Sums and products of vectors that stand in flat arrays. */
public final class Vectors {
  private Vectors() {}

  /** {@code y += x}. */
  public static void add(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int j = 0; j < n; j++) {
      y[yAt + j] += x[xAt + j];
    }
  }

  /** {@code y += f x}. */
  public static void add(float f, float[] x, int xAt, float[] y, int yAt, int n) {
    for (int j = 0; j < n; j++) {
      y[yAt + j] += f * x[xAt + j];
    }
  }

  /** Four sums, so that none waits for the one before it. */
  public static float dot(float[] x, int xAt, float[] y, int yAt, int n) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int j = 0;
    for (; j + 4 <= n; j += 4) {
      a = Math.fma(x[xAt + j], y[yAt + j], a);
      b = Math.fma(x[xAt + j + 1], y[yAt + j + 1], b);
      c = Math.fma(x[xAt + j + 2], y[yAt + j + 2], c);
      d = Math.fma(x[xAt + j + 3], y[yAt + j + 3], d);
    }
    for (; j < n; j++) {
      a = Math.fma(x[xAt + j], y[yAt + j], a);
    }
    return a + b + (c + d);
  }
}
