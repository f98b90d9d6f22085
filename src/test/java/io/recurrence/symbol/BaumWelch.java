package io.recurrence.symbol;

import java.util.Arrays;

/**
 * The oracle of hidden Markov models: forward, backward and EM over a whole sequence, in logarithms
 * throughout (Rabiner, 1989; Mann, 2006). NaN is a step without a value.
 */
final class BaumWelch {
  final double[] initial; // logarithms, of the first state
  final double[][] transition; // logarithms
  final double[][] emission; // mean and variance of each state, or the logarithm of each symbol
  private final boolean gaussian;

  BaumWelch(double[] initial, double[][] transition, double[][] emission, boolean gaussian) {
    this.initial = log(initial);
    this.transition = Arrays.stream(transition).map(BaumWelch::log).toArray(double[][]::new);
    this.emission =
        Arrays.stream(emission)
            .map(row -> gaussian ? row.clone() : log(row))
            .toArray(double[][]::new);
    this.gaussian = gaussian;
  }

  /** A model with the parameters that were learned online. */
  static BaumWelch of(HiddenMarkov model, double[] h) {
    int states = model.states(h);
    double[] first = new double[states];
    Arrays.fill(first, 1.0 / states);
    double[][] a = new double[states][states];
    double[][] b = new double[states][];
    for (int i = 0; i < states; i++) {
      for (int j = 0; j < states; j++) {
        a[i][j] = model.transition(h, i, j);
      }
      if (model instanceof GaussianHiddenMarkov numbers) {
        double deviation = numbers.deviation(h, i);
        b[i] = new double[] {numbers.mean(h, i), deviation * deviation};
      } else if (model instanceof CategoricalHiddenMarkov symbols) {
        b[i] = new double[symbols.symbols()];
        for (int m = 0; m < b[i].length; m++) {
          b[i][m] = symbols.emission(h, i, m);
        }
      }
    }
    return new BaumWelch(first, a, b, model instanceof GaussianHiddenMarkov);
  }

  private static double[] log(double[] p) {
    return Arrays.stream(p).map(Math::log).toArray();
  }

  static double sum(double... logs) {
    double max = Arrays.stream(logs).max().orElseThrow();
    if (max == Double.NEGATIVE_INFINITY) {
      return max;
    }
    return max + Math.log(Arrays.stream(logs).map(x -> Math.exp(x - max)).sum());
  }

  double emit(int k, double x) {
    if (Double.isNaN(x)) {
      return 0;
    }
    if (!gaussian) {
      return emission[k][(int) x];
    }
    double v = emission[k][1];
    return -0.5 * (Math.log(2 * Math.PI * v) + (x - emission[k][0]) * (x - emission[k][0]) / v);
  }

  /** {@code [t][k] = ln p(x_1 … x_t, s_t = k)}. */
  double[][] forward(double[] x) {
    int states = initial.length;
    double[][] alpha = new double[x.length][states];
    for (int t = 0; t < x.length; t++) {
      for (int k = 0; k < states; k++) {
        double before = initial[k];
        if (t > 0) {
          double[] terms = new double[states];
          for (int i = 0; i < states; i++) {
            terms[i] = alpha[t - 1][i] + transition[i][k];
          }
          before = sum(terms);
        }
        alpha[t][k] = before + emit(k, x[t]);
      }
    }
    return alpha;
  }

  /** {@code [t][k] = ln p(x_{t+1} … x_T | s_t = k)}. */
  double[][] backward(double[] x) {
    int states = initial.length;
    double[][] beta = new double[x.length][states];
    for (int t = x.length - 2; t >= 0; t--) {
      for (int i = 0; i < states; i++) {
        double[] terms = new double[states];
        for (int k = 0; k < states; k++) {
          terms[k] = transition[i][k] + emit(k, x[t + 1]) + beta[t + 1][k];
        }
        beta[t][i] = sum(terms);
      }
    }
    return beta;
  }

  double logLikelihood(double[] x) {
    return sum(forward(x)[x.length - 1]);
  }

  /** {@code [t][k] = P(s_t = k | x_1 … x_T)}. */
  double[][] smoothed(double[] x) {
    double[][] alpha = forward(x);
    double[][] beta = backward(x);
    double whole = sum(alpha[x.length - 1]);
    double[][] gamma = new double[x.length][initial.length];
    for (int t = 0; t < x.length; t++) {
      for (int k = 0; k < initial.length; k++) {
        gamma[t][k] = Math.exp(alpha[t][k] + beta[t][k] - whole);
      }
    }
    return gamma;
  }

  /** {@code [t - 1][i][j] = P(s_{t-1} = i, s_t = j | x_1 … x_T)}. */
  double[][][] pairs(double[] x) {
    int states = initial.length;
    double[][] alpha = forward(x);
    double[][] beta = backward(x);
    double whole = sum(alpha[x.length - 1]);
    double[][][] pairs = new double[x.length - 1][states][states];
    for (int t = 1; t < x.length; t++) {
      for (int i = 0; i < states; i++) {
        for (int j = 0; j < states; j++) {
          pairs[t - 1][i][j] =
              Math.exp(alpha[t - 1][i] + transition[i][j] + emit(j, x[t]) + beta[t][j] - whole);
        }
      }
    }
    return pairs;
  }

  /** The model after some rounds of EM on a sequence. */
  BaumWelch learn(double[] x, int rounds) {
    BaumWelch model = this;
    for (int round = 0; round < rounds; round++) {
      model = model.round(x);
    }
    return model;
  }

  private BaumWelch round(double[] x) {
    int states = initial.length;
    double[][] gamma = smoothed(x);
    double[][] pairs = new double[states][states];
    for (double[][] step : pairs(x)) {
      for (int i = 0; i < states; i++) {
        for (int k = 0; k < states; k++) {
          pairs[i][k] += step[i][k];
        }
      }
    }
    for (double[] row : pairs) {
      double total = Arrays.stream(row).sum();
      for (int k = 0; k < states; k++) {
        row[k] /= total;
      }
    }
    double[][] emitted = new double[states][gaussian ? 2 : emission[0].length];
    for (int k = 0; k < states; k++) {
      double weight = 0;
      double mean = 0;
      double variance = 0;
      for (int t = 0; t < x.length; t++) {
        if (Double.isNaN(x[t])) {
          continue;
        }
        weight += gamma[t][k];
        mean += gamma[t][k] * x[t];
        if (!gaussian) {
          emitted[k][(int) x[t]] += gamma[t][k];
        }
      }
      mean /= weight;
      for (int t = 0; t < x.length && gaussian; t++) {
        if (!Double.isNaN(x[t])) {
          variance += gamma[t][k] * (x[t] - mean) * (x[t] - mean) / weight;
        }
      }
      if (gaussian) {
        emitted[k] = new double[] {mean, Math.max(variance, 1e-6)};
      } else {
        for (int m = 0; m < emitted[k].length; m++) {
          emitted[k][m] /= weight;
        }
      }
    }
    return new BaumWelch(gamma[0], pairs, emitted, gaussian);
  }
}
