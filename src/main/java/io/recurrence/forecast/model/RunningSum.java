package io.recurrence.forecast.model;

import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.core.Statistic;
import java.util.Map;

/**
 * The sum of all values so far: {@code h_t = h_{t-1} + x_t}, with the lost low digits carried along
 * (Neumaier, 1974), so that millions of small values are not lost beside a large sum.
 */
public final class RunningSum implements Statistic {
  private static final int SUM = 0;
  private static final int LOST = 1;

  @Override
  public int size() {
    return 2;
  }

  @Override
  public void step(double[] h, Observation x) {
    double value = x.value();
    double sum = h[SUM] + value;
    h[LOST] += Math.abs(h[SUM]) >= Math.abs(value) ? h[SUM] - sum + value : value - sum + h[SUM];
    h[SUM] = sum;
  }

  @Override
  public double value(double[] h, Past past) {
    return Bounded.of(h[SUM] + h[LOST]);
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    return Map.of("sum", h[SUM] + h[LOST]);
  }
}
