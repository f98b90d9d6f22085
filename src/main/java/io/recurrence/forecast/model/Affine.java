package io.recurrence.forecast.model;

import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The affine recurrence {@code x_t = w0 + w1 x_{t-1}}: exponential growth ({@code w1 > 1}) or decay
 * to a level ({@code |w1| < 1}). {@code w0, w1} are the least squares fit with forgetting λ, kept
 * as the weighted means and central moments of (x_{t-1}, x_t) (West, 1979). Forecasts roll it
 * forward.
 */
public final class Affine implements Model {
  private static final int WEIGHT = 0; // of all pairs together
  private static final int MEAN_FROM = 1;
  private static final int MEAN_TO = 2;
  private static final int SQUARES = 3; // Σ λ^… (from - mean)²
  private static final int PRODUCTS = 4; // Σ λ^… (from - mean)(to - mean)
  private static final int NOISE = 5; // Σ λ^… (error of the forecast)²

  private static final double MIN_VARIANCE = 1e-290; // below it squares have lost their digits
  private static final double STEEP = 1e6;

  private final double forgetting;

  /**
   * @param forgetting λ in (0, 1]
   */
  public Affine(double forgetting) {
    this.forgetting = forgetting;
  }

  @Override
  public int size() {
    return 6;
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
    double from = x.past().back(0);
    double error = x.value() - next(h, from);
    h[WEIGHT] = forgetting * h[WEIGHT] + 1;
    double share = 1 / h[WEIGHT];
    double fromOff = from - h[MEAN_FROM];
    double toOff = x.value() - h[MEAN_TO];
    h[SQUARES] = forgetting * h[SQUARES] + (1 - share) * fromOff * fromOff;
    h[PRODUCTS] = forgetting * h[PRODUCTS] + (1 - share) * fromOff * toOff;
    h[NOISE] = forgetting * h[NOISE] + error * error;
    h[MEAN_FROM] += share * fromOff;
    h[MEAN_TO] += share * toOff;
  }

  /** {@code w0 + w1 x}; where the values so far do not determine w1, the growth seen so far. */
  private double next(double[] h, double x) {
    return Bounded.of(h[MEAN_TO] + slope(h) * (x - h[MEAN_FROM]));
  }

  private static double slope(double[] h) {
    return h[SQUARES] > MIN_VARIANCE
        ? Math.max(-STEEP, Math.min(STEEP, h[PRODUCTS] / h[SQUARES]))
        : 1;
  }

  @Override
  public void forecast(double[] h, Past past, double[] path) {
    double x = past.back(0);
    for (int k = 0; k < path.length; k++) {
      x = h[WEIGHT] == 0 ? x : next(h, x);
      path[k] = x;
    }
  }

  @Override
  public boolean deviation(double[] h, Past past, double[] deviation) {
    double variance = h[WEIGHT] == 0 ? 0 : h[NOISE] / h[WEIGHT];
    double sum = 0;
    double psi = 1;
    for (int k = 0; k < deviation.length; k++) {
      sum += psi * psi;
      deviation[k] = Bounded.of(Math.sqrt(variance * sum));
      psi = Bounded.of(psi * slope(h));
    }
    return true;
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("w0", h[MEAN_TO] - slope(h) * h[MEAN_FROM]);
    fields.put("w1", slope(h));
    return fields;
  }
}
