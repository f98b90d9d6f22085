package io.recurrence.core;

/** Looks into states. */
public final class Memories {
  private Memories() {}

  /** Whether all numbers of all stages are finite. */
  public static boolean finite(State s) {
    for (double[] h : s.h) {
      for (double number : h) {
        if (!Double.isFinite(number)) {
          return false;
        }
      }
    }
    return true;
  }
}
