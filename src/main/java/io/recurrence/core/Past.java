package io.recurrence.core;

/**
 * What a stage may know of the past beyond its own memory: the last values, newest first, and the
 * clock.
 *
 * <p>All models of a pipeline share one such window, so that a lag costs its bytes once. A step
 * without a value holds the value that was expected for it.
 */
@PublicApi
public interface Past {

  /**
   * How many values can be read: those seen so far, at most the longest lag that any model asked
   * for.
   */
  int length();

  /**
   * The value {@code k} steps back; {@code back(0)} is the newest.
   *
   * @param k in {@code [0, length())}; not checked
   */
  double back(int k);

  /** The number of steps of the series so far, with or without a value. */
  long index();

  /**
   * The number of the sampling interval of the newest step, by event time: where the calendar gives
   * a season, its phase is this modulo its length.
   */
  default long intervalNumber() {
    return index();
  }

  /** Event time of the newest step, in milliseconds since 1970. */
  long time();

  /** The sampling step in milliseconds, or 0 where the series has none that is known. */
  long step();
}
