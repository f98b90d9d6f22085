package io.recurrence.symbol;

import io.recurrence.core.Precision;
import io.recurrence.core.Storage;

/**
 * How often a symbol followed a context, for as many pairs of both as there are cells: a hash table
 * of counts with 16 bits of the hash beside each. A pair looks at {@value #PROBES} cells. Where
 * none is its own or empty, the smallest of their counts loses one, and the pair takes the cell
 * over that has none left: what is rare or long past makes room.
 *
 * <p>In the memory: the checks, then the counts, all whole numbers.
 */
final class CountTable {
  private static final int PROBES = 4;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, odd

  private final int at;
  private final int cells;
  private final int counts;
  private final int largest;

  /**
   * A table.
   *
   * @param at where it begins in the memory
   * @param cells a power of two, at least 4
   * @param largest count; beyond it all counts of a context are halved
   */
  CountTable(int at, int cells, int largest) {
    this.at = at;
    this.cells = cells;
    this.counts = at + cells;
    this.largest = largest;
  }

  /** How many numbers of the memory it takes. */
  int size() {
    return 2 * cells;
  }

  /** The runs before, and those of this table. */
  Storage storage(Storage before) {
    Precision count = largest > Byte.MAX_VALUE ? Precision.SHORT : Precision.TINY;
    return before.then(Precision.SHORT, cells).then(count, cells);
  }

  /** The context, one symbol longer. */
  static long extend(long context, int symbol) {
    long mixed = (context + symbol + 1) * GOLDEN;
    return mixed ^ (mixed >>> 32);
  }

  private static long pair(long context, int symbol) {
    long mixed = (context ^ (symbol * GOLDEN)) * 0xBF58476D1CE4E5B9L; // SplittableRandom's mixer
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  private int cell(double[] h, long pair) {
    short check = (short) (pair >>> 48);
    for (int probe = 0; probe < PROBES; probe++) {
      int cell = ((int) pair + probe) & (cells - 1);
      if (h[at + cell] == check && h[counts + cell] > 0) {
        return cell;
      }
    }
    return -1;
  }

  /** How often the symbol followed the context, as far as is remembered. */
  double count(double[] h, long context, int symbol) {
    int cell = cell(h, pair(context, symbol));
    return cell < 0 ? 0 : h[counts + cell];
  }

  /**
   * Counts the symbol once more.
   *
   * @param symbols the size of the alphabet
   */
  void add(double[] h, long context, int symbol, int symbols) {
    long pair = pair(context, symbol);
    int cell = cell(h, pair);
    if (cell < 0) {
      int least = leastOf(h, pair);
      if (h[counts + least] > 0) {
        h[counts + least]--;
      }
      if (h[counts + least] == 0) {
        h[at + least] = (short) (pair >>> 48);
        h[counts + least] = 1;
      }
    } else if (h[counts + cell] == largest) {
      halve(h, context, symbols);
    } else {
      h[counts + cell]++;
    }
  }

  private int leastOf(double[] h, long pair) {
    int least = (int) pair & (cells - 1);
    for (int probe = 1; probe < PROBES; probe++) {
      int cell = ((int) pair + probe) & (cells - 1);
      if (h[counts + cell] < h[counts + least]) {
        least = cell;
      }
    }
    return least;
  }

  private void halve(double[] h, long context, int symbols) {
    for (int symbol = 0; symbol < symbols; symbol++) {
      int cell = cell(h, pair(context, symbol));
      if (cell >= 0) {
        h[counts + cell] = Math.ceil(h[counts + cell] / 2);
      }
    }
  }
}
