package io.recurrence.forecast.mixture;

import io.recurrence.core.Precision;
import io.recurrence.core.Values;

/**
 * The smallest and the largest value that have been learned, and whether the largest is an upper
 * bound as a busy share of 100 %, a full disk or a rating of 5 is: where many values are exactly
 * this one, where the series has come back to it from below, and where it has never gone beyond.
 */
final class Extremes {
  private static final int MIN_RETURNS = 3; // a level that climbs by steps does not return
  private static final int MIN_COUNT = 12; // values at the bound
  private static final double MIN_SHARE = .02; // of all values, that those at the bound must be
  private static final int MAX_COUNT = 30_000;

  private final boolean any;
  private final int largest;
  private final int smallest; // rounded down
  private final int count; // of values equal to the largest
  private final int returns; // to the largest, from below

  Extremes(MemoryAllocator allocator, TierConfig config) {
    this.any = config.extended();
    this.largest = allocator.take(Precision.DOUBLE, any ? 1 : 0);
    this.smallest = allocator.take(Precision.SINGLE, any ? 1 : 0);
    this.count = allocator.take(Precision.SHORT, any ? 2 : 0);
    this.returns = count + 1;
  }

  void start(double[] h) {
    if (any) {
      h[largest] = -Values.MAX_MAGNITUDE;
      h[smallest] = Float.MAX_VALUE;
      h[count] = 0;
      h[returns] = 0;
    }
  }

  /** Learns a value, while the one before is still known. */
  void learn(double[] h, double x) {
    if (x < h[smallest] && x != h[MemoryIndex.LAST]) {
      h[smallest] = Precision.single(Math.nextDown((float) x));
    }
    if (x > h[largest]) {
      h[largest] = x;
      h[count] = 0;
      h[returns] = 0;
    } else if (x == h[largest]) {
      h[count] = Math.min(MAX_COUNT, h[count] + 1);
      h[returns] = Math.min(MAX_COUNT, h[returns] + (h[MemoryIndex.LAST] < x ? 1 : 0));
    }
  }

  /** Whether values so low and so high, or nearly so, have been learned. */
  boolean reach(double[] h, double x, double nearly) {
    return x > h[smallest] - nearly && x < h[largest] + nearly;
  }

  /** The largest value that a forecast may have. */
  double bound(double[] h) {
    double needed = Math.min(MAX_COUNT, Math.max(MIN_COUNT, MIN_SHARE * h[MemoryIndex.T]));
    boolean holds =
        h[returns] >= MIN_RETURNS && h[count] >= needed && h[MemoryIndex.LAST] <= h[largest];
    return holds ? h[largest] : Values.MAX_MAGNITUDE;
  }
}
