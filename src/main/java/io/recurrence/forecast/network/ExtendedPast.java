package io.recurrence.forecast.network;

import io.recurrence.core.Past;

/** A window that goes on with values that were forecast. */
final class ExtendedPast implements Past {
  private Past past;
  private double[] path = new double[0];
  private int n;

  ExtendedPast(Past past) {
    this.past = past;
  }

  /**
   * Begins at the end of a window.
   *
   * @param path whose values from the first on follow the window; read as they are then
   */
  ExtendedPast begin(Past past, double[] path) {
    this.past = past;
    this.path = path;
    this.n = 0;
    return this;
  }

  /** The next value of the path becomes the newest of the window. */
  void advance() {
    n++;
  }

  @Override
  public int length() {
    return Math.min(past.length() + n, Lags.WINDOW + 1);
  }

  @Override
  public double back(int k) {
    return k < n ? path[n - 1 - k] : past.back(k - n);
  }

  @Override
  public long index() {
    return past.index() + n;
  }

  @Override
  public long time() {
    return past.time() + n * past.step();
  }

  @Override
  public long step() {
    return past.step();
  }
}
