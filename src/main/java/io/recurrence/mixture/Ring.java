package io.recurrence.mixture;

import io.recurrence.core.Precision;

/**
 * The window of past values: the latest one by one and, where the season is longer than they reach,
 * the ones before as means of blocks. A value of step i stands at {@code i mod fine}; the mean of
 * block b at {@code fine + b mod blocks}; the sum of the block that is being filled comes last.
 */
final class Ring {
  private final int at;
  private final int size;

  Ring(Plan plan, Blueprint blueprint) {
    this.size = blueprint.history().values();
    this.at = plan.take(Precision.SINGLE, size);
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
  void load(Scene scene) {
    Seasons s = scene.seasons;
    if (s.blocks > 0) {
      scene.lastBlock = (scene.t + 1) / s.width - 1;
      scene.lastSlot = (int) Math.floorMod(scene.lastBlock, (long) s.blocks);
    }
    int newest = (int) Math.floorMod(scene.t, (long) s.fine);
    int to = scene.now + 1 - s.fine;
    System.arraycopy(scene.h, at + newest + 1, scene.values, to, s.fine - newest - 1);
    System.arraycopy(scene.h, at, scene.values, scene.now - newest, newest + 1);
  }

  /** The value {@code lag} steps before the one that stands {@code ahead} of the newest. */
  double back(Scene scene, int lag, int ahead) {
    return lag - ahead < scene.seasons.fine
        ? scene.values[scene.now + ahead - lag]
        : coarse(scene, scene.t + ahead - lag);
  }

  /** The value at a step, between the centres of the blocks around it. */
  private double coarse(Scene scene, long step) {
    Seasons s = scene.seasons;
    double place = (step + .5) * s.perBlock - .5;
    double block = Math.floor(place);
    double fraction = place - block;
    if (block + 1 > scene.lastBlock) {
      block = scene.lastBlock - 1.0;
      fraction = 1;
    }
    if (block < 0) {
      block = 0;
      fraction = 0;
    }
    int means = at + s.fine;
    int slot = scene.lastSlot - (int) (scene.lastBlock - block);
    slot += slot < 0 ? s.blocks : 0;
    double before = scene.h[means + slot];
    double after = scene.h[means + (slot + 1 == s.blocks ? 0 : slot + 1)];
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
