package io.recurrence.forecast.model;

import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.core.Statistic;
import java.util.Arrays;

/**
 * The moving average of order W: {@code h_t = x_t} for {@code t <= W}, then the mean of the W
 * values before, {@code h_t = (x_{t-1} + … + x_{t-W}) / W}. It forecasts {@code h_{t+1}} for every
 * step.
 *
 * <p>Reads the window; keeps no memory of its own, so no rounding gathers in a running sum.
 */
public final class MovingAverage implements Statistic {
  private final int order;

  /**
   * @param order W, at least 1
   */
  public MovingAverage(int order) {
    this.order = order;
  }

  @Override
  public int size() {
    return 0;
  }

  @Override
  public int lags() {
    return order + 1;
  }

  @Override
  public void step(double[] h, Observation x) {}

  @Override
  public double value(double[] h, Past past) {
    return past.length() <= order ? past.back(0) : mean(past, 1);
  }

  @Override
  public void forecast(double[] h, Past past, double[] path) {
    Arrays.fill(path, past.length() < order ? past.back(0) : mean(past, 0));
  }

  private double mean(Past past, int newest) {
    double sum = 0;
    for (int k = newest; k < newest + order; k++) {
      sum += past.back(k) / order;
    }
    return sum;
  }
}
