package io.recurrence.symbol;

import io.recurrence.core.Precision;
import io.recurrence.core.Storage;

/**
 * How often a symbol followed a context, for as many pairs of both as there are cells: a hash table
 * whose cells hold a check, some bits of the pair's hash, and a count. A pair looks at {@value
 * #PROBES} cells. Where none is its own or empty, the smallest of their counts loses one, and the
 * pair takes the cell over that has none left: what is rare or long past makes room.
 *
 * <p>In the memory: the cells, whole numbers {@code check 2^b + count}, b being the bits of a
 * count; 0 is an empty cell.
 */
final class CountTable {
  static final int PROBES = 3;
  private static final int NEAREST = 256; // cells that a context is spread over at least
  private static final int SPARSE = 16; // and cells for each of its symbols
  private static final long MIXER = 0xBF58476D1CE4E5B9L; // of SplittableRandom
  private static final long GOLDEN = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, odd

  /** How a pair is stored. */
  enum Cell {
    /** 11 bits of check and counts to 31. */
    SMALL(Precision.SHORT, 11, 5),
    /** 36 bits of check and counts to 65535. */
    LARGE(Precision.DOUBLE, 36, 16);

    private final Precision precision;
    private final int checkBits;
    private final int countBits;

    Cell(Precision precision, int checkBits, int countBits) {
      this.precision = precision;
      this.checkBits = checkBits;
      this.countBits = countBits;
    }
  }

  private final int at;
  private final int cells;
  private final Cell cell;
  private final int symbols;
  private final int near; // cells that a context is spread over, a power of two
  private final long countMask;
  private final double half; // of the numbers that a cell of one check may hold

  /**
   * A table.
   *
   * @param at where it begins in the memory
   * @param cells at least {@value #PROBES}
   * @param symbols the size of the alphabet, less than 2^24
   */
  CountTable(int at, int cells, Cell cell, int symbols) {
    this.at = at;
    this.cells = cells;
    this.cell = cell;
    this.symbols = symbols;
    this.near = Math.max(NEAREST, Integer.highestOneBit(2 * SPARSE * symbols - 1));
    this.countMask = (1L << cell.countBits) - 1;
    this.half = 1L << (cell.countBits - 1);
  }

  /** How many numbers of the memory it takes. */
  int size() {
    return cells;
  }

  /** The runs before, and that of this table. */
  Storage storage(Storage before) {
    return before.then(cell.precision, cells);
  }

  /** The context, one symbol longer. */
  static long extend(long context, int symbol) {
    long mixed = (context + symbol + 1) * GOLDEN;
    return mixed ^ (mixed >>> 32);
  }

  /** The hash of a context and a symbol; of one context, the cells are not far from each other. */
  static long pair(long context, int symbol) {
    long mixed = (context ^ (symbol * GOLDEN)) * MIXER;
    return mixed ^ (mixed >>> 32);
  }

  /** Where the cells of a context begin. */
  int base(long context) {
    long mixed = (context ^ (context >>> 29)) * MIXER;
    return (int) (((mixed >>> 32) * cells) >>> 32);
  }

  private int first(int base, long pair) {
    int i = base + (int) (pair & (near - 1));
    return at + (i < cells ? i : i % cells);
  }

  /** What the cell of a pair holds without its count. */
  private double tag(long pair) {
    return (double) (pair >> (64 - cell.checkBits)) * (countMask + 1);
  }

  private int next(int i) {
    return i + 1 == at + cells ? at : i + 1;
  }

  /** Where the pair is counted, or -1. */
  private int find(double[] h, int base, long pair) {
    double middle = tag(pair) + half;
    int i = first(base, pair);
    for (int probe = 0; probe < PROBES && h[i] != 0; probe++) { // no cell is emptied again
      if (Math.abs(h[i] - middle) < half) {
        return i;
      }
      i = next(i);
    }
    return -1;
  }

  private int countAt(double[] h, int i) {
    return (int) ((long) h[i] & countMask);
  }

  /**
   * How often the symbol followed the context, as far as is remembered.
   *
   * @param base of the context
   */
  int count(double[] h, long context, int base, int symbol) {
    int i = find(h, base, pair(context, symbol));
    return i < 0 ? 0 : countAt(h, i);
  }

  /**
   * Counts the symbol once more. Where the count would be too large, all of the context are halved.
   */
  void add(double[] h, long context, int symbol) {
    long pair = pair(context, symbol);
    int base = base(context);
    int i = find(h, base, pair);
    if (i < 0) {
      makeRoom(h, base, pair);
    } else if (countAt(h, i) == countMask) {
      halve(h, context, base);
    } else {
      h[i]++;
    }
  }

  private void makeRoom(double[] h, int base, long pair) {
    int i = first(base, pair);
    int min = i;
    for (int probe = 1; probe < PROBES; probe++) {
      i = next(i);
      if (countAt(h, i) < countAt(h, min)) {
        min = i;
      }
    }
    if (countAt(h, min) > 1) {
      h[min]--;
    } else {
      h[min] = tag(pair) + 1;
    }
  }

  private void halve(double[] h, long context, int base) {
    for (int symbol = 0; symbol < symbols; symbol++) {
      int i = find(h, base, pair(context, symbol));
      if (i >= 0) {
        int half = countAt(h, i) / 2;
        h[i] -= half;
      }
    }
  }
}
