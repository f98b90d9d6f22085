package io.recurrence.evaluate.benchmark;

import java.util.Arrays;

/**
 * The class of the nearest sequence by dynamic time warping (Sakoe and Chiba, 1978), the usual
 * rival: squared distances of records, summed along the best alignment, with no window.
 */
final class NearestNeighbour {
  private final double[][][] sequences;
  private final int[] of;

  NearestNeighbour(double[][][] sequences, int[] of) {
    this.sequences = sequences;
    this.of = of;
  }

  int classOf(double[][] x) {
    double min = Double.POSITIVE_INFINITY;
    int nearest = 0;
    for (int i = 0; i < sequences.length; i++) {
      double distance = distance(x, sequences[i], min);
      if (distance < min) {
        min = distance;
        nearest = of[i];
      }
    }
    return nearest;
  }

  /** The distance, or infinity where it is not below {@code max}. */
  static double distance(double[][] a, double[][] b, double max) {
    double[] before = new double[b.length + 1];
    double[] now = new double[b.length + 1];
    Arrays.fill(before, Double.POSITIVE_INFINITY);
    before[0] = 0;
    for (double[] x : a) {
      now[0] = Double.POSITIVE_INFINITY;
      double min = Double.POSITIVE_INFINITY;
      for (int j = 0; j < b.length; j++) {
        double square = 0;
        for (int c = 0; c < x.length; c++) {
          double d = x[c] - b[j][c];
          square += Double.isNaN(d) ? 0 : d * d;
        }
        now[j + 1] = square + Math.min(before[j], Math.min(before[j + 1], now[j]));
        min = Math.min(min, now[j + 1]);
      }
      if (min >= max) {
        return Double.POSITIVE_INFINITY;
      }
      double[] free = before;
      before = now;
      now = free;
    }
    return before[b.length];
  }
}
