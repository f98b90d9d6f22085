package io.recurrence.symbol;

import io.recurrence.core.Model;
import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.core.Values;
import java.util.Arrays;
import java.util.Map;

/**
 * Forecasts of a {@linkplain GaussianHiddenMarkov hidden Markov model}: {@code E[x_{t+k}] = Σ_s
 * P(s_{t+k} = s | x_1 … x_t) m_s}, and the deviation of that mixture of normal distributions. Until
 * it has begun, the mean of the values so far.
 */
public final class HiddenMarkovModel implements Model {
  private final GaussianHiddenMarkov hidden;
  private final double[] p;

  /**
   * @param fewest the least number of states, at least 1
   * @param max the largest, at most 8; the number in use is chosen among them
   * @param forgetting in (0, 1], as in {@link GaussianHiddenMarkov}
   */
  public HiddenMarkovModel(int fewest, int max, double forgetting) {
    this.hidden = new GaussianHiddenMarkov(fewest, max, 0, forgetting, RegimeRule.DEFAULT);
    this.p = new double[max];
  }

  @Override
  public int size() {
    return hidden.size();
  }

  @Override
  public boolean sound(double[] h) {
    return hidden.sound(h);
  }

  @Override
  public void start(double[] h) {
    hidden.start(h);
  }

  @Override
  public void step(double[] h, Observation x) {
    hidden.step(h, x.value());
  }

  @Override
  public void miss(double[] h, Past past) {
    hidden.miss(h);
  }

  @Override
  public void forecast(double[] h, Past past, double[] path) {
    if (!hidden.started(h)) {
      Arrays.fill(path, hidden.firstMean(h));
      return;
    }
    hidden.ahead(h, 0, p);
    for (int k = 0; k < path.length; k++) {
      hidden.forward(h, p);
      path[k] = bounded(mean(h));
    }
  }

  private double mean(double[] h) {
    double mean = 0;
    for (int s = 0; s < hidden.states(h); s++) {
      mean += p[s] * hidden.mean(h, s);
    }
    return mean;
  }

  /** Never less than at the step before: what is near is not known worse than what is far. */
  @Override
  public boolean deviation(double[] h, Past past, double[] deviation) {
    if (!hidden.started(h)) {
      return false;
    }
    hidden.ahead(h, 0, p);
    double max = 0;
    for (int k = 0; k < deviation.length; k++) {
      hidden.forward(h, p);
      double mean = mean(h);
      double variance = 0;
      for (int s = 0; s < hidden.states(h); s++) {
        double within = hidden.deviation(h, s);
        double between = hidden.mean(h, s) - mean;
        variance += p[s] * (within * within + between * between);
      }
      max = Math.max(max, Math.sqrt(variance));
      deviation[k] = bounded(max);
    }
    return true;
  }

  private static double bounded(double value) {
    return Math.max(-Values.MAX_MAGNITUDE, Math.min(Values.MAX_MAGNITUDE, value));
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    return hidden.describe(h);
  }
}
