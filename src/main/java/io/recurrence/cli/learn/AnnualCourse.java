package io.recurrence.cli.learn;

import io.recurrence.core.LeastSquares;

/**
 * The course of a year, {@code a + b cos(2π d / 365.25) + c sin(2π d / 365.25)} over days d, by
 * least squares. The warm half of the year is where it is above a: what the calendar says of the
 * season, whatever the weather of the day.
 */
final class AnnualCourse {
  private static final double YEAR = 365.25;
  private static final double PRIOR = 1e9;

  private final long first;
  private final LeastSquares fit = new LeastSquares(3, 1);
  private final double[] h = new double[LeastSquares.size(3)];
  private final double[] phi = new double[3];

  /**
   * @param first the day of the first value
   * @param values one a day; NaN where there is none
   */
  AnnualCourse(long first, double[] values) {
    this.first = first;
    fit.start(h, 0, PRIOR);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        regressors(i);
        fit.step(h, 0, phi, values[i], PRIOR);
      }
    }
  }

  private void regressors(int i) {
    double angle = 2 * Math.PI * (first + i) / YEAR;
    phi[0] = 1;
    phi[1] = StrictMath.cos(angle);
    phi[2] = StrictMath.sin(angle);
  }

  /** The mean of the year. */
  double mean() {
    return h[0];
  }

  /** Whether a day, counted from the first, lies in the warm half of the year. */
  boolean warm(int i) {
    regressors(i);
    return fit.predict(h, 0, phi) > mean();
  }
}
