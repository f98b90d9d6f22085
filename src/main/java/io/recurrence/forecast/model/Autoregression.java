package io.recurrence.forecast.model;

import io.recurrence.core.LeastSquares;
import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Autoregression of order W: {@code x_t = w0 + w1 x_{t-1} + … + wW x_{t-W} + ε_t}. The weights are
 * fitted online by recursive {@linkplain LeastSquares least squares} with forgetting λ, the
 * variance of ε by the exponential average of the squared errors of the forecasts. Forecasts of
 * several steps roll the recurrence forward; the deviation at step k is {@code σ sqrt(ψ_0² + … +
 * ψ_{k-1}²)}, ψ being the response of the recurrence to one unit of ε (Box and Jenkins, 1970).
 *
 * <p>Regressors are taken from the first value and in units of the first difference that is not 0,
 * so that neither a high level nor a tiny scale costs digits. Until W values have been seen, the
 * last value is the forecast.
 */
public final class Autoregression implements Model {
  private static final int BASE = 0; // the first value
  private static final int UNIT = 1; // the first distance from it that is not 0; 0 until then
  private static final int SEEN = 2; // pairs learned, and
  private static final int NOISE = 3; // the mean of their squared errors, in units
  private static final int STARTED = 4;
  private static final int FIT = 5;

  /** Variance of a weight before any data: weights of the order of 100 are believable. */
  private static final double PRIOR = 1e4;

  private final int order;
  private final double forgetting;
  private final LeastSquares fit;
  private final double[] phi; // 1, then W lags, newest first
  private final double[] psi; // the last W responses, newest first

  /**
   * @param order W, at least 1
   * @param forgetting λ in (0, 1]
   */
  public Autoregression(int order, double forgetting) {
    this.order = order;
    this.forgetting = forgetting;
    this.fit = new LeastSquares(order + 1, forgetting);
    this.phi = new double[order + 1];
    this.psi = new double[order];
  }

  @Override
  public int size() {
    return FIT + LeastSquares.size(order + 1);
  }

  @Override
  public int lags() {
    return order;
  }

  @Override
  public void start(double[] h) {
    fit.start(h, FIT, PRIOR);
  }

  @Override
  public void step(double[] h, Observation x) {
    if (h[STARTED] == 0) {
      h[BASE] = x.value();
      h[STARTED] = 1;
    }
    if (h[UNIT] == 0) {
      h[UNIT] = Math.abs(x.value() - h[BASE]);
    }
    if (h[UNIT] == 0 || x.past().length() < order) {
      return;
    }
    regressors(h, x.past());
    double error = fit.step(h, FIT, phi, units(h, x.value()), PRIOR);
    double rate = Math.max(1 / (h[SEEN] + 1), 1 - forgetting);
    h[SEEN]++;
    h[NOISE] += rate * (error * error - h[NOISE]);
  }

  private static double units(double[] h, double x) {
    return Math.max(-MAX_MAGNITUDE, Math.min(MAX_MAGNITUDE, (x - h[BASE]) / h[UNIT]));
  }

  /**
   * Beyond this many units a value is learned as this many: squares of squares must stay finite.
   */
  private static final double MAX_MAGNITUDE = 1e30;

  private void regressors(double[] h, Past past) {
    phi[0] = 1;
    for (int i = 0; i < order; i++) {
      phi[i + 1] = units(h, past.back(i));
    }
  }

  @Override
  public void forecast(double[] h, Past past, double[] path) {
    if (h[SEEN] == 0) {
      Arrays.fill(path, past.back(0));
      return;
    }
    regressors(h, past);
    for (int k = 0; k < path.length; k++) {
      double next = Math.max(-MAX_MAGNITUDE, Math.min(MAX_MAGNITUDE, fit.predict(h, FIT, phi)));
      path[k] = Bounded.of(h[BASE] + h[UNIT] * next);
      System.arraycopy(phi, 1, phi, 2, order - 1);
      phi[1] = next;
    }
  }

  @Override
  public boolean deviation(double[] h, Past past, double[] deviation) {
    if (h[SEEN] == 0) {
      return false;
    }
    Arrays.fill(psi, 0);
    double sum = 0;
    double response = 1;
    for (int k = 0; k < deviation.length; k++) {
      sum += response * response;
      deviation[k] = Bounded.of(h[UNIT] * Math.sqrt(h[NOISE] * sum));
      System.arraycopy(psi, 0, psi, 1, order - 1);
      psi[0] = response;
      response = 0;
      for (int i = 0; i < order; i++) {
        response += h[FIT + 1 + i] * psi[i];
      }
      response = Math.max(-MAX_MAGNITUDE, Math.min(MAX_MAGNITUDE, response));
    }
    return true;
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    for (int i = 1; i <= order; i++) {
      fields.put("w" + i, h[FIT + i]);
    }
    fields.put("noise", h[UNIT] * Math.sqrt(h[NOISE]));
    return fields;
  }
}
