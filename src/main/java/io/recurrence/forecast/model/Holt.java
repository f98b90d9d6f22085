package io.recurrence.forecast.model;

import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Double exponential smoothing with a damped trend (Holt, 1957; Gardner and McKenzie, 1985): {@code
 * l_t = l_{t-1} + φ b_{t-1} + α e_t}, {@code b_t = φ b_{t-1} + α β e_t}, {@code e_t = x_t - l_{t-1}
 * - φ b_{t-1}}, and the forecast of step k is {@code l_t + (φ + … + φ^k) b_t}. Candidates of (α, β)
 * run side by side, and the best of late speaks.
 */
public final class Holt implements Model {
  private static final double[] ALPHAS = {0.1, 0.3, 0.6, 0.9};
  private static final double[] BETAS = {0.05, 0.3};
  private static final int LEVEL = 0;
  private static final int TREND = 1;
  private static final int SCORE = 2;
  private static final int FIELDS = 3;

  private final double damping;
  private final double[] alphas; // of candidate i
  private final double[] betas;

  /**
   * @param damping φ in (0, 1]; 1 keeps the trend for ever
   */
  public Holt(double damping) {
    this.damping = damping;
    this.alphas = new double[ALPHAS.length * BETAS.length];
    this.betas = new double[alphas.length];
    for (int i = 0; i < alphas.length; i++) {
      alphas[i] = ALPHAS[i / BETAS.length];
      betas[i] = BETAS[i % BETAS.length];
    }
  }

  /**
   * @param alpha the rate of the level, in (0, 1]
   * @param beta the rate of the trend, in [0, 1]
   * @param damping φ in (0, 1]
   */
  public Holt(double alpha, double beta, double damping) {
    this.damping = damping;
    this.alphas = new double[] {alpha};
    this.betas = new double[] {beta};
  }

  @Override
  public int size() {
    return 1 + FIELDS * alphas.length;
  }

  @Override
  public void step(double[] h, Observation x) {
    boolean first = h[0] == 0;
    h[0] = 1;
    for (int i = 0; i < alphas.length; i++) {
      int at = 1 + FIELDS * i;
      double trend = damping * h[at + TREND];
      double error = first ? 0 : x.value() - h[at + LEVEL] - trend;
      h[at + LEVEL] = first ? x.value() : Bounded.of(h[at + LEVEL] + trend + alphas[i] * error);
      h[at + TREND] = Bounded.of(trend + alphas[i] * betas[i] * error);
      h[at + SCORE] = Contest.score(h[at + SCORE], error);
    }
  }

  /** A step of the clock carries the trend on. */
  @Override
  public void miss(double[] h, Past past) {
    for (int at = 1; at < h.length; at += FIELDS) {
      h[at + TREND] *= damping;
      h[at + LEVEL] = Bounded.of(h[at + LEVEL] + h[at + TREND]);
    }
  }

  @Override
  public void forecast(double[] h, Past past, double[] path) {
    int at = 1 + FIELDS * Contest.winner(h, 1 + SCORE, FIELDS, alphas.length);
    double level = h[at + LEVEL];
    double trend = h[at + TREND];
    for (int k = 0; k < path.length; k++) {
      trend *= damping;
      level += trend;
      path[k] = Bounded.of(level);
    }
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    int best = Contest.winner(h, 1 + SCORE, FIELDS, alphas.length);
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("level", h[1 + FIELDS * best + LEVEL]);
    fields.put("trend", h[1 + FIELDS * best + TREND]);
    fields.put("alpha", alphas[best]);
    fields.put("beta", betas[best]);
    return fields;
  }
}
