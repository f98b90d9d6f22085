package io.recurrence.forecast.model;

import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.core.Statistic;
import java.util.Map;

/** The largest value so far: {@code h_1 = x_1}, {@code h_t = max(h_{t-1}, x_t)}. */
public final class HistoricalMaximum implements Statistic {
  private static final int MAXIMUM = 0;
  private static final int STARTED = 1;

  @Override
  public int size() {
    return 2;
  }

  @Override
  public void step(double[] h, Observation x) {
    h[MAXIMUM] = h[STARTED] == 0 ? x.value() : Math.max(h[MAXIMUM], x.value());
    h[STARTED] = 1;
  }

  @Override
  public double value(double[] h, Past past) {
    return h[MAXIMUM];
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    return Map.of("maximum", h[MAXIMUM]);
  }
}
