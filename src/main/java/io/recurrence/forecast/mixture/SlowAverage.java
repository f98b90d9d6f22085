package io.recurrence.forecast.mixture;

import java.util.Arrays;

/** The slower exponential average stays: the forecast of a level with noise around it. */
final class SlowAverage implements Expert {

  @Override
  public String name() {
    return "average";
  }

  @Override
  public void path(SeriesView view, int steps, double[] path) {
    Arrays.fill(path, 0, steps, view.averages[Averages.SLOW]);
  }
}
