package io.recurrence.symbol;

import io.recurrence.core.Precision;
import io.recurrence.core.Storage;
import java.util.Arrays;

/**
 * The distributions of the next symbol after contexts of 0, 1, … W symbols, and after all symbols
 * since the last separator where there is one. With n_k the counts of a context, n their sum, and d
 * what is held back of each count,
 *
 * <pre>p_o(k) = max(n_k - d, 0) / n + e p_{o-1}(k)</pre>
 *
 * e being such that all sum to 1 (absolute discounting: Ney, Essen and Kneser, 1994).
 *
 * <p>A symbol is counted in all contexts. With a separator, that is in text, it is counted in the
 * longest one that it is known in and in all longer ones (update exclusion: Moffat, 1990): short
 * contexts then know what to expect where long ones do not, which is worth 1 to 2 % of the bits of
 * a text, and costs 10 % of those of a chain of low order.
 *
 * <p>Counts of the shortest contexts stand in rows of their own while these take a tenth of the
 * bytes at most, the others in one bounded table.
 */
final class Orders {
  private static final double[] DISCOUNT = {.1, .5, .6}; // d of orders 0, 1, and above
  private static final double MORE = 1.2; // discount of counts above 1, to that of 1
  private static final double[][] LEFT = new double[DISCOUNT.length][Byte.MAX_VALUE + 1];

  static {
    for (int o = 0; o < LEFT.length; o++) {
      for (int n = 0; n < LEFT[o].length; n++) {
        LEFT[o][n] = n > 1 ? n - DISCOUNT[o] * MORE : n * (1 - DISCOUNT[o]);
      }
    }
  }

  private static final int MAX_COUNT = Byte.MAX_VALUE; // a row is halved there
  private static final int NO_SEPARATOR = -1;
  private static final int WORD_PARENT = 3; // order that the last expert goes on from
  private static final double SHARE = .1;

  private final int symbols;
  private final int order;
  private final int separator;
  private final int experts;
  private final int dense; // orders below have rows
  private final int[] rowAt; // where the rows of an order begin
  private final int at;
  private final CountTable table;
  private final long[] contexts;
  private final int[][] counts;
  private final int[] distinct;
  private final int[] totals;
  private final double[][] p;

  /**
   * Orders up to W.
   *
   * @param at where they begin in the memory
   * @param bytes that they may take
   * @param separator a symbol, or -1
   */
  Orders(int at, int symbols, int order, int separator, int bytes) {
    this.at = at;
    this.symbols = symbols;
    this.order = order;
    this.separator = separator;
    this.experts = order + (separator == NO_SEPARATOR ? 1 : 2);
    this.rowAt = new int[order + 2];
    rowAt[0] = at + 1 + order;
    int orders = 0;
    long cells = symbols;
    while (orders <= order && (orders == 0 || cells <= SHARE * bytes)) {
      rowAt[orders + 1] = rowAt[orders] + (int) cells;
      orders++;
      cells *= symbols;
    }
    this.dense = orders;
    int taken = 8 + 2 * order + rowAt[dense] - rowAt[0];
    this.table =
        new CountTable(
            rowAt[dense],
            Math.max(CountTable.PROBES, (bytes - taken) / 2),
            CountTable.Cell.SMALL,
            symbols);
    this.contexts = new long[experts];
    this.counts = new int[experts][symbols];
    this.distinct = new int[experts];
    this.totals = new int[experts];
    this.p = new double[experts][symbols];
  }

  /** The fewest bytes that do for an alphabet. */
  static int min(int symbols, int order) {
    return 8 + 2 * order + symbols + 2 * CountTable.PROBES;
  }

  int experts() {
    return experts;
  }

  int size() {
    return rowAt[dense] - at + table.size();
  }

  Storage storage(Storage before) {
    return table.storage(
        before
            .then(Precision.DOUBLE, 1)
            .then(Precision.SHORT, order)
            .then(Precision.TINY, rowAt[dense] - rowAt[0]));
  }

  /** Reads all counts and blends them into distributions. */
  void read(double[] h) {
    context(h);
    for (int e = 0; e < experts; e++) {
      count(h, e);
      blend(e);
    }
  }

  /** The distribution of an expert, as of {@link #read}. */
  double[] distribution(int expert) {
    return p[expert];
  }

  /** Whether the expert's context has been seen, as of {@link #read}. */
  boolean known(int expert) {
    return totals[expert] > 0;
  }

  /** How many different sets {@link #set} tells apart. */
  static int sets(int order) {
    return 4 * (order + 1);
  }

  /** Which weights suit: by the longest context that is known, and how varied its symbols are. */
  int set() {
    int longest = order;
    while (longest > 0 && totals[longest] == 0) {
      longest--;
    }
    int kinds = distinct[longest];
    int variety = kinds == 1 ? (totals[longest] > 2 ? 3 : 2) : kinds < 4 ? 1 : 0;
    return 4 * longest + variety;
  }

  private int past(double[] h, int back) {
    return (int) h[at + 1 + back]; // 0 before the first
  }

  private void context(double[] h) {
    long row = 0;
    long hash = 0;
    for (int o = 0; o <= order; o++) {
      contexts[o] = o < dense ? row : hash + o;
      if (o < order) {
        row = row * symbols + past(h, o);
        hash = CountTable.extend(hash, past(h, o));
      }
    }
    if (separator != NO_SEPARATOR) {
      contexts[order + 1] = CountTable.extend((long) h[at], -2);
    }
  }

  private int row(int o) {
    return rowAt[o] + (int) contexts[o] * symbols;
  }

  private void count(double[] h, int e) {
    int at = e < dense ? row(e) : table.base(contexts[e]);
    int total = 0;
    int kinds = 0;
    for (int k = 0; k < symbols; k++) {
      int n = e < dense ? (int) h[at + k] : table.count(h, contexts[e], at, k);
      counts[e][k] = n;
      total += n;
      kinds += n > 0 ? 1 : 0;
    }
    totals[e] = total;
    distinct[e] = kinds;
  }

  private void blend(int e) {
    double[] out = p[e];
    if (e == 0) {
      Arrays.fill(out, 1.0 / symbols);
    } else {
      System.arraycopy(p[e > order ? Math.min(order, WORD_PARENT) : e - 1], 0, out, 0, symbols);
    }
    if (totals[e] == 0) {
      return;
    }
    double[] left = LEFT[Math.min(e, LEFT.length - 1)];
    double scale = 1.0 / totals[e];
    double kept = 0;
    for (int k = 0; k < symbols; k++) {
      kept += left[counts[e][k]];
    }
    double escape = 1 - kept * scale;
    for (int k = 0; k < symbols; k++) {
      out[k] = left[counts[e][k]] * scale + escape * out[k];
    }
  }

  /** Learns the symbol that came; {@link #read} comes before. */
  void learn(double[] h, int symbol) {
    int from = separator == NO_SEPARATOR ? 0 : order;
    while (from > 0 && counts[from][symbol] == 0) {
      from--;
    }
    for (int e = from; e < experts; e++) {
      if (e < dense) {
        raise(h, row(e), symbol);
      } else {
        table.add(h, contexts[e], symbol);
      }
    }
    follow(h, symbol);
  }

  /** The symbol becomes the latest. */
  void follow(double[] h, int symbol) {
    for (int back = order - 1; back > 0; back--) {
      h[at + 1 + back] = h[at + back];
    }
    if (order > 0) {
      h[at + 1] = symbol;
    }
    if (separator != NO_SEPARATOR) {
      h[at] = symbol == separator ? 0 : CountTable.extend((long) h[at], symbol) >>> 16;
    }
  }

  private void raise(double[] h, int row, int symbol) {
    if (h[row + symbol] == MAX_COUNT) {
      for (int k = 0; k < symbols; k++) {
        h[row + k] = Math.ceil(h[row + k] / 2);
      }
    }
    h[row + symbol]++;
  }
}
