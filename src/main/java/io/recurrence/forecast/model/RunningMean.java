package io.recurrence.forecast.model;

import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.core.Statistic;
import java.util.Map;

/** The mean of all values so far: {@code h_t = h_{t-1} + (x_t - h_{t-1}) / t} (Welford, 1962). */
public final class RunningMean implements Statistic {
  private static final int COUNT = 0;
  private static final int MEAN = 1;

  @Override
  public int size() {
    return 2;
  }

  @Override
  public void step(double[] h, Observation x) {
    h[COUNT]++;
    h[MEAN] += x.value() / h[COUNT] - h[MEAN] / h[COUNT];
  }

  @Override
  public double value(double[] h, Past past) {
    return h[MEAN];
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    return Map.of("mean", h[MEAN]);
  }
}
