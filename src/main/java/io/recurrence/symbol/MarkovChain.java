package io.recurrence.symbol;

import io.recurrence.core.Precision;
import io.recurrence.core.Storage;

/**
 * A Markov chain of order W (Markov, 1913), learned online: with {@code n_k} the number of times
 * that symbol k followed the last W symbols, and n their sum,
 *
 * <pre>P(next = k) = (n_k + 1/m) / (n + 1)</pre>
 *
 * m being the size of the alphabet: all symbols together are believed to have been seen once more
 * (Perks, 1947), and a context that is new gives each the same. Counts stand in a bounded table:
 * where it is full, rare and old ones make room. Symbols before the first count as one of their
 * own.
 *
 * <p>In the memory: the last W symbols, newest first, each plus 1 (0: none yet); then the table.
 */
public final class MarkovChain implements SymbolModel {
  private final int symbols;
  private final int order;
  private final CountTable table;

  /**
   * @param symbols m, the size of the alphabet, in [2, 2^24)
   * @param order W, at least 0
   * @param cells how many pairs of a context and a symbol are remembered, 8 bytes each; at least 3
   * @throws IllegalArgumentException if one of them is not as said
   */
  public MarkovChain(int symbols, int order, int cells) {
    if (symbols < 2 || symbols >= 1 << 24) {
      throw new IllegalArgumentException("symbols must be in [2, 2^24), but was " + symbols);
    }
    if (order < 0) {
      throw new IllegalArgumentException("order must not be negative, but was " + order);
    }
    if (cells < CountTable.PROBES) {
      throw new IllegalArgumentException("cells must be at least 3, but was " + cells);
    }
    this.symbols = symbols;
    this.order = order;
    this.table = new CountTable(order, cells, CountTable.Cell.LARGE, symbols);
  }

  @Override
  public int symbols() {
    return symbols;
  }

  @Override
  public int size() {
    return order + table.size();
  }

  @Override
  public Storage storage() {
    return table.storage(Storage.of(Precision.SINGLE, order));
  }

  @Override
  public boolean finite(double[] h) {
    return true; // whole numbers within bounds, whatever came
  }

  @Override
  public void predict(double[] h, double[] p) {
    long context = context(h);
    int base = table.base(context);
    double total = 1;
    for (int k = 0; k < symbols; k++) {
      double count = table.count(h, context, base, k);
      p[k] = count + 1.0 / symbols;
      total += count;
    }
    for (int k = 0; k < symbols; k++) {
      p[k] /= total;
    }
  }

  @Override
  public void step(double[] h, int symbol) {
    table.add(h, context(h), symbol);
    follow(h, symbol);
  }

  @Override
  public void follow(double[] h, int symbol) {
    if (order > 0) {
      System.arraycopy(h, 0, h, 1, order - 1);
      h[0] = symbol + 1;
    }
  }

  private long context(double[] h) {
    long context = 0;
    for (int i = 0; i < order; i++) {
      context = CountTable.extend(context, (int) h[i]);
    }
    return context;
  }
}
