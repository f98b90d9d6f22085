package io.recurrence.symbol;

import java.util.Arrays;

/**
 * The order in which the K states of a hidden Markov model are listed, by the rank of what they
 * emit, so that a number stands for the same state from step to step. In a longer memory, from
 * {@code at}: the state at each place.
 */
final class StateOrder {
  private final EmissionDensity density;
  private final boolean[] taken;

  StateOrder(EmissionDensity density) {
    this.density = density;
    this.taken = new boolean[density.states()];
  }

  /** Lists states by their number. */
  void start(double[] h, int at) {
    for (int i = 0; i < taken.length; i++) {
      h[at + i] = i;
    }
  }

  /** Whether what was read lists states that there are. */
  boolean sound(double[] h, int at) {
    for (int i = 0; i < taken.length; i++) {
      if (!(h[at + i] >= 0 && h[at + i] < taken.length)) {
        return false;
      }
    }
    return true;
  }

  /** The state at a place. */
  int state(double[] h, int at, int place) {
    return (int) h[at + place];
  }

  /**
   * Lists each state where another memory lists the one most like it, as far as it is free.
   *
   * @param emission where the parameters of the density begin
   * @param otherAt the order of the other memory
   * @param otherEmission its parameters
   */
  void match(double[] h, int at, int emission, int otherAt, int otherEmission) {
    Arrays.fill(taken, false);
    for (int place = 0; place < taken.length; place++) {
      int best = -1;
      double min = Double.POSITIVE_INFINITY;
      for (int i = 0; i < taken.length; i++) {
        double unlike = density.distance(h, emission, i, otherEmission, state(h, otherAt, place));
        if (!taken[i] && (best < 0 || unlike < min)) { // any will do where none can be compared
          min = unlike;
          best = i;
        }
      }
      taken[best] = true;
      h[at + place] = best;
    }
  }

  /** States keep their places until their ranks differ clearly. */
  void rank(double[] h, int at, int emission) {
    for (int place = 0; place + 1 < taken.length; place++) {
      int i = state(h, at, place);
      int j = state(h, at, place + 1);
      double lead = density.rank(h, emission, i) - density.rank(h, emission, j);
      if (lead > density.tolerance(h, emission, i, j)) {
        h[at + place] = j;
        h[at + place + 1] = i;
      }
    }
  }
}
