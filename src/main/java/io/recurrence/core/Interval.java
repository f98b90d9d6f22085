package io.recurrence.core;

/**
 * The spread around a path: learns from the error of each {@linkplain HorizonGrid knot} of the
 * horizon when its actual value arrives, and gives quantiles around a path. Works in the units of
 * the series, outside the transforms.
 */
@PublicApi
public interface Interval extends Recurrence {

  /**
   * Whether errors and quantiles are in units of the model's own {@linkplain Model#spread spread},
   * each on its side of the forecast, rather than in those of the series. Needs a pipeline of one
   * model and no transforms.
   */
  default boolean relative() {
    return false;
  }

  /**
   * Learns one error.
   *
   * @param h modified in place
   * @param knot which knot of the horizon the forecast was made for
   * @param forecast what was forecast
   * @param actual the value that came
   */
  void learn(double[] h, int knot, double forecast, double actual);

  /**
   * Writes the quantile at {@code level} of each step around {@code path}. For each step, a higher
   * level never gives a lower quantile.
   *
   * @param h not modified
   * @param level in (0, 1)
   * @param path the expected values; not modified
   */
  void quantile(double[] h, double level, double[] path, double[] out);
}
