package io.recurrence.symbol;

import java.util.Arrays;

/**
 * A sample of the whole past at even distances: every value until it is full; then every other one
 * is dropped, and half as many are taken from there on.
 */
final class EvenSample {
  private static final int KEPT = 0;
  private static final int STRIDE = 1; // values per value that is kept
  private static final int PASSED = 2; // values since the last that was kept
  private static final int HEAD = 3;

  private final int capacity;

  /**
   * @param capacity an even number
   */
  EvenSample(int capacity) {
    this.capacity = capacity;
  }

  int size() {
    return HEAD + capacity;
  }

  /** Whether what was read can be a sample: it holds no more than there is room for. */
  boolean sound(double[] h, int at) {
    return h[at + KEPT] >= 0 && h[at + KEPT] <= capacity;
  }

  int kept(double[] h, int at) {
    return (int) h[at + KEPT];
  }

  double value(double[] h, int at, int i) {
    return h[at + HEAD + i];
  }

  /** Puts a value in the place of the newest one. */
  void replace(double[] h, int at, double x) {
    h[at + HEAD + kept(h, at) - 1] = x;
  }

  /** Takes a value, and returns whether it is in the sample. */
  boolean add(double[] h, int at, double x) {
    h[at + STRIDE] = Math.max(1, h[at + STRIDE]);
    h[at + PASSED]++;
    if (h[at + PASSED] < h[at + STRIDE]) {
      return false;
    }
    if (kept(h, at) == capacity) {
      for (int i = 0; i < capacity / 2; i++) {
        h[at + HEAD + i] = h[at + HEAD + 2 * i];
      }
      Arrays.fill(h, at + HEAD + capacity / 2, at + HEAD + capacity, 0);
      h[at + KEPT] = capacity / 2.0;
      h[at + STRIDE] *= 2;
    }
    h[at + PASSED] = 0;
    h[at + HEAD + kept(h, at)] = x;
    h[at + KEPT]++;
    return true;
  }
}
