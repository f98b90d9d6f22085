package io.recurrence.symbol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws the sequences of a hidden Markov model whose parameters are known. */
final class MadeChain {
  private static final double[][] STICKY = {{.95, .05}, {.1, .9}};
  private static final double[][] RING = {{.9, .1, 0}, {0, .9, .1}, {.1, 0, .9}};
  private static final double[][] TURNS = {{.1, .9}, {.8, .2}};

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

  /** Chains of numbers, of several kinds. */
  static Map<String, MadeChain> numbers() {
    double[][] slow = {{.98, .02}, {.05, .95}};
    double[][] lasting = {{.997, .003, 0}, {.0015, .997, .0015}, {0, .003, .997}};
    double[][] four = {
      {.9, .05, .03, .02}, {.02, .93, .03, .02}, {.05, .05, .88, .02}, {.01, .02, .02, .95}
    };
    Map<String, MadeChain> all = new LinkedHashMap<>();
    all.put("two apart", numbers(STICKY, new double[][] {{0, 1}, {3, 1}}));
    all.put("calm and stormy", numbers(slow, new double[][] {{0, 1}, {0, 16}}));
    all.put("three in a ring", numbers(RING, new double[][] {{-3, 1}, {0, 1}, {4, 4}}));
    all.put("in turns", numbers(TURNS, new double[][] {{0, 1}, {2, 1}}));
    all.put(
        "two near",
        numbers(new double[][] {{.97, .03}, {.03, .97}}, new double[][] {{0, 1}, {1.5, 1}}));
    all.put("four", numbers(four, new double[][] {{0, 1}, {4, 1}, {8, 4}, {14, 1}}));
    all.put(
        "rare", numbers(new double[][] {{.998, .002}, {.1, .9}}, new double[][] {{0, 1}, {6, 4}}));
    all.put("lasting", numbers(lasting, new double[][] {{10, 1}, {15, 1}, {25, 4}}));
    return all;
  }

  /** Chains of symbols, of several kinds. */
  static Map<String, MadeChain> symbols() {
    Map<String, MadeChain> all = new LinkedHashMap<>();
    all.put("coins", symbols(STICKY, new double[][] {{.9, .1}, {.3, .7}}));
    all.put(
        "three in a ring",
        symbols(RING, new double[][] {{.6, .3, .1, 0, 0}, {0, .2, .6, .2, 0}, {0, 0, .1, .3, .6}}));
    all.put("in turns", symbols(TURNS, new double[][] {{.5, .4, .05, .05}, {.05, .05, .4, .5}}));
    return all;
  }

  private static MadeChain numbers(double[][] transition, double[][] emission) {
    return new MadeChain(transition, emission, true);
  }

  private static MadeChain symbols(double[][] transition, double[][] emission) {
    return new MadeChain(transition, emission, false);
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
