package io.recurrence.symbol;

import java.util.SplittableRandom;

/** Simulated chains, whose law is known. */
final class Chains {
  private Chains() {}

  /** A memory of which nothing has been seen. */
  static double[] started(SymbolModel model) {
    double[] h = new double[model.size()];
    model.start(h);
    return h;
  }

  static int draw(double[] p, double u) {
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      sum += p[k];
      if (u < sum) {
        return k;
      }
    }
    return p.length - 1;
  }

  /** Rows of a chain of an order; the larger {@code sharpness}, the less random. */
  static double[][] rows(int symbols, int order, double sharpness, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] rows = new double[(int) Math.pow(symbols, order)][symbols];
    for (double[] row : rows) {
      double sum = 0;
      for (int k = 0; k < symbols; k++) {
        row[k] = StrictMath.exp(sharpness * random.nextDouble());
        sum += row[k];
      }
      for (int k = 0; k < symbols; k++) {
        row[k] /= sum;
      }
    }
    return rows;
  }

  /** Symbols of such a chain. */
  static int[] simulate(double[][] rows, int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int symbols = rows[0].length;
    int[] out = new int[length];
    int context = 0;
    for (int t = 0; t < length; t++) {
      out[t] = draw(rows[context], random.nextDouble());
      context = (context * symbols + out[t]) % rows.length;
    }
    return out;
  }

  /** Mean bits of a symbol by the chain's own law, from {@code from} on. */
  static double bits(double[][] rows, int[] symbols, int from) {
    double bits = 0;
    int context = 0;
    for (int t = 0; t < symbols.length; t++) {
      if (t >= from) {
        bits -= StrictMath.log(rows[context][symbols[t]]) / StrictMath.log(2);
      }
      context = (context * rows[0].length + symbols[t]) % rows.length;
    }
    return bits / (symbols.length - from);
  }

  /** Mean bits of a symbol by a model that learns as it goes, from {@code from} on. */
  static double bits(SymbolModel model, double[] h, int[] symbols, int from) {
    double[] p = new double[model.symbols()];
    double bits = 0;
    for (int t = 0; t < symbols.length; t++) {
      if (t >= from) {
        model.predict(h, p);
        bits -= StrictMath.log(p[symbols[t]]) / StrictMath.log(2);
      }
      model.step(h, symbols[t]);
    }
    return bits / (symbols.length - from);
  }
}
