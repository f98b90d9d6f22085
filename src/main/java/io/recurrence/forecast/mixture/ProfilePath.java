package io.recurrence.forecast.mixture;

import java.util.Arrays;

/** The usual course of the season; until it is known the last value, without one an average. */
final class ProfilePath implements Expert {

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public long since(SeriesView view) {
    Course course = view.seasons.course;
    return course.exists() ? view.profiled + course.settled : NEVER;
  }

  @Override
  public void path(SeriesView view, int steps, double[] path) {
    if (view.known) {
      System.arraycopy(view.baseline, view.now + 1, path, 0, steps);
    } else if (view.seasons.course.exists()) {
      Arrays.fill(path, 0, steps, view.values[view.now]);
    } else {
      Arrays.fill(path, 0, steps, view.averages[Averages.COUNT - 1]);
    }
  }
}
