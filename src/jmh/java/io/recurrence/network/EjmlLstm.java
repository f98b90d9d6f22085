package io.recurrence.network;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The same cell by EJML: one product of a matrix and a vector for all gates, and java.lang.Math.
 */
final class EjmlLstm {
  private final int hidden;
  private final DMatrixRMaj weights; // [4H][I + H + 1]
  private final DMatrixRMaj input; // x, h, 1
  private final DMatrixRMaj z;
  private final double[] cell;
  private final double[] output;

  EjmlLstm(int inputs, int hidden, float[] w) {
    this.hidden = hidden;
    int width = inputs + hidden + 1;
    this.weights = new DMatrixRMaj(4 * hidden, width);
    for (int k = 0; k < width; k++) {
      for (int j = 0; j < 4 * hidden; j++) {
        weights.set(j, k, w[k * 4 * hidden + j]);
      }
    }
    this.input = new DMatrixRMaj(width, 1);
    input.set(width - 1, 0, 1);
    this.z = new DMatrixRMaj(4 * hidden, 1);
    this.cell = new double[hidden];
    this.output = new double[hidden];
  }

  double[] step(double[] x) {
    System.arraycopy(x, 0, input.data, 0, x.length);
    System.arraycopy(output, 0, input.data, x.length, hidden);
    CommonOps_DDRM.mult(weights, input, z);
    double[] a = z.data;
    for (int j = 0; j < hidden; j++) {
      double i = 1 / (1 + Math.exp(-a[j]));
      double f = 1 / (1 + Math.exp(-a[hidden + j]));
      double o = 1 / (1 + Math.exp(-a[2 * hidden + j]));
      cell[j] = f * cell[j] + i * Math.tanh(a[3 * hidden + j]);
      output[j] = o * Math.tanh(cell[j]);
    }
    return output;
  }
}
