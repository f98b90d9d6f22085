package io.recurrence.core;

/** Is told of forecasts that met their actual value. */
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
