package io.recurrence.sequence;

import io.recurrence.network.Dense;
import java.util.Arrays;

/**
 * A memory X of N slots of M numbers that is written and read at weights over its slots (Graves,
 * Wayne and Danihelka, 2014, sections 3.1 and 3.2):
 *
 * <pre>
 *   X_i <- X_i (1 - w_i e) + w_i d        erase e = σ, add d = tanh, [M]
 *   r = Σ q_i X_i
 * </pre>
 */
final class SlotMemory {
  private final int slots; // N
  private final int width; // M

  SlotMemory(int slots, int width) {
    this.slots = slots;
    this.width = width;
  }

  /**
   * Writes.
   *
   * @param z e, then d, before their activation, from {@code zAt}
   * @param trace e and d are kept from {@code e}; X stands behind them, and the new X is written
   *     behind that; w from {@code w}
   */
  void write(double[] z, int zAt, double[] trace, int e, int w) {
    int before = e + 2 * width;
    int after = before + slots * width;
    for (int j = 0; j < width; j++) {
      trace[e + j] = Dense.sigmoid(z[zAt + j]);
      trace[e + width + j] = StrictMath.tanh(z[zAt + width + j]);
    }
    for (int i = 0; i < slots; i++) {
      double much = trace[w + i];
      for (int j = 0; j < width; j++) {
        double old = trace[before + i * width + j];
        trace[after + i * width + j] = old + much * (trace[e + width + j] - old * trace[e + j]);
      }
    }
  }

  /**
   * The same backward.
   *
   * @param dw gradient with respect to w, from {@code dwAt}; added to
   * @param dx gradient with respect to the new X; becomes that with respect to the old one
   * @param dz gradient with respect to z, from {@code dzAt}; overwritten
   */
  void writeBackward(
      double[] trace, int e, int w, double[] dw, int dwAt, double[] dx, double[] dz, int dzAt) {
    int before = e + 2 * width;
    Arrays.fill(dz, dzAt, dzAt + 2 * width, 0);
    for (int i = 0; i < slots; i++) {
      double much = trace[w + i];
      for (int j = 0; j < width; j++) {
        double old = trace[before + i * width + j];
        double d = dx[i * width + j];
        dw[dwAt + i] += d * (trace[e + width + j] - old * trace[e + j]);
        dz[dzAt + j] -= d * much * old;
        dz[dzAt + width + j] += d * much;
        dx[i * width + j] = d * (1 - much * trace[e + j]);
      }
    }
    for (int j = 0; j < width; j++) {
      double erase = trace[e + j];
      double add = trace[e + width + j];
      dz[dzAt + j] *= erase * (1 - erase);
      dz[dzAt + width + j] *= 1 - add * add;
    }
  }

  /** Writes r from {@code rAt}. */
  void read(double[] q, int qAt, double[] x, int xAt, double[] r, int rAt) {
    Arrays.fill(r, rAt, rAt + width, 0);
    for (int i = 0; i < slots; i++) {
      for (int j = 0; j < width; j++) {
        r[rAt + j] += q[qAt + i] * x[xAt + i * width + j];
      }
    }
  }

  /**
   * The same backward.
   *
   * @param trace q from {@code q}, X from {@code x}
   * @param ds gradient with respect to r from {@code dr}; that with respect to q, from {@code dq},
   *     is added to
   * @param dx gradient with respect to X; added to
   */
  void readBackward(double[] trace, int q, int x, double[] ds, int dr, int dq, double[] dx) {
    for (int i = 0; i < slots; i++) {
      for (int j = 0; j < width; j++) {
        dx[i * width + j] += trace[q + i] * ds[dr + j];
        ds[dq + i] += trace[x + i * width + j] * ds[dr + j];
      }
    }
  }
}
