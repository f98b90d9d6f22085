package io.recurrence.forecast.mixture;

import io.recurrence.core.Precision;

/**
 * The window of past values: the latest one by one and, where the season is longer than they reach,
 * the ones before as means of blocks. A value of step i stands at {@code i mod fine}; the mean of
 * block b at {@code fine + b mod blocks}; the sum of the block that is being filled comes last.
 */
final class Ring {
  private final int at;
  private final int size;

  Ring(MemoryAllocator allocator, TierConfig config) {
    this.size = config.history().values();
    this.at = allocator.take(Precision.SINGLE, size);
  }

  /** Writes the value of step {@code t}. */
  void push(double[] h, Seasons s, long t, double z) {
    h[at + (int) (t % s.fine)] = (float) z;
    if (s.blocks > 0) {
      int sum = at + s.fine + s.blocks;
      h[sum] = (float) (h[sum] + z);
      if ((t + 1) % s.width == 0) {
        long block = (t + 1) / s.width - 1;
        h[at + s.fine + (int) (block % s.blocks)] = (float) (h[sum] / s.width);
        h[sum] = 0;
      }
    }
  }

  /** Puts another value in the place of the one at step {@code t}. */
  void repair(double[] h, Seasons s, long t, double z) {
    h[at + (int) (t % s.fine)] = (float) z;
  }

  /** Takes back what was written after step {@code t}, as far as single values reach. */
  void rewind(double[] h, Seasons s, long t) {
    if (s.blocks > 0) {
      double sum = 0;
      for (long i = t - (t + 1) % s.width + 1; i <= t; i++) {
        sum += h[at + (int) (i % s.fine)];
      }
      h[at + s.fine + s.blocks] = (float) sum;
    }
  }

  /** Lays the single values out in the order of time. */
  void load(SeriesView view) {
    Seasons s = view.seasons;
    if (s.blocks > 0) {
      view.lastBlock = (view.t + 1) / s.width - 1;
      view.lastSlot = (int) Math.floorMod(view.lastBlock, (long) s.blocks);
    }
    int newest = (int) Math.floorMod(view.t, (long) s.fine);
    int to = view.now + 1 - s.fine;
    System.arraycopy(view.h, at + newest + 1, view.values, to, s.fine - newest - 1);
    System.arraycopy(view.h, at, view.values, view.now - newest, newest + 1);
  }

  /** The value {@code lag} steps before the one that stands {@code ahead} of the newest. */
  double back(SeriesView view, int lag, int ahead) {
    return lag - ahead < view.seasons.fine
        ? view.values[view.now + ahead - lag]
        : coarse(view, view.t + ahead - lag);
  }

  /** The value at a step, between the centres of the blocks around it. */
  private double coarse(SeriesView view, long step) {
    Seasons s = view.seasons;
    double place = (step + .5) * s.perBlock - .5;
    double block = Math.floor(place);
    double fraction = place - block;
    if (block + 1 > view.lastBlock) {
      block = view.lastBlock - 1.0;
      fraction = 1;
    }
    if (block < 0) {
      block = 0;
      fraction = 0;
    }
    int means = at + s.fine;
    int slot = view.lastSlot - (int) (view.lastBlock - block);
    slot += slot < 0 ? s.blocks : 0;
    double before = view.h[means + slot];
    double after = view.h[means + (slot + 1 == s.blocks ? 0 : slot + 1)];
    return before + (after - before) * fraction;
  }

  /** {@code z <- z * factor - shift}. */
  void transform(double[] h, Seasons s, long t, double factor, double shift) {
    if (s.blocks == 0) {
      Numbers.transform(h, at, size, factor, shift);
      return;
    }
    Numbers.transform(h, at, size - 1, factor, shift);
    int sum = at + s.fine + s.blocks;
    h[sum] = Numbers.transform(h[sum], factor, shift * ((t + 1) % s.width));
  }
}
