package io.recurrence.forecast.network;

import java.util.SplittableRandom;

/** A series to learn from: evenly spaced, finite values. */
public final class Example {
  private final double[] values;
  private final long step;
  private final long start;

  /**
   * @param values evenly spaced; kept, not copied
   * @param step the sampling step in milliseconds, or 0 for a series without one
   * @param start time of the first value, in milliseconds since 1970
   */
  public Example(double[] values, long step, long start) {
    this.values = values;
    this.step = step;
    this.start = start;
  }

  int length() {
    return values.length;
  }

  double value(int t) {
    return values[t];
  }

  long step() {
    return step;
  }

  long start() {
    return start;
  }

  /** Any part of the series, with the time at which it begins. */
  Example part(int from, int to) {
    return new Example(java.util.Arrays.copyOfRange(values, from, to), step, start + from * step);
  }

  double[] toArray() {
    return values.clone();
  }

  /** A source of series, without end: what it gives depends on {@code random} alone. */
  public interface Source {

    /** The next series. */
    Example next(SplittableRandom random);
  }
}
