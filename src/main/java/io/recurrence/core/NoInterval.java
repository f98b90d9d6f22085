package io.recurrence.core;

/** A band without width. */
final class NoInterval implements Interval {
  @Override
  public int size() {
    return 0;
  }

  @Override
  public void learn(double[] h, int knot, double forecast, double actual) {}

  @Override
  public void quantile(double[] h, double level, double[] path, double[] out) {
    System.arraycopy(path, 0, out, 0, path.length);
  }
}
