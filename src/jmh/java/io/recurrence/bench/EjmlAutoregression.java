package io.recurrence.bench;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;

/**
 * An autoregression of order {@code p} by recursive least squares as a textbook has it (Haykin,
 * 2002), with the {@code p × p} inverse correlation {@code P} in EJML: {@code k = P u / (λ + u' P
 * u)}, {@code w += k (x - w' u)}, {@code P = (P - k u' P) / λ}.
 */
final class EjmlAutoregression {
  private static final double FORGETTING = 0.999;

  private final int order;
  private final DMatrixRMaj inverse;
  private final DMatrixRMaj weights;
  private final DMatrixRMaj past;
  private final DMatrixRMaj gain;

  EjmlAutoregression(int order) {
    this.order = order;
    this.inverse = CommonOps_DDRM.diag(new double[order]);
    this.weights = new DMatrixRMaj(order, 1);
    this.past = new DMatrixRMaj(order, 1);
    this.gain = new DMatrixRMaj(order, 1);
    for (int i = 0; i < order; i++) {
      inverse.set(i, i, 100);
    }
  }

  double step(double x) {
    CommonOps_DDRM.mult(inverse, past, gain);
    double error = x - VectorVectorMult_DDRM.innerProd(weights, past);
    double energy = FORGETTING + VectorVectorMult_DDRM.innerProd(past, gain);
    CommonOps_DDRM.addEquals(weights, error / energy, gain);
    VectorVectorMult_DDRM.rank1Update(-1 / energy, inverse, gain, gain); // P is symmetric
    CommonOps_DDRM.scale(1 / FORGETTING, inverse);
    System.arraycopy(past.data, 0, past.data, 1, order - 1);
    past.data[0] = x;
    return error;
  }
}
