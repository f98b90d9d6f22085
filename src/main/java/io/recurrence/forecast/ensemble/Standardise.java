package io.recurrence.forecast.ensemble;

import io.recurrence.core.Transform;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code z_t = (x_t - m_{t-1}) / s_{t-1}}, with m and s the exponentially weighted mean and
 * deviation before x_t (West, 1979). The first value stands for the mean before it; while the
 * values have shown no spread, s is 1.
 */
public final class Standardise implements Transform {
  private static final int COUNT = 0;
  private static final int MEAN = 1;
  private static final int VARIANCE = 2;

  private static final double MIN_DEVIATION = 1e-100;

  private final double alpha;

  /**
   * @param alpha the weight of a new value once enough have been seen, in (0, 1]
   */
  public Standardise(double alpha) {
    this.alpha = alpha;
  }

  @Override
  public int size() {
    return 3;
  }

  @Override
  public double apply(double[] h, double x) {
    if (h[COUNT] == 0) {
      h[MEAN] = x;
    }
    double z = miss(h, x);
    double rate = Math.max(alpha, 1 / (h[COUNT] + 1));
    double distance = x - h[MEAN];
    h[COUNT]++;
    h[MEAN] += rate * distance;
    h[VARIANCE] = (1 - rate) * (h[VARIANCE] + rate * distance * distance);
    return z;
  }

  @Override
  public double miss(double[] h, double expected) {
    return (expected - h[MEAN]) / scale(h);
  }

  private static double scale(double[] h) {
    double deviation = Math.sqrt(h[VARIANCE]);
    return deviation > MIN_DEVIATION ? deviation : 1;
  }

  @Override
  public void invert(double[] h, double[] path) {
    double scale = scale(h);
    for (int k = 0; k < path.length; k++) {
      path[k] = h[MEAN] + scale * path[k];
    }
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("mean", h[MEAN]);
    fields.put("deviation", Math.sqrt(h[VARIANCE]));
    return fields;
  }
}
