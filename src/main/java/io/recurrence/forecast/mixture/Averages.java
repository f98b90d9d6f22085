package io.recurrence.forecast.mixture;

import io.recurrence.core.Precision;

/** Three exponential averages, quick to slow: what a regression reads where there is no season. */
final class Averages {
  static final int COUNT = 3;
  static final int SLOW = 1; // the one that is an expert of its own
  private static final double[] RATES = {.2, .03, .004};

  private final int at;

  Averages(MemoryAllocator allocator) {
    this.at = allocator.take(Precision.SINGLE, COUNT);
  }

  /** Learns the value of the {@code n}-th step, counted from 1. */
  void step(double[] h, double z, double n) {
    h[at] = (float) (h[at] + RATES[0] * (z - h[at]));
    for (int i = 1; i < COUNT; i++) {
      h[at + i] = (float) (h[at + i] + Math.max(RATES[i], 1 / n) * (z - h[at + i]));
    }
  }

  /** The value of the {@code n}-th step, which was learned, is now another. */
  void amend(double[] h, double change, double n) {
    h[at] = (float) (h[at] + RATES[0] * change);
    for (int i = 1; i < COUNT; i++) {
      h[at + i] = (float) (h[at + i] + Math.max(RATES[i], 1 / n) * change);
    }
  }

  void read(double[] h, double[] out) {
    System.arraycopy(h, at, out, 0, COUNT);
  }

  /** Moves averages on by a step of a path. */
  static void roll(double[] averages, double z) {
    for (int i = 0; i < COUNT; i++) {
      averages[i] += RATES[i] * (z - averages[i]);
    }
  }

  void transform(double[] h, double factor, double shift) {
    Numbers.transform(h, at, COUNT, factor, shift);
  }
}
