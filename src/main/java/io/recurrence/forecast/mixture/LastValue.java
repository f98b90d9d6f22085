package io.recurrence.forecast.mixture;

import java.util.Arrays;

/** The last value stays: the forecast of a random walk. */
final class LastValue implements Expert {

  @Override
  public String name() {
    return "last";
  }

  @Override
  public void path(SeriesView view, int steps, double[] path) {
    Arrays.fill(path, 0, steps, view.values[view.now]);
  }
}
