package io.recurrence.core;

/** Is called for each forecast whose actual value has arrived. */
@PublicApi
public interface OutcomeListener {

  /**
   * Takes one.
   *
   * @param steps how many steps ahead the forecast had looked
   * @param forecast what it had said, and
   * @param lower its lower and
   * @param upper upper bound
   */
  void outcome(int steps, double forecast, double lower, double upper);
}
