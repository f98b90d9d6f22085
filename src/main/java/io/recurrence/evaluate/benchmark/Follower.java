package io.recurrence.evaluate.benchmark;

/**
 * Follows one series, value by value: each is judged by what was forecast for it before it came,
 * then learned. What it answers belongs to the last value given.
 */
public interface Follower {

  /**
   * Takes the next value.
   *
   * @param time in milliseconds since 1970, not before the last one
   * @param x NaN where the value is missing
   */
  void step(long time, double x);

  /** How strange the last value was, in [0, 1]. */
  double score();

  /** How strange an incident is that began or worsened with the last value, in [0, 1]; else 0. */
  double alarm();

  /** Whether the last value was flagged. */
  boolean flagged();

  /** What was expected of the last value, and the ends of its band; NaN where nothing was. */
  double expected();

  double lower();

  double upper();

  /** Forecasts from where the series stands; false before there is anything to forecast from. */
  boolean forecast();

  /** The value forecast {@code k} steps ahead, from 1; after {@link #forecast()}. */
  double mean(int k);

  /**
   * The quantile at {@code Levels.ALL[level]}, {@code k} steps ahead; after {@link #forecast()}.
   */
  double quantile(int level, int k);
}
