package io.recurrence.forecast.model;

import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import java.util.Map;

/**
 * The logistic recurrence {@code x_t = w x_{t-1} (1 - x_{t-1})} on [0, 1]; {@code w} is the least
 * squares fit {@code Σ a x_t / Σ a²} with {@code a = x_{t-1} (1 - x_{t-1})} and forgetting λ, held
 * in [0, 4], where the map keeps [0, 1] (May, 1976). Forecasts roll it forward; values outside [0,
 * 1] are taken as its ends.
 */
public final class Logistic implements Model {
  private static final int PRODUCTS = 0;
  private static final int SQUARES = 1;

  private final double forgetting;

  /**
   * @param forgetting λ in (0, 1]
   */
  public Logistic(double forgetting) {
    this.forgetting = forgetting;
  }

  @Override
  public int size() {
    return 2;
  }

  @Override
  public int lags() {
    return 1;
  }

  @Override
  public void step(double[] h, Observation x) {
    if (x.past().length() == 0) {
      return;
    }
    double from = inside(x.past().back(0));
    double a = from * (1 - from);
    h[PRODUCTS] = forgetting * h[PRODUCTS] + a * inside(x.value());
    h[SQUARES] = forgetting * h[SQUARES] + a * a;
  }

  private static double inside(double x) {
    return Math.max(0, Math.min(1, x));
  }

  private static double rate(double[] h) {
    return Math.max(0, Math.min(4, h[PRODUCTS] / h[SQUARES]));
  }

  @Override
  public void forecast(double[] h, Past past, double[] path) {
    boolean known = h[SQUARES] > 0;
    double x = known ? inside(past.back(0)) : past.back(0);
    for (int k = 0; k < path.length; k++) {
      x = known ? rate(h) * x * (1 - x) : x;
      path[k] = x;
    }
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    return h[SQUARES] > 0 ? Map.of("w", rate(h)) : Map.of();
  }
}
