package io.recurrence.sequence;

import java.util.Arrays;

/**
 * Class probabilities from F features: ridge regression of indicators of ±1, whose strength is
 * chosen by the exact error of leaving one sequence out (Allen, 1974: PRESS), then a softmax of the
 * scores, whose steepness is chosen by the same left-out scores. A uniform share of 1 in n + K
 * keeps a probability from 0.
 *
 * <pre>
 *   r_k = b_k + Σ_i a_ik f_i
 *   p_k = (n softmax(τ r)_k + 1) / (n + K)
 * </pre>
 */
final class Readout {
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
    double most = Arrays.stream(p).max().orElseThrow();
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = StrictMath.exp(steepness * (p[k] - most));
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] = (examples * p[k] / sum + 1) / (examples + p.length);
    }
  }

  /**
   * @param features [n][F]; standardised in place
   * @param of class of each
   */
  static Readout fit(double[][] features, int[] of, int classes) {
    int n = features.length;
    int f = features[0].length;
    double[] mean = new double[f];
    double[] inverse = new double[f];
    standardise(features, mean, inverse);
    double[][] gram = gram(features);
    double[][] y = new double[n][classes];
    double[] share = new double[classes];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < classes; k++) {
        y[i][k] = of[i] == k ? 1 : -1;
        share[k] += y[i][k] / n;
      }
    }
    double least = Double.POSITIVE_INFINITY;
    double[][] best = new double[0][];
    double[][] left = new double[0][];
    for (int step = 0; step <= 10; step++) {
      double[][] dual = new double[n][classes];
      double[][] scores = new double[n][classes];
      double error = ridge(gram, StrictMath.pow(10, -4 + 0.5 * step), y, share, dual, scores);
      if (error < least) {
        least = error;
        best = dual;
        left = scores;
      }
    }
    float[] weights = new float[(f + 1) * classes];
    for (int k = 0; k < classes; k++) {
      double bias = share[k];
      for (int i = 0; i < f; i++) {
        double a = 0;
        for (int m = 0; m < n; m++) {
          a += features[m][i] * best[m][k];
        }
        a *= inverse[i] / f;
        weights[i * classes + k] = (float) a;
        bias -= a * mean[i];
      }
      weights[f * classes + k] = (float) bias;
    }
    return new Readout(classes, n, steepness(left, of), weights);
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

  private static double[][] gram(double[][] x) {
    double[][] gram = new double[x.length][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < x[i].length; k++) {
          sum += x[i][k] * x[j][k];
        }
        gram[i][j] = sum / x[i].length;
        gram[j][i] = gram[i][j];
      }
    }
    return gram;
  }

  /** Writes the dual weights and the scores of each example by the others; returns their error. */
  private static double ridge(
      double[][] gram,
      double strength,
      double[][] y,
      double[] share,
      double[][] dual,
      double[][] scores) {
    double[][] inverse = inverse(gram, strength);
    double error = 0;
    for (int i = 0; i < y.length; i++) {
      for (int k = 0; k < share.length; k++) {
        for (int j = 0; j < y.length; j++) {
          dual[i][k] += inverse[i][j] * (y[j][k] - share[k]);
        }
        double off = dual[i][k] / inverse[i][i];
        scores[i][k] = y[i][k] - off;
        error += off * off;
      }
    }
    return error;
  }

  /** (G + α I)^-1 by Gauss and Jordan, which needs no pivots for a positive definite matrix. */
  private static double[][] inverse(double[][] gram, double strength) {
    int n = gram.length;
    double[][] a = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = gram[i].clone();
      a[i][i] += strength;
    }
    for (int k = 0; k < n; k++) {
      double[] row = a[k];
      double pivot = 1 / row[k];
      row[k] = 1;
      for (int j = 0; j < n; j++) {
        row[j] *= pivot;
      }
      for (int i = 0; i < n; i++) {
        if (i != k) {
          double factor = a[i][k];
          a[i][k] = 0;
          for (int j = 0; j < n; j++) {
            a[i][j] -= factor * row[j];
          }
        }
      }
    }
    return a;
  }

  private static float steepness(double[][] scores, int[] of) {
    float best = 1;
    double least = Double.POSITIVE_INFINITY;
    double[] p = new double[scores[0].length];
    for (float tau = 0.5f; tau <= 32; tau *= 2) {
      double loss = 0;
      for (int i = 0; i < scores.length; i++) {
        System.arraycopy(scores[i], 0, p, 0, p.length);
        soften(p, tau, scores.length);
        loss -= StrictMath.log(p[of[i]]);
      }
      if (loss < least) {
        least = loss;
        best = tau;
      }
    }
    return best;
  }
}
