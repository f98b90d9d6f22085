package io.recurrence.forecast.model;

import io.recurrence.core.SeriesPipeline;

/**
 * Keeps a path that runs away finite: beyond the largest value that a series may hold, it stays
 * there.
 */
final class Bounded {
  private Bounded() {}

  static double of(double value) {
    return Math.max(-SeriesPipeline.MAX_MAGNITUDE, Math.min(SeriesPipeline.MAX_MAGNITUDE, value));
  }
}
