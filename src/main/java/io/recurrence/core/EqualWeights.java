package io.recurrence.core;

import java.util.Arrays;

/**
 * All models weigh the same.
 *
 * @param models how many there are
 */
record EqualWeights(int models) implements Combiner {
  @Override
  public int size() {
    return 0;
  }

  @Override
  public void learn(double[] h, int knot, double[] forecasts, double actual) {}

  @Override
  public void weights(double[] h, int knot, double[] weights) {
    Arrays.fill(weights, 1.0 / models);
  }
}
