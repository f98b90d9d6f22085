package io.recurrence.evaluate.benchmark;

/** What is evaluated: makes followers of series. Serves several threads. */
public interface Engine {

  /** What a step ahead means. */
  enum Steps {
    /** The sampling step of the series, as the engine finds it from the times. */
    OF_TIME,
    /** The next record, whenever it comes. */
    OF_RECORDS
  }

  /** The horizon that the specification names; for protocols that judge values only. */
  int AS_SPECIFIED = 0;

  /**
   * A follower of a series of which nothing has been seen.
   *
   * @param horizon in steps, or {@link #AS_SPECIFIED}
   */
  Follower follow(int horizon, Steps steps);

  /** Bytes of state that a series takes; 0 where it is not kept as such. */
  int stateBytes(int horizon, Steps steps);
}
