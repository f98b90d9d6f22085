package io.recurrence.forecast.mixture;

import io.recurrence.core.LeastSquares;
import io.recurrence.core.Precision;

/**
 * An autoregression with a few well chosen terms. It explains the next difference {@code x_{t+1} -
 * x_t} by differences {@code x_{t+1-l} - x_t} to lagged values, without intercept, so that a level
 * shift or a new unit changes nothing; and, where there is a season, by its distance from the
 * profile, its slope, and both of them times harmonics of the season (periodic autoregression:
 * Jones and Brelsford, 1967).
 *
 * <p>Fitted by recursive {@linkplain LeastSquares least squares} with forgetting. Errors beyond
 * {@value #HUBER} times their mean size count less (Huber, 1964).
 *
 * <p>In the memory: the compact form of the fit, then the mean absolute error.
 */
final class Regression implements Expert {
  private static final double HUBER = 4;
  private static final int MIN_AGE = 20; // pairs before errors are bounded
  private static final double PRIOR = 0.1; // variance of a lag's weight before any pair
  private static final double PRIOR_EXTRA = 1 / 300.0;
  private static final double MAX_WEIGHT = 1e6;
  private static final double DECAYED = .2; // of what is known, once a new season can be seen
  private static final double ERROR_RATE = .02;
  private static final double MAX_ERROR = 6; // mean errors that one counts as at most

  private final String name;
  private final boolean rolls; // averages along a path, where there is no season
  private final Regressors regressors;
  private final Range range;
  private final LeastSquares fit;
  private final int at;
  private final int error;

  Regression(MemoryAllocator allocator, int index, RegressionSpec spec, Ring ring, Range range) {
    this.name = spec.name();
    this.rolls = spec.extras();
    this.regressors = new Regressors(index, spec, ring);
    this.range = range;
    int p = spec.parameters();
    this.fit = LeastSquares.compact(p, spec.forgetting());
    this.at = allocator.take(Precision.BRIEF, p * (p - 1) / 2);
    this.error = allocator.take(Precision.SINGLE, 2 * p + 1) + 2 * p;
  }

  @Override
  public String name() {
    return name;
  }

  /** Forgets all. */
  void start(double[] h, Seasons s) {
    int lags = regressors.lags(s);
    fit.start(h, at, 0);
    fit.prior(h, at, 0, lags, PRIOR);
    fit.prior(h, at, lags, regressors.count(s), PRIOR_EXTRA);
    h[error] = 0;
  }

  /** The difference from the value {@code ahead} steps from now to the one after it. */
  double predict(SeriesView view, int ahead) {
    double[] phi = regressors.read(view, ahead);
    return fit.predict(view.h, at, regressors.count(view.seasons), phi);
  }

  /**
   * Learns the pair that {@link #predict} last looked at.
   *
   * @param missed what came less what was predicted
   * @param age pairs since the start
   */
  void step(double[] h, Seasons s, double missed, long age) {
    double mean = h[error];
    double size = Math.abs(missed);
    boolean judged = mean > 0 && age > MIN_AGE;
    double weight = judged && size > HUBER * mean ? HUBER * mean / size : 1;
    double bounded = judged ? Math.min(size, MAX_ERROR * mean) : size;
    h[error] = (float) (mean + Math.max(ERROR_RATE, 1.0 / (age + 1)) * (bounded - mean));
    int n = regressors.count(s);
    restartBeyond(fit.learn(h, at, n, regressors.latest(), missed, weight), h, s);
  }

  /** A series that grows without end cannot be explained by its past. */
  private void restartBeyond(double largest, double[] h, Seasons s) {
    if (!(largest < MAX_WEIGHT)) {
      start(h, s);
    }
  }

  /**
   * The value of the newest step, which was learned, is now another; a change counts no more than
   * an error of its size would have.
   */
  void amend(SeriesView view, double change) {
    Seasons s = view.seasons;
    if (view.t <= 0 || s.longest >= view.now) {
      return; // the window no longer shows what was read then
    }
    double[] h = view.h;
    int n = regressors.count(s);
    double max = HUBER * h[error];
    double counted = max > 0 ? Math.max(-max, Math.min(max, change)) : change;
    restartBeyond(fit.amend(h, at, n, regressors.read(view, -1), counted), h, s);
  }

  /** Whether a season of lags comes into sight at step {@code t}, the first that it can read. */
  boolean opens(Seasons s, long t) {
    return regressors.opens(s, t);
  }

  /** Trusts less in what was learned before a season could be seen. */
  void decay(double[] h, Seasons s) {
    fit.decay(h, at, regressors.count(s), DECAYED);
  }

  /** The path is held within the range of the past and a margin. */
  @Override
  public void path(SeriesView view, int steps, double[] path) {
    boolean seasonless = rolls && view.seasons.main == 0;
    double[] values = view.values;
    for (int k = 0; k < steps; k++) {
      double next = range.hold(view, values[view.now + k] + predict(view, k), k);
      values[view.now + k + 1] = next;
      path[k] = next;
      if (seasonless) {
        Averages.roll(view.averages, next);
      }
    }
  }

  /** The unit grows by {@code 1 / factor}. */
  void rescale(double[] h, Seasons s, double factor) {
    fit.rescale(h, at, regressors.count(s), regressors.linear(s), factor);
    h[error] = Numbers.transform(h[error], factor, 0);
  }
}
