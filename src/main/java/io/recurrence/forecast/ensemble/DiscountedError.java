package io.recurrence.forecast.ensemble;

import io.recurrence.core.Combiner;
import io.recurrence.core.HorizonGrid;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Weights that fall with the errors of late: {@code w_i ∝ E_i^{-4}}, {@code E_i} being the
 * discounted mean of the squared errors of model i at a knot (Bates and Granger, 1969; Stock and
 * Watson, 2004).
 */
public final class DiscountedError implements Combiner {
  private static final double DISCOUNT = 0.99;
  private static final int COUNT = 0;
  private static final int ERRORS = 1;

  private final int models;
  private final int stride;
  private final int horizonGrid;

  public DiscountedError(int models, HorizonGrid horizonGrid) {
    this.models = models;
    this.horizonGrid = horizonGrid.count();
    this.stride = ERRORS + models;
  }

  @Override
  public int size() {
    return stride * horizonGrid;
  }

  @Override
  public void learn(double[] h, int knot, double[] forecasts, double actual) {
    int at = stride * knot;
    h[at + COUNT] = DISCOUNT * h[at + COUNT] + 1;
    for (int i = 0; i < models; i++) {
      double error = actual - forecasts[i];
      h[at + ERRORS + i] += (error * error - h[at + ERRORS + i]) / h[at + COUNT];
    }
  }

  @Override
  public void weights(double[] h, int knot, double[] weights) {
    int at = stride * knot;
    double min = Double.MAX_VALUE;
    for (int i = 0; i < models; i++) {
      min = Math.min(min, h[at + ERRORS + i]);
    }
    double sum = 0;
    for (int i = 0; i < models; i++) {
      double error = h[at + ERRORS + i];
      double ratio = error > min ? min / error : 1;
      double squared = ratio * ratio;
      weights[i] = squared * squared;
      sum += weights[i];
    }
    for (int i = 0; i < models; i++) {
      weights[i] /= sum;
    }
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    double[] weights = new double[models];
    weights(h, 0, weights);
    Map<String, Double> fields = new LinkedHashMap<>();
    for (int i = 0; i < models; i++) {
      fields.put("weight_" + (i + 1), weights[i]);
    }
    return fields;
  }
}
