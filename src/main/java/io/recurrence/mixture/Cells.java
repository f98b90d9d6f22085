package io.recurrence.mixture;

import io.recurrence.core.Precision;
import java.util.Arrays;

/**
 * Many numbers in a byte each: whole multiples of a quantum, a power of 2 that the cells of a cycle
 * share. It grows where a cell no longer fits, and shrinks once all of them are small.
 *
 * <p>A number is rounded up the more often the nearer it is to the upper neighbour, so that small
 * steps add up; but an error within half a quantum moves nothing, so that what is still stays so.
 */
final class Cells {
  private static final int LARGEST = 127;
  private static final int SMALL = 40;
  private static final int FIRST = -3; // exponent of the quantum, in units
  private static final int FINEST = -8;
  private static final int COARSEST = 30;
  private static final int EXTREME = 60; // exponent after changes of the unit

  private final int cells;
  private final int exponents;
  private final int count;
  private final int tables;

  Cells(MemoryAllocator allocator, int count, int tables) {
    this.count = count;
    this.tables = tables;
    this.cells = allocator.take(Precision.TINY, count);
    this.exponents = allocator.take(Precision.SHORT, tables);
  }

  void clear(double[] h) {
    Arrays.fill(h, cells, cells + count, 0);
    Arrays.fill(h, exponents, exponents + tables, FIRST);
  }

  double quantum(double[] h, int table) {
    return Math.scalb(1.0, (int) h[exponents + table]);
  }

  /** A cell in quanta. */
  double get(double[] h, CycleCells cycle, int cell) {
    return h[cells + cycle.at() + cell];
  }

  /**
   * Moves a cell by a part of an error.
   *
   * @param t the step, which says how a number is rounded this time
   */
  void learn(double[] h, int table, CycleCells cycle, int cell, double error, double rate, long t) {
    double quantum = quantum(h, table);
    if (2 * Math.abs(error) < quantum) {
      return;
    }
    int at = cells + cycle.at() + cell;
    double step = rate * error / quantum;
    while (Math.abs(h[at] + step) > LARGEST && h[exponents + table] < COARSEST) {
      scale(h, table, cycle, 1);
      step /= 2;
    }
    h[at] = Math.max(-LARGEST, Math.min(LARGEST, Numbers.dithered(h[at] + step, t)));
  }

  /** Makes the quantum of a cycle finer if all of its cells are small. */
  void refine(double[] h, int table, CycleCells cycle) {
    double largest = 0;
    for (int i = cells + cycle.at(); i < cells + cycle.at() + cycle.cells(); i++) {
      largest = Math.max(largest, Math.abs(h[i]));
    }
    if (largest <= SMALL && h[exponents + table] > FINEST) {
      scale(h, table, cycle, -1);
    }
  }

  /** Makes the quantum {@code 2^exponent} times as large. */
  private void scale(double[] h, int table, CycleCells cycle, int exponent) {
    double factor = Math.scalb(1.0, -exponent);
    for (int i = cells + cycle.at(); i < cells + cycle.at() + cycle.cells(); i++) {
      h[i] = Math.rint(h[i] * factor) + 0.0;
    }
    h[exponents + table] += exponent;
  }

  /** The unit grows by {@code 1 / factor}, a power of 2. */
  void rescale(double[] h, double factor) {
    for (int i = exponents; i < exponents + tables; i++) {
      h[i] = Math.max(-EXTREME, Math.min(EXTREME, h[i] + Math.getExponent(factor)));
    }
  }
}
