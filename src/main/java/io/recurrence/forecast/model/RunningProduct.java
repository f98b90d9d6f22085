package io.recurrence.forecast.model;

import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.core.Statistic;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The product of all values so far: {@code h_t = h_{t-1} x_t}, kept as a sign and a logarithm, so
 * that it neither overflows nor underflows on the way; a product too large to be written is given
 * as the largest value of a series.
 */
public final class RunningProduct implements Statistic {
  private static final int LOG = 0; // of the product's size
  private static final int SIGN = 1; // of the product; 0 once a factor was 0
  private static final int STARTED = 2;

  @Override
  public int size() {
    return 3;
  }

  @Override
  public void step(double[] h, Observation x) {
    double value = x.value();
    double sign = h[STARTED] == 0 ? 1 : h[SIGN];
    h[STARTED] = 1;
    h[SIGN] = sign * Math.signum(value);
    h[LOG] += h[SIGN] == 0 ? 0 : StrictMath.log(Math.abs(value));
  }

  @Override
  public double value(double[] h, Past past) {
    return h[SIGN] == 0 ? 0 : Bounded.of(h[SIGN] * StrictMath.exp(h[LOG]));
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("log_size", h[LOG]);
    fields.put("sign", h[SIGN]);
    return fields;
  }
}
