package io.recurrence.core;

import java.util.Arrays;

/**
 * A forecast: the expected values of the steps to come, and quantiles around them. Filled by a
 * {@link Forecaster}; reused from record to record.
 */
@PublicApi
public final class QuantileForecast {
  private final double[] levels;
  private final double[] scores;
  private final double[] path;
  private final double[][] quantiles; // [level][step]
  private final double[] weights;
  private int steps;

  /**
   * A forecast that can be asked for.
   *
   * @param horizon the most steps that can be asked for
   * @param levels of the quantiles, each in (0, 1)
   * @param confidence the share of values that lower and upper bound are to hold between them
   * @param experts how many there are
   */
  public QuantileForecast(int horizon, double[] levels, double confidence, int experts) {
    this.levels = Arrays.copyOf(levels, levels.length + 2);
    this.levels[levels.length] = (1 - confidence) / 2;
    this.levels[levels.length + 1] = (1 + confidence) / 2;
    this.scores = Arrays.stream(this.levels).map(NormalQuantile::of).toArray();
    this.path = new double[horizon];
    this.quantiles = new double[this.levels.length][horizon];
    this.weights = new double[experts];
  }

  /** Asks for so many steps; 0 for none. */
  public QuantileForecast ask(int steps) {
    this.steps = steps;
    return this;
  }

  /** How many steps are asked for. */
  public int steps() {
    return steps;
  }

  /** The most steps that can be asked for. */
  public int horizon() {
    return path.length;
  }

  /** How many quantiles are asked for; the last two are lower and upper bound. */
  public int levels() {
    return levels.length;
  }

  /** The quantile of a standard normal at the level of the lower bound. */
  public double lowerScore() {
    return scores[scores.length - 2];
  }

  /** The quantile of a standard normal at the level of the upper bound. */
  public double upperScore() {
    return scores[scores.length - 1];
  }

  public double level(int i) {
    return levels[i];
  }

  /** The quantile of a standard normal at a level. */
  public double score(int i) {
    return scores[i];
  }

  /** Sets the expected value {@code k} steps ahead, counted from 1. */
  public void mean(int k, double x) {
    path[k - 1] = x;
  }

  public double mean(int k) {
    return path[k - 1];
  }

  /** Sets the quantile of a level {@code k} steps ahead. */
  public void quantile(int level, int k, double x) {
    quantiles[level][k - 1] = x;
  }

  public double quantile(int level, int k) {
    return quantiles[level][k - 1];
  }

  public double lower(int k) {
    return quantile(levels.length - 2, k);
  }

  public double upper(int k) {
    return quantile(levels.length - 1, k);
  }

  /** Sets the weight of an expert in the first step. */
  public void weight(int expert, double weight) {
    weights[expert] = weight;
  }

  public double weight(int expert) {
    return weights[expert];
  }

  /**
   * Widens the bounds to hold the expected values, where the mean of a skewed distribution lies
   * outside of them.
   *
   * @return whether all of them are finite
   */
  boolean enclose() {
    double[] lower = quantiles[quantiles.length - 2];
    double[] upper = quantiles[quantiles.length - 1];
    double sum = 0;
    for (int k = 0; k < steps; k++) {
      lower[k] = Math.min(lower[k], path[k]);
      upper[k] = Math.max(upper[k], path[k]);
      sum += (upper[k] - lower[k]) * 0;
    }
    return sum == 0;
  }

  /** The expected values, to be filled by the pipeline's own ensemble. */
  double[] path() {
    return path;
  }

  double[] quantiles(int level) {
    return quantiles[level];
  }

  double[] weights() {
    return weights;
  }
}
