package io.recurrence.symbol;

/**
 * The transition matrix of a hidden Markov model of K states, {@code a_ij = P(s_{t+1} = j | s_t =
 * i)}, and the statistics of which online EM learns it (Mongillo and Denève, 2008; Cappé, 2011):
 * {@code ρ(i, j; k)}, the average of the transitions from i to j given that the newest state is k,
 *
 * <pre>
 *   ρ_t(i, j; k) = γ [j = k] r(i | k) + (1 - γ) Σ_l ρ_{t-1}(i, j; l) r(l | k)
 *   a_ij ∝ Σ_k φ_t(k) ρ(i, j; k)
 * </pre>
 *
 * r(i | k) being the probability of the state before, φ that of the newest. In a longer memory,
 * from {@code at}: a, row by row, then ρ.
 */
final class TransitionMatrix {
  /** No transition has less: what was never seen stays possible. */
  private static final double LEAST_TRANSITION = 1e-6;

  private final int states; // K
  private final double[] column;

  TransitionMatrix(int states) {
    this.states = states;
    this.column = new double[states];
  }

  int size() {
    return states * states * (1 + states);
  }

  /** Where ρ(i, j; ·) begins. */
  private int pair(int at, int i, int j) {
    return at + states * states + (i * states + j) * states;
  }

  /**
   * Begins with equal transitions.
   *
   * @param leave the probability that a state is left
   */
  void start(double[] h, int at, double leave) {
    double others = states == 1 ? 0 : leave / (states - 1);
    for (int i = 0; i < states; i++) {
      for (int j = 0; j < states; j++) {
        h[at + i * states + j] = i == j ? 1 - others * (states - 1) : others;
      }
    }
  }

  /** Sets a row of a. */
  void set(double[] h, int at, int i, double... row) {
    System.arraycopy(row, 0, h, at + i * states, states);
  }

  double get(double[] h, int at, int i, int j) {
    return h[at + i * states + j];
  }

  /**
   * Moves the statistics a step on.
   *
   * @param retro r(i | k) at {@code [k K + i]}
   * @param rate γ
   */
  void carry(double[] h, int at, double[] retro, double rate) {
    for (int i = 0; i < states; i++) {
      for (int j = 0; j < states; j++) {
        int row = pair(at, i, j);
        System.arraycopy(h, row, column, 0, states);
        for (int k = 0; k < states; k++) {
          double sum = 0;
          for (int l = 0; l < states; l++) {
            sum += column[l] * retro[k * states + l];
          }
          h[row + k] = (1 - rate) * sum + (j == k ? rate * retro[k * states + i] : 0);
        }
      }
    }
  }

  /**
   * The M step.
   *
   * @param filter φ [K]
   * @param one the share of one step in what is known: what stands counts for that much, so that a
   *     state that nothing visits keeps it
   */
  void maximise(double[] h, int at, double[] filter, double one) {
    for (int i = 0; i < states; i++) {
      int row = at + i * states;
      double total = 0;
      for (int j = 0; j < states; j++) {
        column[j] = one * h[row + j] + share(h, at, filter, i, j);
        total += column[j];
      }
      double floored = 0;
      for (int j = 0; j < states; j++) {
        column[j] = Math.max(LEAST_TRANSITION, column[j] / total);
        floored += column[j];
      }
      for (int j = 0; j < states; j++) {
        h[row + j] = column[j] / floored;
      }
    }
  }

  /** The share of steps from i to j: {@code Σ_k φ(k) ρ(i, j; k)}. */
  double share(double[] h, int at, double[] filter, int i, int j) {
    double sum = 0;
    for (int k = 0; k < states; k++) {
      sum += filter[k] * h[pair(at, i, j) + k];
    }
    return sum;
  }

  /** {@code p_j <- Σ_i p_i a_ij}. */
  void forward(double[] h, int at, double[] p) {
    System.arraycopy(p, 0, column, 0, states);
    for (int j = 0; j < states; j++) {
      double sum = 0;
      for (int i = 0; i < states; i++) {
        sum += column[i] * h[at + i * states + j];
      }
      p[j] = sum;
    }
  }
}
