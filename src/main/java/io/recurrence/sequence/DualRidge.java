package io.recurrence.sequence;

/**
 * Ridge regression of indicators of ±1 of K classes in its dual form, on n examples of which only
 * the Gram matrix G of centred features is needed, with a constant that is not penalised:
 *
 * <pre>
 *   d = (G + α I)^-1 (y - mean y)
 *   B = (G + α I)^-1 - 1 1ᵀ / (n α)
 *   score of example i by the others = y_i - d_i / B_ii
 * </pre>
 *
 * <p>B is the inverse with the constant taken out: G 1 = 0, so that 1 is an eigenvector of G + α I
 * of value α. Without the second term an example that is left out would be known from the mean of
 * all, of which it is a part.
 */
final class DualRidge {
  private final double[] share; // mean of y, [K]
  private final double[][] dual; // [n][K]
  private final double[][] scores; // [n][K]
  private final double error;

  /**
   * @param gram G; not modified
   * @param strength α, above 0
   * @param of class of each example
   */
  DualRidge(double[][] gram, double strength, int[] of, int classes) {
    int n = of.length;
    this.share = new double[classes];
    double[][] y = new double[n][classes];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < classes; k++) {
        y[i][k] = of[i] == k ? 1 : -1;
        share[k] += y[i][k] / n;
      }
    }
    this.dual = new double[n][classes];
    this.scores = new double[n][classes];
    double[][] inverse = inverse(gram, strength);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double own = Math.max(inverse[i][i] - 1 / (n * strength), Double.MIN_NORMAL);
      for (int k = 0; k < classes; k++) {
        for (int j = 0; j < n; j++) {
          dual[i][k] += inverse[i][j] * (y[j][k] - share[k]);
        }
        double off = dual[i][k] / own;
        scores[i][k] = y[i][k] - off;
        sum += off * off;
      }
    }
    this.error = sum;
  }

  /** Sum of the squared errors of each example by the others. */
  double error() {
    return error;
  }

  /** The score of each example by the others, [n][K]. */
  double[][] scores() {
    return scores;
  }

  /**
   * Weights of features as they are, before they were standardised.
   *
   * @param x [n][F], standardised
   * @param mean [F]
   * @param inverse 1 / deviation, times the weight of the feature in G
   * @return a [F][K], b [K]
   */
  float[] weights(double[][] x, double[] mean, double[] inverse) {
    int f = mean.length;
    int classes = share.length;
    float[] weights = new float[(f + 1) * classes];
    for (int k = 0; k < classes; k++) {
      double bias = share[k];
      for (int i = 0; i < f; i++) {
        double a = 0;
        for (int m = 0; m < x.length; m++) {
          a += x[m][i] * dual[m][k];
        }
        a *= inverse[i];
        weights[i * classes + k] = (float) a;
        bias -= a * mean[i];
      }
      weights[f * classes + k] = (float) bias;
    }
    return weights;
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
}
