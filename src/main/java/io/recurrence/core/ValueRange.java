package io.recurrence.core;

/**
 * The values that a series can have, {@code [lowest, highest]}; either end may be infinite.
 *
 * @param lowest the least of them
 * @param highest the greatest of them, above {@code lowest}
 */
public record ValueRange(double lowest, double highest) {
  /** Every number. */
  public static final ValueRange ALL =
      new ValueRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Whether a value can be. */
  public boolean contains(double x) {
    return lowest <= x && x <= highest;
  }

  /** The nearest value that can be; NaN for NaN. */
  public double clip(double x) {
    return Math.max(lowest, Math.min(highest, x));
  }
}
