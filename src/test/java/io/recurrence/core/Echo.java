package io.recurrence.core;

/**
 * A model that forecasts for step k from step t the value {@code t + k / 1000}, so that a forecast
 * tells where it came from.
 */
final class Echo implements Model {
  static double from(long origin, int steps) {
    return origin + steps / 1000.0;
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public void step(double[] h, Observation x) {
    h[0] = x.past().index() + 1;
  }

  @Override
  public void miss(double[] h, Past past) {
    h[0] = past.index() + 1;
  }

  @Override
  public void forecast(double[] h, Past past, double[] path) {
    for (int k = 1; k <= path.length; k++) {
      path[k - 1] = from(past.index(), k);
    }
  }
}
