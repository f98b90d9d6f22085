package io.recurrence.core;

import java.util.Arrays;

/**
 * A recurrence with one number to read: a mean, a sum, a maximum. It can be asked for as an output
 * of its own, and it is a {@link Model} that forecasts that number for every step to come.
 */
@PublicApi
public interface Statistic extends Model {

  /**
   * The statistic of the values so far.
   *
   * @param h not modified
   * @param past the window, {@code back(0)} being {@code x_t}
   */
  double value(double[] h, Past past);

  @Override
  default void forecast(double[] h, Past past, double[] path) {
    Arrays.fill(path, value(h, past));
  }
}
