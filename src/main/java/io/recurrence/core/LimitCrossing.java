package io.recurrence.core;

import io.recurrence.core.Verdict.Direction;

/**
 * How probable it is that a series passes a limit within the horizon, by its forecast.
 *
 * <p>The probability is the largest of any step, {@code max_k P(X_k beyond the limit)}: no more
 * than that of passing at some step, of which a forecast that says nothing of how its steps depend
 * on each other cannot know more. The distribution of a step goes through its quantiles, linearly
 * between two of them in the quantiles of a standard normal, and on beyond the outermost two as
 * between them, so that a normal forecast is read exactly and the tails are normal.
 */
public final class LimitCrossing {
  private final double limit;
  private final Direction direction;
  private final double sign; // so that a limit is always passed upwards
  private final double[] levels;
  private final double[] scores; // quantiles of a standard normal, ascending
  private final double[] quantiles; // of a step, turned by the sign, ascending
  private int step;
  private int likeliest;
  private double probability;

  /**
   * @param levels of the quantiles, ascending, at least two, the same below and above 0.5
   */
  LimitCrossing(double limit, Direction direction, double[] levels) {
    this.limit = limit;
    this.direction = direction;
    this.sign = direction == Direction.ABOVE ? 1 : -1;
    this.levels = levels;
    this.scores = new double[levels.length];
    this.quantiles = new double[levels.length];
    for (int i = 0; i < levels.length; i++) {
      scores[i] = NormalQuantile.of(levels[i]);
    }
  }

  /** The quantiles of a step by level, counted from 1 and from 0. */
  interface Quantiles {
    double at(int level, int step);
  }

  public double limit() {
    return limit;
  }

  /** On which side of the limit the series is not to be. */
  public Direction direction() {
    return direction;
  }

  /** The first step whose median is beyond the limit, counted from 1; 0 where there is none. */
  public int step() {
    return step;
  }

  /** The probability of the step that is the likeliest to be beyond the limit. */
  public double probability() {
    return probability;
  }

  /** The step of which most is to be said: the first beyond the limit, else the likeliest. */
  int shown() {
    return step > 0 ? step : likeliest;
  }

  /** Whether a value is beyond the limit. */
  boolean passed(double x) {
    return sign * x > sign * limit;
  }

  /** Looks at a forecast. */
  void read(int horizon, Quantiles forecast) {
    step = 0;
    likeliest = 1;
    probability = 0;
    for (int k = 1; k <= horizon; k++) {
      for (int i = 0; i < levels.length; i++) {
        int level = sign > 0 ? i : levels.length - 1 - i;
        quantiles[i] = sign * forecast.at(level, k);
      }
      double beyond = beyond(sign * limit);
      if (beyond > probability) {
        probability = beyond;
        likeliest = k;
      }
      if (step == 0 && quantiles[levels.length / 2] > sign * limit) {
        step = k;
      }
    }
  }

  /** P(X > x) of the step whose quantiles are read. */
  private double beyond(double x) {
    int last = quantiles.length - 1;
    int i = 0;
    while (i < last && quantiles[i + 1] <= x) {
      i++;
    }
    i = Math.min(i, last - 1);
    double width = quantiles[i + 1] - quantiles[i];
    if (!(width > 0)) {
      return x < quantiles[i] ? 1 : 0; // all that is known lies on one side
    }
    double z = scores[i] + (scores[i + 1] - scores[i]) * ((x - quantiles[i]) / width);
    return NormalQuantile.level(-z);
  }
}
