package io.recurrence.forecast.mixture;

/** One opinion on the steps to come, which {@link ExpertMixture} weighs against the others. */
interface Expert {
  long ALWAYS = -1; // step
  long NEVER = Long.MAX_VALUE / 2;

  String name();

  /**
   * The step from which it says something of its own: {@link #ALWAYS}, or one that may be {@link
   * #NEVER}.
   */
  default long since(SeriesView view) {
    return ALWAYS;
  }

  /**
   * Writes what it forecasts, in units of the series.
   *
   * @param view with its window laid out, averages and profile read
   * @param path at least {@code steps} long
   */
  void path(SeriesView view, int steps, double[] path);
}
