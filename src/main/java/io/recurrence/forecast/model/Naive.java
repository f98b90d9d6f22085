package io.recurrence.forecast.model;

import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.core.Statistic;

/**
 * The last value: {@code h_t = x_t}. The best forecast of a random walk, and the yardstick of all
 * others.
 */
public final class Naive implements Statistic {

  @Override
  public int size() {
    return 0;
  }

  @Override
  public int lags() {
    return 1;
  }

  @Override
  public void step(double[] h, Observation x) {}

  @Override
  public double value(double[] h, Past past) {
    return past.back(0);
  }
}
