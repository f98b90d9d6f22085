package io.recurrence.forecast.model;

import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.core.Statistic;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The exponentially weighted variance around the exponential average m: {@code d = x_t - m}, {@code
 * m <- m + α d}, {@code v <- (1 - α)(v + α d²)} (West, 1979; Finch, 2009). Without a difference of
 * large squares, it keeps its digits on values of any size.
 */
public final class ExponentialVariance implements Statistic {
  private static final int AVERAGE = 0;
  private static final int VARIANCE = 1;
  private static final int STARTED = 2;

  private final double alpha;

  /**
   * @param alpha the weight of a new value, in (0, 1]
   */
  public ExponentialVariance(double alpha) {
    this.alpha = alpha;
  }

  @Override
  public int size() {
    return 3;
  }

  @Override
  public void step(double[] h, Observation x) {
    if (h[STARTED] == 0) {
      h[AVERAGE] = x.value();
      h[STARTED] = 1;
      return;
    }
    double distance = x.value() - h[AVERAGE];
    h[AVERAGE] += alpha * distance;
    h[VARIANCE] = (1 - alpha) * (h[VARIANCE] + alpha * distance * distance);
  }

  @Override
  public double value(double[] h, Past past) {
    return Bounded.of(h[VARIANCE]);
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("average", h[AVERAGE]);
    fields.put("variance", h[VARIANCE]);
    return fields;
  }
}
