package io.recurrence.symbol;

import java.util.SplittableRandom;

/** Draws the sequences of a hidden Markov model whose parameters are known. */
final class MadeChain {
  private final double[][] transition;
  private final double[][] emission;
  private final boolean gaussian;

  /**
   * @param emission mean and variance of each state, or the probability of each symbol
   */
  MadeChain(double[][] transition, double[][] emission, boolean gaussian) {
    this.transition = transition;
    this.emission = emission;
    this.gaussian = gaussian;
  }

  double[][] transition() {
    return transition;
  }

  double[][] emission() {
    return emission;
  }

  boolean gaussian() {
    return gaussian;
  }

  /** {@code [0]} the values, {@code [1]} the states behind them. */
  double[][] draw(long seed, int length) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] out = new double[2][length];
    int state = 0;
    for (int t = 0; t < length; t++) {
      state = pick(transition[state], random);
      out[1][t] = state;
      out[0][t] =
          gaussian
              ? emission[state][0] + Math.sqrt(emission[state][1]) * normal(random)
              : pick(emission[state], random);
    }
    return out;
  }

  private static int pick(double[] p, SplittableRandom random) {
    double u = random.nextDouble();
    int k = 0;
    while (k < p.length - 1 && u >= p[k]) {
      u -= p[k++];
    }
    return k;
  }

  private static double normal(SplittableRandom random) {
    double u = 1 - random.nextDouble();
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * random.nextDouble());
  }

  /** The oracle with these parameters, in which every first state is as likely. */
  BaumWelch oracle() {
    double[] first = new double[transition.length];
    for (int i = 0; i < first.length; i++) {
      for (int j = 0; j < first.length; j++) {
        first[j] += transition[i][j] / first.length;
      }
    }
    return new BaumWelch(first, transition, emission, gaussian);
  }
}
