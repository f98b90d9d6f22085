package io.recurrence.sequence;

import io.recurrence.network.Dense;
import io.recurrence.network.Softmax;
import java.util.Arrays;

/**
 * Where a head of a {@link TuringMachine} looks (Graves, Wayne and Danihelka, 2014, section 3.3):
 * weights w [N] over the slots of a memory X [N][M], from the weights b of the step before and from
 * parameters that the controller emits.
 *
 * <pre>
 *   c   = {@link ContentAddressing}, with K, by the key k [M] and its strength β
 *   m   = g c + (1 - g) b                 interpolation, gate g
 *   u_i = s_-1 m_{i+1} + s_0 m_i + s_1 m_{i-1}     shift, cyclic
 *   w_i = u_i^γ / Σ u_j^γ                          sharpening, γ >= 1
 * </pre>
 *
 * <p>Of M + 6 numbers z, in this order: k = tanh, β = softplus, g = σ, s = softmax of three, γ = 1
 * + softplus. Trace: those M + 6 after their activation, then b, K, c, u, w.
 */
final class Addressing {
  private static final double MIN_WEIGHT = 1e-12; // added to u, whose logarithm is taken

  private final int slots; // N
  private final int width; // M
  private final ContentAddressing content;
  private final Softmax three = new Softmax(3);
  private final double[] shift = new double[3];
  private final double[] shiftProbability = new double[3];
  private final double[] du; // gradients of u, then of the similarities
  private final double[] mixed; // m, then its gradient
  private final double[] dk;

  Addressing(int slots, int width) {
    this.slots = slots;
    this.width = width;
    this.content = new ContentAddressing(slots, width);
    this.du = new double[slots];
    this.mixed = new double[slots];
    this.dk = new double[width];
  }

  /** How many numbers z. */
  int parameters() {
    return width + 6;
  }

  int trace() {
    return parameters() + 5 * slots;
  }

  /** Where w begins in a trace that begins at {@code at}. */
  int weights(int at) {
    return at + parameters() + 4 * slots;
  }

  /**
   * @param z parameters before their activation, from {@code zAt}
   * @param x memory, from {@code xAt}
   * @param before b, from {@code bAt}, without the 1 of slot 0: all zero looks at slot 0
   */
  void forward(
      double[] z, int zAt, double[] x, int xAt, double[] before, int bAt, double[] trace, int at) {
    activate(z, zAt, trace, at);
    int b = at + parameters();
    System.arraycopy(before, bAt, trace, b, slots);
    trace[b] += 1;
    content.forward(x, xAt, trace, at, trace[at + width], b + slots);
    mix(trace, at);
    int u = b + 3 * slots;
    int w = u + slots;
    double max = 0;
    for (int i = 0; i < slots; i++) {
      trace[u + i] = MIN_WEIGHT + shifted(trace, at + width + 2, mixed, i, 1);
      max = Math.max(max, trace[u + i]);
    }
    double gamma = trace[at + width + 5];
    double sum = 0;
    for (int i = 0; i < slots; i++) {
      trace[w + i] = StrictMath.pow(trace[u + i] / max, gamma); // at most 1, and once 1
      sum += trace[w + i];
    }
    for (int i = 0; i < slots; i++) {
      trace[w + i] /= sum;
    }
  }

  private void activate(double[] z, int zAt, double[] trace, int at) {
    for (int j = 0; j < width; j++) {
      trace[at + j] = StrictMath.tanh(z[zAt + j]);
    }
    trace[at + width] = softplus(z[zAt + width]);
    trace[at + width + 1] = Dense.sigmoid(z[zAt + width + 1]);
    System.arraycopy(z, zAt + width + 2, shift, 0, 3);
    three.predict(shift, shiftProbability);
    System.arraycopy(shiftProbability, 0, trace, at + width + 2, 3);
    trace[at + width + 5] = 1 + softplus(z[zAt + width + 5]);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  private void mix(double[] trace, int at) {
    double gate = trace[at + width + 1];
    int b = at + parameters();
    int c = b + 2 * slots;
    for (int i = 0; i < slots; i++) {
      mixed[i] = gate * trace[c + i] + (1 - gate) * trace[b + i];
    }
  }

  /** Σ_d s_d y_{i - way d} for d of -1, 0, 1. */
  private double shifted(double[] s, int sAt, double[] y, int i, int way) {
    int up = i + 1 == slots ? 0 : i + 1;
    int down = i == 0 ? slots - 1 : i - 1;
    double left = y[way > 0 ? up : down];
    double right = y[way > 0 ? down : up];
    return s[sAt] * left + s[sAt + 1] * y[i] + s[sAt + 2] * right;
  }

  /**
   * @param trace as {@link #forward} left it; not modified
   * @param dw gradient with respect to w from {@code dwAt}; becomes that with respect to b
   * @param dx gradient with respect to the memory, from {@code dxAt}; added to
   * @param dz gradient with respect to z, from {@code dzAt}; overwritten
   */
  void backward(
      double[] x,
      int xAt,
      double[] trace,
      int at,
      double[] dw,
      int dwAt,
      double[] dx,
      int dxAt,
      double[] dz,
      int dzAt) {
    int b = at + parameters();
    int c = b + 2 * slots;
    double gamma = trace[at + width + 5];
    dz[dzAt + width + 5] = sharpeningBackward(trace, b, gamma, dw, dwAt) * slope(gamma - 1);
    mix(trace, at);
    shiftBackward(trace, at, dz, dzAt);
    double gate = trace[at + width + 1];
    double dgate = 0;
    double mean = 0;
    for (int i = 0; i < slots; i++) {
      dgate += mixed[i] * (trace[c + i] - trace[b + i]);
      mean += gate * mixed[i] * trace[c + i];
      dw[dwAt + i] = (1 - gate) * mixed[i];
    }
    dz[dzAt + width + 1] = dgate * gate * (1 - gate);
    double strength = trace[at + width];
    double dstrength = 0;
    for (int i = 0; i < slots; i++) {
      double d = trace[c + i] * (gate * mixed[i] - mean);
      dstrength += d * trace[b + slots + i];
      du[i] = strength * d; // from here on of K
    }
    dz[dzAt + width] = dstrength * slope(strength);
    content.backward(x, xAt, trace, at, b + slots, du, dk, dx, dxAt);
    for (int j = 0; j < width; j++) {
      dz[dzAt + j] = dk[j] * (1 - trace[at + j] * trace[at + j]);
    }
  }

  /** The derivative of softplus where its value is y. */
  private static double slope(double y) {
    return -StrictMath.expm1(-y);
  }

  /** Leaves du; returns the derivative by γ. */
  private double sharpeningBackward(double[] trace, int b, double gamma, double[] dw, int dwAt) {
    int u = b + 3 * slots;
    int w = u + slots;
    double mean = 0;
    for (int i = 0; i < slots; i++) {
      mean += dw[dwAt + i] * trace[w + i];
    }
    double dgamma = 0;
    for (int i = 0; i < slots; i++) {
      double d = trace[w + i] * (dw[dwAt + i] - mean);
      dgamma += d * StrictMath.log(trace[u + i]);
      du[i] = gamma * d / trace[u + i];
    }
    return dgamma;
  }

  /** Leaves the gradient of m in {@code mixed}, and that of the shift in dz. */
  private void shiftBackward(double[] trace, int at, double[] dz, int dzAt) {
    int s = at + width + 2;
    Arrays.fill(shift, 0);
    for (int i = 0; i < slots; i++) {
      shift[0] += du[i] * mixed[i + 1 == slots ? 0 : i + 1];
      shift[1] += du[i] * mixed[i];
      shift[2] += du[i] * mixed[i == 0 ? slots - 1 : i - 1];
    }
    double mean = trace[s] * shift[0] + trace[s + 1] * shift[1] + trace[s + 2] * shift[2];
    for (int d = 0; d < 3; d++) {
      dz[dzAt + width + 2 + d] = trace[s + d] * (shift[d] - mean);
    }
    for (int i = 0; i < slots; i++) {
      mixed[i] = shifted(trace, s, du, i, -1);
    }
  }
}
