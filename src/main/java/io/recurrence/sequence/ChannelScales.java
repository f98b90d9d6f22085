package io.recurrence.sequence;

import io.recurrence.core.Precision;

/** Mean and deviation of each channel over all records that sequences have, in single precision. */
final class ChannelScales {
  private ChannelScales() {}

  /**
   * Writes the means [C] and 1 / deviation [C]. A number that is not finite does not count.
   *
   * @param sequences [n][T][C]
   */
  static void fit(double[][][] sequences, double[] to) {
    int inputs = sequences[0][0].length;
    for (int c = 0; c < inputs; c++) {
      int n = 0;
      double mean = 0;
      double square = 0;
      for (double[][] sequence : sequences) {
        for (double[] record : sequence) {
          if (Double.isFinite(record[c])) {
            n++;
            double d = record[c] - mean;
            mean += d / n;
            square += d * (record[c] - mean);
          }
        }
      }
      to[c] = Precision.single(mean);
      to[inputs + c] = inverse(square / Math.max(1, n));
    }
  }

  /** 1 / sqrt v; 0 for a channel that never moves, which then says nothing. */
  static double inverse(double v) {
    return v > 0 && v < Double.POSITIVE_INFINITY ? Precision.single(1 / Math.sqrt(v)) : 0;
  }
}
