package io.recurrence.sequence;

import java.util.Arrays;

/**
 * Class probabilities from F features of two kinds: ridge regression of indicators of ±1 on
 * standardised features, then a softmax of the scores. The strength of the ridge, the weight of the
 * second kind beside the first and the steepness of the softmax are chosen by the exact scores of
 * each sequence when it is left out (Allen, 1974: PRESS). A uniform share of 1 in n + K keeps a
 * probability from 0.
 *
 * <pre>
 *   r_k = b_k + Σ_i a_ik f_i
 *   p_k = (n softmax(τ r)_k + 1) / (n + K)
 * </pre>
 */
final class Readout {
  private static final double[] SHARES = {0.3, 0, 0.1, 0.6}; // of the second kind

  private final int classes; // K
  private final int examples; // n
  private final float steepness; // τ
  private final float[] weights; // a [F][K], b [K]

  Readout(int classes, int examples, float steepness, float[] weights) {
    this.classes = classes;
    this.examples = examples;
    this.steepness = steepness;
    this.weights = weights;
  }

  int examples() {
    return examples;
  }

  float steepness() {
    return steepness;
  }

  float[] weights() {
    return weights;
  }

  /** Reads only; writes K probabilities. */
  void probabilities(double[] features, double[] p) {
    int bias = features.length * classes;
    for (int k = 0; k < classes; k++) {
      p[k] = weights[bias + k];
    }
    for (int i = 0; i < features.length; i++) {
      for (int k = 0; k < classes; k++) {
        p[k] += weights[i * classes + k] * features[i];
      }
    }
    soften(p, steepness, examples);
  }

  /** The index of the largest; the first of several. */
  static int likeliest(double[] p) {
    int likeliest = 0;
    for (int k = 1; k < p.length; k++) {
      likeliest = p[k] > p[likeliest] ? k : likeliest;
    }
    return likeliest;
  }

  private static void soften(double[] p, double steepness, int examples) {
    double max = Arrays.stream(p).max().orElseThrow();
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = StrictMath.exp(steepness * (p[k] - max));
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    spread(p, examples);
  }

  /** Spreads a share of K in n + K evenly over K probabilities. */
  static void spread(double[] p, int examples) {
    for (int k = 0; k < p.length; k++) {
      p[k] = (examples * p[k] + 1) / (examples + p.length);
    }
  }

  /**
   * The strength is chosen where the second kind has a share of .3, the share at that strength:
   * each kind's Gram matrix has a trace of n, so that one depends little on the other.
   *
   * @param features [n][F]; standardised in place
   * @param second how many features, the last ones, are of the second kind
   * @param of class of each
   */
  static Readout fit(double[][] features, int second, int[] of, int classes) {
    int f = features[0].length;
    double[] mean = new double[f];
    double[] inverse = new double[f];
    standardise(features, mean, inverse);
    double[][] one = gram(features, 0, f - second);
    double[][] two = gram(features, f - second, f);
    double share = second > 0 ? SHARES[0] : 0;
    double strength = 1e-4;
    DualRidge best = new DualRidge(mixed(one, two, share), strength, of, classes);
    for (int step = 1; step <= 10; step++) {
      double each = StrictMath.pow(10, -4 + 0.5 * step);
      DualRidge ridge = new DualRidge(mixed(one, two, share), each, of, classes);
      if (ridge.error() < best.error()) {
        best = ridge;
        strength = each;
      }
    }
    for (int i = 1; second > 0 && i < SHARES.length; i++) {
      DualRidge ridge = new DualRidge(mixed(one, two, SHARES[i]), strength, of, classes);
      if (ridge.error() < best.error()) {
        best = ridge;
        share = SHARES[i];
      }
    }
    for (int i = 0; i < f; i++) {
      inverse[i] *= i < f - second ? (1 - share) / (f - second) : share / second; // as in G
    }
    float[] weights = best.weights(features, mean, inverse);
    return new Readout(classes, of.length, steepness(best.scores(), of), weights);
  }

  private static void standardise(double[][] x, double[] mean, double[] inverse) {
    int n = x.length;
    for (int i = 0; i < mean.length; i++) {
      for (double[] row : x) {
        mean[i] += row[i] / n;
      }
      double square = 0;
      for (double[] row : x) {
        square += (row[i] - mean[i]) * (row[i] - mean[i]) / n;
      }
      inverse[i] = square > 1e-16 ? 1 / Math.sqrt(square) : 0; // a constant says nothing
      for (double[] row : x) {
        row[i] = (row[i] - mean[i]) * inverse[i];
      }
    }
  }

  /** Of the features in [from, to), divided by their number. */
  private static double[][] gram(double[][] x, int from, int to) {
    double[][] gram = new double[x.length][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = from; k < to; k++) {
          sum += x[i][k] * x[j][k];
        }
        gram[i][j] = sum / Math.max(1, to - from);
        gram[j][i] = gram[i][j];
      }
    }
    return gram;
  }

  private static double[][] mixed(double[][] one, double[][] two, double share) {
    double[][] gram = new double[one.length][one.length];
    for (int i = 0; i < one.length; i++) {
      for (int j = 0; j < one.length; j++) {
        gram[i][j] = (1 - share) * one[i][j] + share * two[i][j];
      }
    }
    return gram;
  }

  private static float steepness(double[][] scores, int[] of) {
    float best = 1;
    double min = Double.POSITIVE_INFINITY;
    double[] p = new double[scores[0].length];
    for (float tau = 0.5f; tau <= 32; tau *= 2) {
      double loss = 0;
      for (int i = 0; i < scores.length; i++) {
        System.arraycopy(scores[i], 0, p, 0, p.length);
        soften(p, tau, scores.length);
        loss -= StrictMath.log(p[of[i]]);
      }
      if (loss < min) {
        min = loss;
        best = tau;
      }
    }
    return best;
  }
}
