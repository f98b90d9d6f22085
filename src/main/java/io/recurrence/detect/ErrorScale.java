package io.recurrence.detect;

import io.recurrence.core.Precision;
import java.util.Arrays;

/**
 * The mean size of the errors of the forecast, by the time of the season: {@code m r_b}, the mean m
 * of all of them times the ratio r_b of part b of the season. An error is judged against the errors
 * that are usual at its hour, and against those that the model makes now, not those that it made
 * before it knew the season. One wild error counts five times the usual one at most.
 */
final class ErrorScale {
  static final int SINGLES = 2;
  static final int BRIEFS = 12; // parts of a season

  private static final double MEMORY_ERRORS = 5000; // errors
  private static final double DAYS = 5; // that a part of a season remembers, where it is of a day
  private static final double PART = 86_400_000.0 / BRIEFS;
  private static final double MIN_PART_ERRORS = 8; // errors that a part remembers
  private static final double MAX_PART_ERRORS = 2000;
  private static final double LEAST_RATIO = .2; // where all is still, a small error is no wild one
  private static final double WILDEST = 5;
  private static final int EQUAL_WEIGHTS = 20; // errors of which all count

  private final int mean;
  private final int count;
  private final int ratios;

  ErrorScale(int mean, int ratios) {
    this.mean = mean;
    this.count = mean + 1;
    this.ratios = ratios;
  }

  void start(double[] h) {
    Arrays.fill(h, ratios, ratios + BRIEFS, 1);
  }

  /**
   * The usual size of an error, 0 before the first.
   *
   * @param phase part of the season in [0, 1), negative where there is no season
   */
  double at(double[] h, double phase) {
    return phase < 0 ? h[mean] : h[mean] * Math.max(LEAST_RATIO, h[ratios + part(phase)]);
  }

  private static int part(double phase) {
    return Math.min(BRIEFS - 1, (int) (phase * BRIEFS));
  }

  /**
   * Learns an error.
   *
   * @param size of it, not 0
   * @param pace milliseconds from value to value
   */
  void learn(double[] h, double phase, double size, long pace) {
    double n = h[count];
    double ordinary = at(h, phase);
    double counted = n < EQUAL_WEIGHTS ? size : Math.min(size, WILDEST * ordinary);
    if (phase >= 0 && n >= EQUAL_WEIGHTS) {
      int at = ratios + part(phase);
      double memory =
          Math.max(MIN_PART_ERRORS, Math.min(MAX_PART_ERRORS, DAYS * PART / (double) pace));
      h[at] = Precision.brief(h[at] + (counted / h[mean] - h[at]) / memory);
    }
    h[count] = Math.min(n + 1, MEMORY_ERRORS);
    h[mean] += (counted - h[mean]) / h[count];
  }
}
