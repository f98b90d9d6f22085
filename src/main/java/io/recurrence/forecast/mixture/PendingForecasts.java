package io.recurrence.forecast.mixture;

import io.recurrence.core.Precision;
import java.util.Arrays;

/**
 * Forecasts that wait for their actual value. Per slot: the value at the origin, a unit, the scale
 * of the forecast, and as differences from the origin, in 16 bits of the largest, what each expert
 * and the mixtures by BOA weights and by recent errors had forecast.
 */
final class PendingForecasts {
  private static final double FINEST = 32766;

  private final int experts;
  private final boolean reported;
  private final int width;
  private final int origins;
  private final int units; // negative where nothing waits
  private final int scales;
  private final int rows;
  private final int slots;

  /**
   * Takes its memory.
   *
   * @param reported whether forecast, lower and upper bound wait too, to be reported
   */
  PendingForecasts(MemoryAllocator allocator, int slots, int experts, boolean reported) {
    this.slots = slots;
    this.experts = experts;
    this.reported = reported;
    this.width =
        experts - 1 + 2 + (reported ? 3 : 0); // the first expert forecasts the value at the origin
    this.origins = allocator.take(Precision.SINGLE, slots);
    this.units = allocator.take(Precision.SINGLE, slots);
    this.scales = allocator.take(Precision.BRIEF, slots);
    this.rows = allocator.take(Precision.SHORT, slots * width);
  }

  void clear(double[] h) {
    Arrays.fill(h, units, units + slots, -1);
  }

  /** Nothing waits at a slot any more. */
  void drop(double[] h, int slot) {
    h[units + slot] = -1;
  }

  boolean waits(double[] h, int slot) {
    return h[units + slot] >= 0;
  }

  /** The value at the origin. */
  double origin(double[] h, int slot) {
    return h[origins + slot];
  }

  /** The scale of the forecast, 0 if none. */
  double scale(double[] h, int slot) {
    return h[scales + slot];
  }

  /** Opens a row for differences of at most {@code largest} in size. */
  void open(double[] h, int slot, double origin, double largest, double scale) {
    h[origins + slot] = (float) origin;
    h[units + slot] = (float) (largest / FINEST);
    h[scales + slot] = Precision.brief(scale);
  }

  private void put(double[] h, int slot, int column, double z) {
    double unit = h[units + slot];
    double steps = unit > 0 ? (z - h[origins + slot]) / unit : 0;
    h[rows + slot * width + column] = Precision.whole(steps);
  }

  private double get(double[] h, int slot, int column) {
    return h[origins + slot] + h[units + slot] * h[rows + slot * width + column];
  }

  void expert(double[] h, int slot, int expert, double z) {
    if (expert > 0) {
      put(h, slot, expert - 1, z);
    }
  }

  double expert(double[] h, int slot, int expert) {
    return expert == 0 ? h[origins + slot] : get(h, slot, expert - 1);
  }

  void mixtures(double[] h, int slot, double boa, double recent) {
    put(h, slot, experts - 1, boa);
    put(h, slot, experts, recent);
  }

  double boa(double[] h, int slot) {
    return get(h, slot, experts - 1);
  }

  double recent(double[] h, int slot) {
    return get(h, slot, experts);
  }

  /** Whether what is to be reported waits. */
  boolean hasReport() {
    return reported;
  }

  void report(double[] h, int slot, double mean, double lower, double upper) {
    put(h, slot, experts + 1, mean);
    put(h, slot, experts + 2, lower);
    put(h, slot, experts + 3, upper);
  }

  double mean(double[] h, int slot) {
    return get(h, slot, experts + 1);
  }

  double lower(double[] h, int slot) {
    return get(h, slot, experts + 2);
  }

  double upper(double[] h, int slot) {
    return get(h, slot, experts + 3);
  }

  void transform(double[] h, double factor, double shift) {
    Numbers.transform(h, origins, slots, factor, shift);
    for (int slot = 0; slot < slots; slot++) {
      if (waits(h, slot)) {
        h[units + slot] = Numbers.transform(h[units + slot], factor, 0);
      }
      h[scales + slot] = Precision.brief(h[scales + slot] * factor);
    }
  }
}
