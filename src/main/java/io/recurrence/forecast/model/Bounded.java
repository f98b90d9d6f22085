package io.recurrence.forecast.model;

import io.recurrence.core.Values;

/**
 * Keeps a path that runs away finite: beyond the largest value that a series may hold, it stays
 * there.
 */
final class Bounded {
  private Bounded() {}

  static double of(double value) {
    return Math.max(-Values.MAX_MAGNITUDE, Math.min(Values.MAX_MAGNITUDE, value));
  }
}
