package io.recurrence.forecast.mixture;

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
  private static final int MAX_CELL = 127;
  private static final int SMALL_CELL = 40;
  private static final int FIRST_EXPONENT = -3; // exponent of the quantum, in units
  private static final int MIN_EXPONENT = -8;
  private static final int MAX_EXPONENT = 30;
  private static final int MAX_RESCALED_EXPONENT = 60; // exponent after changes of the unit

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
    Arrays.fill(h, exponents, exponents + tables, FIRST_EXPONENT);
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
    while (Math.abs(h[at] + step) > MAX_CELL && h[exponents + table] < MAX_EXPONENT) {
      scale(h, table, cycle, 1);
      step /= 2;
    }
    h[at] = Math.max(-MAX_CELL, Math.min(MAX_CELL, Numbers.dithered(h[at] + step, t)));
  }

  /** Makes the quantum of a cycle finer if all of its cells are small. */
  void refine(double[] h, int table, CycleCells cycle) {
    double largest = 0;
    for (int i = cells + cycle.at(); i < cells + cycle.at() + cycle.cells(); i++) {
      largest = Math.max(largest, Math.abs(h[i]));
    }
    if (largest <= SMALL_CELL && h[exponents + table] > MIN_EXPONENT) {
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
      h[i] =
          Math.max(
              -MAX_RESCALED_EXPONENT,
              Math.min(MAX_RESCALED_EXPONENT, h[i] + Math.getExponent(factor)));
    }
  }
}
