package io.recurrence.forecast.mixture;

import io.recurrence.core.Values;

/**
 * Base and unit of a series: {@code z = (x - base) / unit}, so that single precision loses nothing
 * that matters on values far from 0 or of any size. The unit is a power of 2, near the mean size of
 * the differences.
 */
final class Scale {
  private static final int MIN_EXPONENT = -960; // exponent

  private final Extremes extremes;

  Scale(Extremes extremes) {
    this.extremes = extremes;
  }

  double unit(double[] h) {
    return unitOf(h);
  }

  static double unitOf(double[] h) {
    return Math.scalb(1.0, (int) h[MemoryIndex.EXPONENT]);
  }

  boolean known(double[] h) {
    return h[MemoryIndex.SCALED] == 1;
  }

  /** Takes the unit from the first difference that is not 0. */
  void start(double[] h, double difference) {
    h[MemoryIndex.SCALED] = 1;
    h[MemoryIndex.EXPONENT] = Math.max(MIN_EXPONENT, Math.getExponent(difference));
  }

  /**
   * The exponent of the smallest unit that the series may have: finer than the distance of a double
   * to the next one at its level there are no differences.
   */
  int finest(double[] h) {
    double level = Math.max(Math.abs(h[MemoryIndex.BASE]), Math.abs(h[MemoryIndex.LAST]));
    return Math.max(MIN_EXPONENT, Math.getExponent(Math.ulp(level)));
  }

  double of(double[] h, double x) {
    return (x - h[MemoryIndex.BASE]) / unit(h);
  }

  /** In the units of the series, and within its bounds. */
  double real(double[] h, double z) {
    if (z == of(h, h[MemoryIndex.LAST])) {
      return h[MemoryIndex.LAST]; // not what rounding makes of it
    }
    return clamp(h[MemoryIndex.BASE] + unit(h) * z, min(h), extremes.bound(h));
  }

  /** The min value that a forecast may have: 0 where no value was negative. */
  double min(double[] h) {
    return h[MemoryIndex.NEGATIVE] == 1 || h[MemoryIndex.LAST] < 0 ? -Values.MAX_MAGNITUDE : 0;
  }

  /** The largest value that a forecast may have. */
  double max(double[] h) {
    return extremes.bound(h);
  }

  /** Holds a value between the min and the largest that there may be. */
  static double clamp(double x, double min, double max) {
    return Math.max(min, Math.min(max, x));
  }
}
