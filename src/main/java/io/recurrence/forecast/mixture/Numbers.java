package io.recurrence.forecast.mixture;

/** Changes of unit and of base over runs of a memory. */
final class Numbers {
  /** Units that anything remembered may have: squares of it are still finite as floats. */
  private static final double MAX_SIZE = 1e18;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L; // of Fibonacci hashing (Knuth, 1973)

  private Numbers() {}

  /** {@code x <- x * factor - shift} for numbers in single precision. */
  static void transform(double[] h, int from, int count, double factor, double shift) {
    for (int i = from; i < from + count; i++) {
      h[i] = transform(h[i], factor, shift);
    }
  }

  static double transform(double x, double factor, double shift) {
    return (float) Math.max(-MAX_SIZE, Math.min(MAX_SIZE, x * factor - shift));
  }

  /**
   * A whole number beside {@code x}, the more often the nearer one, so that small steps add up.
   *
   * @param t the step, which says which one it is this time
   */
  static double dithered(double x, long t) {
    return Math.floor(x + ((t * GOLDEN) >>> 11) * 0x1p-53) + 0.0;
  }

  /** {@code x <- x * factor²} for squares in single precision. */
  static void transformSquares(double[] h, int from, int count, double factor) {
    for (int i = from; i < from + count; i++) {
      h[i] = (float) Math.min(MAX_SIZE * MAX_SIZE, h[i] * factor * factor);
    }
  }
}
