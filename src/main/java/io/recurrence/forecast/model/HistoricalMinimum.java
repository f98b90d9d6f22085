package io.recurrence.forecast.model;

import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.core.Statistic;
import java.util.Map;

/** The smallest value so far: {@code h_1 = x_1}, {@code h_t = min(h_{t-1}, x_t)}. */
public final class HistoricalMinimum implements Statistic {
  private static final int MINIMUM = 0;
  private static final int STARTED = 1;

  @Override
  public int size() {
    return 2;
  }

  @Override
  public void step(double[] h, Observation x) {
    h[MINIMUM] = h[STARTED] == 0 ? x.value() : Math.min(h[MINIMUM], x.value());
    h[STARTED] = 1;
  }

  @Override
  public double value(double[] h, Past past) {
    return h[MINIMUM];
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    return Map.of("minimum", h[MINIMUM]);
  }
}
