package io.recurrence.forecast.model;

import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.core.Statistic;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Simple exponential smoothing {@code l_t = l_{t-1} + α (x_t - l_{t-1})} with α chosen online: one
 * level per candidate rate, and the one with the least discounted squared error of one step speaks
 * (Brown, 1956; Trigg and Leach, 1967, on rates that adapt).
 */
public final class SimpleSmoothing implements Statistic {
  private static final double[] CANDIDATES = {0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1};
  private static final int FIELDS = 2; // per candidate: level, discounted squared error

  private final double[] rates;

  /** Smoothing with α chosen online. */
  public SimpleSmoothing() {
    this.rates = CANDIDATES;
  }

  /**
   * @param alpha the weight of a new value, in (0, 1]
   */
  public SimpleSmoothing(double alpha) {
    this.rates = new double[] {alpha};
  }

  @Override
  public int size() {
    return 1 + FIELDS * rates.length;
  }

  @Override
  public void step(double[] h, Observation x) {
    boolean first = h[0] == 0;
    h[0] = 1;
    for (int i = 0; i < rates.length; i++) {
      int at = 1 + FIELDS * i;
      double error = first ? 0 : x.value() - h[at];
      h[at] = first ? x.value() : h[at] + rates[i] * error;
      h[at + 1] = Contest.score(h[at + 1], error);
    }
  }

  @Override
  public double value(double[] h, Past past) {
    return h[1 + FIELDS * best(h)];
  }

  private int best(double[] h) {
    return Contest.winner(h, 2, FIELDS, rates.length);
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("level", h[1 + FIELDS * best(h)]);
    fields.put("alpha", rates[best(h)]);
    return fields;
  }
}
