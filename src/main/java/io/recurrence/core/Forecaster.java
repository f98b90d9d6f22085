package io.recurrence.core;

import java.util.List;

/**
 * A recurrence that forecasts by itself: from the value to the whole distribution of those to come.
 * The alternative to a list of {@linkplain Model models}, a {@linkplain Combiner combiner} and an
 * {@linkplain Interval interval}, for methods that share their memory among those roles.
 */
@PublicApi
public interface Forecaster extends Recurrence {

  /** The names of the experts that it mixes. */
  List<String> experts();

  /** Whether {@code h} has seen a value, so that there is something to forecast from. */
  default boolean canForecast(double[] h) {
    return learned(h) > 0;
  }

  /** How many steps it has learned from since it began, or began anew; 0 before the first. */
  long learned(double[] h);

  /**
   * Gives what {@code h} forecasts for the value to come. Reads only. Called once {@link
   * #canForecast}.
   *
   * @param h not modified
   */
  void expect(double[] h, Past past, Expectation expectation);

  /**
   * {@code h <- f(h, x)}: learns the outcomes whose actual value is {@code x}, then {@code x}.
   *
   * @param h modified in place
   * @param x the value, and what came before it
   * @param outcomes called for each forecast whose actual value this is, if they are kept
   */
  void step(double[] h, Observation x, OutcomeListener outcomes);

  /**
   * The value of the newest step is now another: its sampling interval had a further reading, or
   * the first after a step without a value. What has been learned of the step stays; forecasts go
   * on from the new value.
   *
   * @param h modified in place
   * @param x finite
   */
  void amend(double[] h, double x);

  /**
   * A step of the clock without a value: the path moves on, nothing is learned.
   *
   * @param past before this step
   */
  void miss(double[] h, Past past);

  /** So many steps are left out at once. Forecasts that wait will not be scored. */
  void skip(double[] h, long steps);

  /**
   * Forecasts from where the series stands, as far as the quantile forecast asks, and remembers
   * what is to be scored when its actual value comes. Called after each step with a value.
   *
   * @param h modified in place
   */
  void forecastAndRemember(double[] h, Past past, QuantileForecast forecast);

  /**
   * Forecasts from where the series stands. Reads only.
   *
   * @param h not modified
   */
  void forecast(double[] h, Past past, QuantileForecast forecast);
}
