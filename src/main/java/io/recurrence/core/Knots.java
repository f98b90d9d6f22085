package io.recurrence.core;

import java.util.Arrays;

/**
 * The steps of a horizon at which truth is waited for: 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48 … and
 * the horizon itself. What is learned at a knot serves the steps around it by linear interpolation,
 * so that memory grows with the logarithm of the horizon.
 *
 * <p>At a far knot not every origin is kept: knot {@code k} keeps one origin in {@code stride(k)},
 * at most 16 that wait.
 */
public final class Knots {
  private static final int WAITING = 16;

  private final int[] steps;
  private final int[] strides;
  private final int[] lower; // per step of the horizon: the knot at or below it
  private final double[] fraction; // and how far it lies towards the next knot, in [0, 1)

  private Knots(int[] steps) {
    this.steps = steps;
    this.strides = Arrays.stream(steps).map(Knots::strideOf).toArray();
    int horizon = steps[steps.length - 1];
    this.lower = new int[horizon];
    this.fraction = new double[horizon];
    for (int k = 1; k <= horizon; k++) {
      int at = Arrays.binarySearch(steps, k);
      int below = at >= 0 ? at : -at - 2;
      lower[k - 1] = below;
      fraction[k - 1] =
          at >= 0 ? 0 : (double) (k - steps[below]) / (steps[below + 1] - steps[below]);
    }
  }

  /** The knots of a horizon of {@code horizon >= 1} steps. */
  public static Knots upTo(int horizon) {
    int[] steps = new int[64];
    int n = 0;
    for (int power = 1; power < horizon; power *= 2) {
      steps[n++] = power;
      int between = power + power / 2;
      if (power > 1 && between < horizon) {
        steps[n++] = between;
      }
    }
    steps[n++] = horizon;
    return new Knots(Arrays.copyOf(steps, n));
  }

  /** The smallest stride that leaves at most {@value #WAITING} origins waiting. */
  private static int strideOf(int steps) {
    return (steps + WAITING - 1) / WAITING;
  }

  public int count() {
    return steps.length;
  }

  public int horizon() {
    return steps[steps.length - 1];
  }

  /** How many steps ahead knot {@code knot} looks. */
  public int steps(int knot) {
    return steps[knot];
  }

  /** A knot keeps the origins whose index is a multiple of its stride. */
  public int stride(int knot) {
    return strides[knot];
  }

  /** How many origins of a knot wait for their truth at once. */
  public int waiting(int knot) {
    return (steps[knot] + strides[knot] - 1) / strides[knot];
  }

  /** The knot at or below {@code step} (counted from 1). */
  public int below(int step) {
    return lower[step - 1];
  }

  /** How far {@code step} lies from the knot below it towards the next one, in [0, 1). */
  public double fraction(int step) {
    return fraction[step - 1];
  }
}
