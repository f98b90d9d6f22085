package io.recurrence.symbol;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A {@linkplain HiddenMarkov hidden Markov model} of symbols: each state emits them by a
 * distribution of its own. It predicts from the first symbol on.
 */
public final class CategoricalHiddenMarkov extends HiddenMarkov implements SymbolModel {
  private static final double[] NONE = {};

  private final List<CategoricalDensity> densities;
  private final int symbols;
  private final double[] next;

  /**
   * @param symbols the size M of the alphabet, at least 2
   * @param fewest the least number of states, at least 1
   * @param max the largest, at most 8; the number in use is chosen among them
   * @param lag L: how many steps back states can be read again, in [0, 1000]
   * @param forgetting in (0, 1]: 1 never forgets; below, a new symbol weighs at least 1 less this
   * @throws IllegalArgumentException where a setting is outside its range
   */
  public CategoricalHiddenMarkov(
      int symbols, int fewest, int max, int lag, double forgetting, RegimeRule rule) {
    this(densities(symbols, fewest, max), symbols, lag, forgetting, rule);
  }

  private CategoricalHiddenMarkov(
      List<CategoricalDensity> densities,
      int symbols,
      int lag,
      double forgetting,
      RegimeRule rule) {
    super(densities, lag, forgetting, rule);
    this.densities = densities;
    this.symbols = symbols;
    this.next = new double[max()];
  }

  private static List<CategoricalDensity> densities(int symbols, int fewest, int max) {
    requireStates(fewest, max);
    if (symbols < 2) {
      throw new IllegalArgumentException("symbols must be at least 2, not " + symbols);
    }
    return IntStream.rangeClosed(fewest, max)
        .mapToObj(states -> new CategoricalDensity(states, symbols))
        .toList();
  }

  @Override
  public int size() {
    return shared();
  }

  @Override
  public void start(double[] h) {
    begin(h, NONE);
  }

  @Override
  public int symbols() {
    return symbols;
  }

  @Override
  public void predict(double[] h, double[] p) {
    ahead(h, 1, next);
    for (int m = 0; m < symbols; m++) {
      double sum = 0;
      for (int k = 0; k < states(h); k++) {
        sum += next[k] * emission(h, k, m);
      }
      p[m] = sum;
    }
  }

  @Override
  public void step(double[] h, int symbol) {
    learn(h, symbol);
    if (due(h)) {
      renew(h, NONE);
    }
  }

  @Override
  public boolean started(double[] h) {
    return true;
  }

  /** The probability that state k emits the symbol. */
  public double emission(double[] h, int k, int symbol) {
    CategoricalDensity density = densities.get(states(h) - densities.get(0).states());
    return density.probability(h, emission(h), listed(h, k), symbol);
  }
}
