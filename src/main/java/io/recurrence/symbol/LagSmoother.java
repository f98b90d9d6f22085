package io.recurrence.symbol;

import java.util.Arrays;

/**
 * Fixed-lag smoothing: what the values since say of the state {@code lag} steps ago. The last L + 1
 * filtered distributions are kept; from the newest, {@code γ_s(i) = φ_s(i) Σ_j a_ij γ_{s+1}(j) /
 * Σ_l φ_s(l) a_lj} (Anderson and Moore, Optimal Filtering, 1979; Kitagawa, 1987), which needs no
 * values again. With fixed parameters it is the smoother of the sequence so far, exactly; while
 * they are learned, it reads the past by those that stand now.
 */
final class LagSmoother {
  private static final int KEPT = 0; // distributions kept
  private static final int NEWEST = 1; // where the newest stands
  private static final int HEAD = 2;

  private final int states;
  private final int length;
  private final double[] before;
  private final double[] ratio;

  /**
   * @param lag L, at least 0
   */
  LagSmoother(int states, int lag) {
    this.states = states;
    this.length = lag + 1;
    this.before = new double[states];
    this.ratio = new double[states];
  }

  int size() {
    return HEAD + length * states;
  }

  /** Keeps a filtered distribution. */
  void push(double[] h, int at, double[] from, int start) {
    h[at + NEWEST] = h[at + KEPT] == 0 ? 0 : (h[at + NEWEST] + 1) % length;
    h[at + KEPT] = Math.min(length, h[at + KEPT] + 1);
    System.arraycopy(from, start, h, slot(h, at, 0), states);
  }

  private int slot(double[] h, int at, int back) {
    int place = Math.floorMod((int) h[at + NEWEST] - back, length);
    return at + HEAD + place * states;
  }

  /**
   * Writes {@code out[k] = P(s_{t-lag} = k | x_1 … x_t)}, or that of the oldest step kept; even
   * odds where none is.
   *
   * @param a the transition matrix, row by row from {@code start}
   */
  void read(double[] h, int at, double[] a, int start, int lag, double[] out) {
    if (h[at + KEPT] == 0) {
      Arrays.fill(out, 0, states, 1.0 / states);
      return;
    }
    int back = (int) Math.min(lag, h[at + KEPT] - 1);
    System.arraycopy(h, slot(h, at, 0), out, 0, states);
    for (int b = 1; b <= back; b++) {
      System.arraycopy(h, slot(h, at, b), before, 0, states);
      for (int j = 0; j < states; j++) {
        double predicted = 0;
        for (int i = 0; i < states; i++) {
          predicted += before[i] * a[start + i * states + j];
        }
        ratio[j] = predicted > 0 ? out[j] / predicted : 0;
      }
      double total = 0;
      for (int i = 0; i < states; i++) {
        double sum = 0;
        for (int j = 0; j < states; j++) {
          sum += a[start + i * states + j] * ratio[j];
        }
        out[i] = before[i] * sum;
        total += out[i];
      }
      for (int i = 0; i < states; i++) { // parameters that moved since may lose a little
        out[i] = total > 0 ? out[i] / total : before[i];
      }
    }
  }
}
