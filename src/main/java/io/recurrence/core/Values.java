package io.recurrence.core;

/** Which numbers a pipeline takes and keeps. */
public final class Values {
  /** Values beyond this are refused, so that squares of them stay finite. */
  public static final double MAX_MAGNITUDE = 1e100;

  private Values() {}

  /**
   * Refuses what no state can hold.
   *
   * @throws IllegalArgumentException where {@code x} is not finite, or larger than {@link
   *     #MAX_MAGNITUDE} in size
   */
  static void check(double x) {
    if (!(Math.abs(x) <= MAX_MAGNITUDE)) {
      throw new IllegalArgumentException(
          "value " + x + " is not finite, or larger than " + MAX_MAGNITUDE);
    }
  }

  /** The nearest number that a state can hold. */
  static double clamp(double x) {
    return Math.max(-MAX_MAGNITUDE, Math.min(MAX_MAGNITUDE, x));
  }

  /** Brings each number to the nearest one that a state can hold. */
  static void clamp(double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = clamp(x[i]);
    }
  }
}
