package io.recurrence.symbol;

import io.recurrence.core.Recurrence;

/**
 * A recurrence over symbols, from which the distribution of the next one can be read. A symbol is
 * its index in an alphabet, {@code 0 … symbols() - 1}.
 */
public interface SymbolModel extends Recurrence {

  /** The size of the alphabet, at least 2. */
  int symbols();

  /**
   * Writes {@code p[k] = P(next symbol = k | h)}. Reads only.
   *
   * @param h not modified
   * @param p of length {@link #symbols()}; on return all are positive and sum to 1, up to rounding
   */
  void predict(double[] h, double[] p);

  /**
   * {@code h <- f(h, symbol)}.
   *
   * @param h modified in place
   * @param symbol in {@code [0, symbols())}
   */
  void step(double[] h, int symbol);

  /**
   * Predicts, then steps: what a stream does at each symbol, for less than the price of both where
   * the model reads its memory once.
   *
   * @param h modified in place
   * @param symbol in {@code [0, symbols())}
   * @param p on return what {@link #predict} gave of h before the step
   */
  default void step(double[] h, int symbol, double[] p) {
    predict(h, p);
    step(h, symbol);
  }

  /**
   * As {@link #step}, but nothing is learned of the symbol: it only becomes the latest. A model
   * that does not learn, or cannot read without learning, steps.
   *
   * @param h modified in place
   * @param symbol in {@code [0, symbols())}
   */
  default void follow(double[] h, int symbol) {
    step(h, symbol);
  }
}
