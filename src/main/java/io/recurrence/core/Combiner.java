package io.recurrence.core;

/**
 * Turns the paths of several models into one. It learns, for each {@linkplain HorizonGrid knot} of
 * the horizon apart, from what each model had forecast when the actual value arrives.
 */
@PublicApi
public interface Combiner extends Recurrence {

  /**
   * Learns one outcome.
   *
   * @param h modified in place
   * @param knot which knot of the horizon the forecasts were made for
   * @param forecasts what each model had forecast, in the units of the series
   * @param actual the value that came
   */
  void learn(double[] h, int knot, double[] forecasts, double actual);

  /**
   * Writes the weight of each model at a knot; they are not negative and sum to 1.
   *
   * @param h not modified
   */
  void weights(double[] h, int knot, double[] weights);
}
