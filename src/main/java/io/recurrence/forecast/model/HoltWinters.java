package io.recurrence.forecast.model;

import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Seasonal exponential smoothing, additive, with a damped trend (Winters, 1960): {@code l_t =
 * l_{t-1} + φ b_{t-1} + α e_t}, {@code b_t = φ b_{t-1} + α β e_t}, {@code s_t = s_{t-m} + γ (1 - α)
 * e_t}, {@code e_t = x_t - l_{t-1} - φ b_{t-1} - s_{t-m}}; the forecast of step k is {@code l_t +
 * (φ + … + φ^k) b_t + s_{t+k-m}}. For a season that grows with the level, put a log transform
 * before it.
 *
 * <p>The first m steps are kept as they come and set the level to their mean and the season to what
 * is left; until then the last value is the forecast. Candidates of (α, γ) run side by side, each
 * with a season of its own, and the best of late speaks.
 */
public final class HoltWinters implements Model {
  private static final double[] ALPHAS = {0.05, 0.2, 0.5};
  private static final double[] GAMMAS = {0.1, 0.4};
  private static final double BETA = 0.1;
  private static final double DAMPING = 0.98;

  private static final int STEPS = 0; // of the first season, then m
  private static final int FIRST = 1; // candidates begin here
  private static final int LEVEL = 0;
  private static final int TREND = 1;
  private static final int SCORE = 2;
  private static final int SEASON = 3;

  private final int season;
  private final double damping;
  private final double[] alphas; // of candidate i
  private final double[] betas;
  private final double[] gammas;
  private final int stride;

  /**
   * Smoothing with rates chosen online.
   *
   * @param season m, at least 2
   */
  public HoltWinters(int season) {
    this(season, DAMPING, new double[6], new double[6], new double[6]);
    for (int i = 0; i < alphas.length; i++) {
      alphas[i] = ALPHAS[i / GAMMAS.length];
      betas[i] = BETA;
      gammas[i] = GAMMAS[i % GAMMAS.length];
    }
  }

  /**
   * @param alpha the rate of the level, in (0, 1]
   * @param beta the rate of the trend, in [0, 1]
   * @param gamma the rate of the season, in [0, 1]
   * @param damping φ in (0, 1]
   */
  public HoltWinters(int season, double alpha, double beta, double gamma, double damping) {
    this(season, damping, new double[] {alpha}, new double[] {beta}, new double[] {gamma});
  }

  private HoltWinters(
      int season, double damping, double[] alphas, double[] betas, double[] gammas) {
    this.season = season;
    this.damping = damping;
    this.alphas = alphas;
    this.betas = betas;
    this.gammas = gammas;
    this.stride = SEASON + season;
  }

  @Override
  public int size() {
    return FIRST + stride * alphas.length;
  }

  @Override
  public int lags() {
    return 1;
  }

  @Override
  public void step(double[] h, Observation x) {
    move(h, phase(x.past().index()), x.value());
  }

  /** The first season is filled with the last value; later the trend carries the level on. */
  @Override
  public void miss(double[] h, Past past) {
    if (h[STEPS] < season) {
      move(h, phase(past.index()), past.back(0));
      return;
    }
    for (int at = FIRST; at < h.length; at += stride) {
      h[at + TREND] *= damping;
      h[at + LEVEL] = Bounded.of(h[at + LEVEL] + h[at + TREND]);
    }
  }

  private int phase(long index) {
    return (int) (index % season);
  }

  private void move(double[] h, int phase, double x) {
    if (h[STEPS] < season) {
      gather(h, phase, x);
      return;
    }
    for (int i = 0; i < alphas.length; i++) {
      int at = FIRST + stride * i;
      double trend = damping * h[at + TREND];
      double error = x - h[at + LEVEL] - trend - h[at + SEASON + phase];
      h[at + LEVEL] = Bounded.of(h[at + LEVEL] + trend + alphas[i] * error);
      h[at + TREND] = Bounded.of(trend + alphas[i] * betas[i] * error);
      h[at + SEASON + phase] =
          Bounded.of(h[at + SEASON + phase] + gammas[i] * (1 - alphas[i]) * error);
      h[at + SCORE] = Contest.score(h[at + SCORE], error);
    }
  }

  private void gather(double[] h, int phase, double x) {
    boolean first = h[STEPS] == 0;
    h[STEPS]++;
    for (int at = FIRST; at < h.length; at += stride) {
      int seasonAt = at + SEASON;
      if (first) { // a phase that a gap leaves out has something to begin with
        Arrays.fill(h, seasonAt, seasonAt + season, x);
      }
      h[seasonAt + phase] = x;
      if (h[STEPS] == season) {
        for (int i = 0; i < season; i++) {
          h[at + LEVEL] += h[seasonAt + i] / season;
        }
        for (int i = 0; i < season; i++) {
          h[seasonAt + i] -= h[at + LEVEL];
        }
      }
    }
  }

  @Override
  public void forecast(double[] h, Past past, double[] path) {
    boolean known = h[STEPS] == season;
    int at = FIRST + stride * winner(h);
    double level = known ? h[at + LEVEL] : past.back(0);
    double trend = known ? h[at + TREND] : 0;
    for (int k = 0; k < path.length; k++) {
      trend *= damping;
      level += trend;
      path[k] = Bounded.of(known ? level + h[at + SEASON + phase(past.index() + k)] : level);
    }
  }

  private int winner(double[] h) {
    return Contest.winner(h, FIRST + SCORE, stride, alphas.length);
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    int best = winner(h);
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("level", h[FIRST + stride * best + LEVEL]);
    fields.put("trend", h[FIRST + stride * best + TREND]);
    fields.put("alpha", alphas[best]);
    fields.put("gamma", gammas[best]);
    return fields;
  }
}
