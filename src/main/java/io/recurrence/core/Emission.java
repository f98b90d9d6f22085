package io.recurrence.core;

/**
 * When a forecast is written: at every {@code steps}-th step, or at the first record of each period
 * of event time.
 *
 * @param steps at least 1
 * @param periodMillis 0 where steps decide
 */
public record Emission(int steps, long periodMillis) {
  public static final Emission EVERY_EVENT = new Emission(1, 0);

  /** Never of itself: {@link SeriesPipeline#forecast} is called where one is wanted. */
  public static final Emission ON_REQUEST = new Emission(Integer.MAX_VALUE, 0);

  public Emission {
    if (steps < 1 || periodMillis < 0) {
      throw new IllegalArgumentException("steps must be >= 1 and the period must not be negative");
    }
  }

  /** Whether periods of event time decide. */
  boolean periodic() {
    return periodMillis > 0;
  }

  boolean due(long index, boolean first, long time, long previous) {
    if (periodMillis > 0) {
      return first || Math.floorDiv(time, periodMillis) != Math.floorDiv(previous, periodMillis);
    }
    return steps < Integer.MAX_VALUE && (first || index % steps == 0);
  }

  /** Whether a forecast is due at a further reading of a step. */
  boolean dueAgain(long time, long previous) {
    return periodMillis > 0
        ? Math.floorDiv(time, periodMillis) != Math.floorDiv(previous, periodMillis)
        : steps == 1;
  }
}
