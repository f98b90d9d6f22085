package io.recurrence.symbol;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A distribution over M symbols per state: {@code p(x | k) = b_k(x)}. Statistics are {@code s(i, m;
 * k)}, the share of steps at which state i emitted symbol m, given the newest state k.
 */
final class CategoricalDensity implements EmissionDensity {
  private final int states;
  private final int symbols;
  private final double[] column;

  CategoricalDensity(int states, int symbols) {
    this.states = states;
    this.symbols = symbols;
    this.column = new double[Math.max(states, symbols)];
  }

  @Override
  public int states() {
    return states;
  }

  @Override
  public int parameters() {
    return states * (symbols - 1);
  }

  @Override
  public int size() {
    return states * symbols * (1 + states);
  }

  double probability(double[] h, int at, int k, int symbol) {
    return h[at + k * symbols + symbol];
  }

  /** Sets the distribution of state k. */
  void set(double[] h, int at, int k, double... p) {
    System.arraycopy(p, 0, h, at + k * symbols, symbols);
  }

  /**
   * Distributions at random, halfway to even ones; the variant decides them. States that began
   * alike would stay alike.
   */
  @Override
  public void start(double[] h, int at, double[] sample, int variant) {
    SplittableRandom random = new SplittableRandom(variant * 64L + states);
    for (int k = 0; k < states; k++) {
      double sum = 0;
      for (int m = 0; m < symbols; m++) {
        column[m] = 1 - StrictMath.log(1 - random.nextDouble());
        sum += column[m];
      }
      for (int m = 0; m < symbols; m++) {
        h[at + k * symbols + m] = column[m] / sum;
      }
    }
    Arrays.fill(h, at + states * symbols, at + size(), 0);
  }

  @Override
  public void logDensity(double[] h, int at, double x, double[] out) {
    for (int k = 0; k < states; k++) {
      out[k] = StrictMath.log(h[at + k * symbols + (int) x]);
    }
  }

  private int statistic(int at, int i, int m) {
    return at + states * symbols + (i * symbols + m) * states;
  }

  @Override
  public void carry(double[] h, int at, double[] retro) {
    for (int s = statistic(at, 0, 0); s < at + size(); s += states) {
      System.arraycopy(h, s, column, 0, states);
      for (int k = 0; k < states; k++) {
        double sum = 0;
        for (int j = 0; j < states; j++) {
          sum += column[j] * retro[k * states + j];
        }
        h[s + k] = sum;
      }
    }
  }

  @Override
  public void add(double[] h, int at, double x, double rate) {
    for (int s = statistic(at, 0, 0); s < at + size(); s++) {
      h[s] *= 1 - rate;
    }
    for (int i = 0; i < states; i++) {
      h[statistic(at, i, (int) x) + i] += rate;
    }
  }

  /** All symbols together count for one step in each state, so that none becomes impossible. */
  @Override
  public void maximise(double[] h, int at, double[] filter, double one) {
    for (int i = 0; i < states; i++) {
      double total = 0;
      for (int m = 0; m < symbols; m++) {
        double sum = one / symbols;
        for (int k = 0; k < states; k++) {
          sum += filter[k] * h[statistic(at, i, m) + k];
        }
        column[m] = sum;
        total += sum;
      }
      for (int m = 0; m < symbols; m++) {
        h[at + i * symbols + m] = column[m] / total;
      }
    }
  }

  /** Symbols have no order, so states keep theirs. */
  @Override
  public double rank(double[] h, int at, int i) {
    return 0;
  }

  @Override
  public double tolerance(double[] h, int at, int i, int j) {
    return 0;
  }

  /** {@code Σ_m |p(m) - q(m)|}. */
  @Override
  public double distance(double[] h, int at, int i, int other, int j) {
    double sum = 0;
    for (int m = 0; m < symbols; m++) {
      sum += Math.abs(probability(h, at, i, m) - probability(h, other, j, m));
    }
    return sum;
  }
}
