package io.recurrence.symbol;

import java.util.Arrays;

/**
 * The transition matrix A of a Markov chain over K {@linkplain LevelBins bins}, from counts and
 * from the shares v of the bins:
 *
 * <pre>a_ij = (c_ij + v_j) / (Σ_j c_ij + 1)</pre>
 *
 * In a longer memory, from {@code at}: c, row by row.
 */
final class BinTransitions {
  private final int bins; // K
  private final double[] a; // K rows
  private final double[] next;

  BinTransitions(int bins) {
    this.bins = bins;
    this.a = new double[bins * bins];
    this.next = new double[bins];
  }

  int size() {
    return a.length;
  }

  /**
   * Counts a transition.
   *
   * @param forgetting what those from the same bin are multiplied by before
   */
  void add(double[] h, int at, int from, int to, double forgetting) {
    int row = at + from * bins;
    for (int j = 0; j < bins; j++) {
      h[row + j] *= forgetting;
    }
    h[row + to]++;
  }

  /**
   * Counts of pairs of old bins to those of new ones, by where values of each old bin went.
   *
   * @param moved values, from old to new bin
   */
  void regroup(double[] h, int at, double[][] moved) {
    System.arraycopy(h, at, a, 0, a.length);
    Arrays.fill(h, at, at + a.length, 0);
    for (int i = 0; i < bins; i++) {
      double from = Arrays.stream(moved[i]).sum();
      for (int k = 0; k < bins; k++) {
        double to = Arrays.stream(moved[k]).sum();
        if (from == 0 || to == 0) {
          continue; // nothing was counted
        }
        for (int j = 0; j < bins; j++) {
          for (int l = 0; l < bins; l++) {
            h[at + j * bins + l] += moved[i][j] / from * a[i * bins + k] * moved[k][l] / to;
          }
        }
      }
    }
  }

  /**
   * Reads A.
   *
   * @param shares v
   */
  void read(double[] h, int at, double[] shares) {
    for (int i = 0; i < bins; i++) {
      int row = at + i * bins;
      double sum = 1;
      for (int j = 0; j < bins; j++) {
        sum += h[row + j];
      }
      for (int j = 0; j < bins; j++) {
        a[i * bins + j] = (h[row + j] + shares[j]) / sum;
      }
    }
  }

  /** a_ij, as {@linkplain #read read} last. */
  double probability(int i, int j) {
    return a[i * bins + j];
  }

  /** {@code p <- p A}. */
  void forward(double[] p) {
    Arrays.fill(next, 0);
    for (int i = 0; i < bins; i++) {
      for (int j = 0; j < bins; j++) {
        next[j] += p[i] * a[i * bins + j];
      }
    }
    System.arraycopy(next, 0, p, 0, bins);
  }
}
