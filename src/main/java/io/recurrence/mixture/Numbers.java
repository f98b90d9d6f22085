package io.recurrence.mixture;

/** Changes of unit and of base over runs of a memory. */
final class Numbers {
  private Numbers() {}

  /** {@code x <- x * factor - shift} for numbers in single precision. */
  static void transform(double[] h, int from, int count, double factor, double shift) {
    for (int i = from; i < from + count; i++) {
      h[i] = (float) (h[i] * factor - shift);
    }
  }
}
