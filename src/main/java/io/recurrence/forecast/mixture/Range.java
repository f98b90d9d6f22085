package io.recurrence.forecast.mixture;

/**
 * How far a path may go: the range of the single values in the window and of the usual course up to
 * the step, and a margin that widens with the steps ahead. A recurrence that is rolled forward may
 * leave any bounds. What holds a step depends on nothing beyond it, so that a path is the same
 * however far it is taken.
 */
final class Range {
  private static final double MARGIN = .3; // of the range
  private static final double PER_STEP = 1 / 24.0; // of the margin

  private double low; // of the window,
  private double high;
  private double lower; // and of the course up to a step
  private double higher;

  /** Takes the range of what a view shows. */
  Range of(SeriesView view) {
    int shown = (int) Math.min(view.seasons.fine, view.t + 1);
    double[] values = view.values;
    int i = view.now - shown + 1;
    double l0 = Double.POSITIVE_INFINITY; // two of each, so that none waits for the one before it
    double l1 = l0;
    double h0 = Double.NEGATIVE_INFINITY;
    double h1 = h0;
    for (; i < view.now; i += 2) {
      l0 = Math.min(l0, values[i]);
      l1 = Math.min(l1, values[i + 1]);
      h0 = Math.max(h0, values[i]);
      h1 = Math.max(h1, values[i + 1]);
    }
    if (i == view.now) {
      l0 = Math.min(l0, values[i]);
      h0 = Math.max(h0, values[i]);
    }
    low = Math.min(l0, l1);
    high = Math.max(h0, h1);
    return this;
  }

  /**
   * Holds a step of a path; to be asked for step after step.
   *
   * @param ahead steps from the first one, 0 for that
   */
  double hold(SeriesView view, double z, int ahead) {
    if (ahead == 0) {
      lower = low;
      higher = high;
    }
    if (view.known) {
      double baseline = view.baseline[view.now + ahead + 1];
      double moved = view.values[view.now] + baseline - view.baseline[view.now];
      lower = Math.min(lower, Math.min(moved, baseline));
      higher = Math.max(higher, Math.max(moved, baseline));
    }
    double margin = (higher - lower) * MARGIN * (1 + PER_STEP * ahead);
    return Math.max(lower - margin, Math.min(higher + margin, z));
  }
}
