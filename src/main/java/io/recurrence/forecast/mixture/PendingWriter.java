package io.recurrence.forecast.mixture;

import io.recurrence.core.HorizonGrid;
import io.recurrence.core.QuantileForecast;

/**
 * Writes what is forecast at a step to the {@link PendingForecasts}: of each band that the step
 * tests, what each expert and both mixtures forecast, and what is reported with the outcome.
 */
final class PendingWriter {
  private static final double MAX_RANGE = 32; // times the mixture's own difference and scale

  private final HorizonGrid bands;
  private final Experts experts;
  private final Combination combination;
  private final Spread spread;
  private final PendingForecasts pending;
  private final int seen; // where the number of outcomes per band begins
  private final int reported; // steps ahead of which outcomes are reported
  private double mean;
  private double lower;
  private double upper;

  PendingWriter(
      HorizonGrid bands,
      Experts experts,
      Combination combination,
      Spread spread,
      PendingForecasts pending,
      int seen,
      int reported) {
    this.bands = bands;
    this.experts = experts;
    this.combination = combination;
    this.spread = spread;
    this.pending = pending;
    this.seen = seen;
    this.reported = reported;
  }

  /** How many steps of path are needed at step {@code t}. */
  int needed(long t) {
    int steps = 0;
    for (int band = 0; band < bands.count(); band++) {
      steps = bands.keeps(band, t) ? Math.max(steps, bands.step(band, t)) : steps;
    }
    return steps;
  }

  /** Nothing will be learned of forecasts made at step {@code t}. */
  void drop(double[] h, long t) {
    for (int band = 0; band < bands.count(); band++) {
      if (bands.keeps(band, t)) {
        pending.drop(h, bands.slot(band, t));
      }
    }
  }

  /**
   * Writes what is forecast at the newest step.
   *
   * @param distribution of a step
   * @param forecast has the levels at which the bounds are
   */
  void write(SeriesView view, Distribution distribution, QuantileForecast forecast) {
    for (int band = 0; band < bands.count(); band++) {
      if (bands.keeps(band, view.t)) {
        combination.weighAlso(view, band);
        write(view, distribution, forecast, band);
      }
    }
  }

  private void write(
      SeriesView view, Distribution distribution, QuantileForecast forecast, int band) {
    double[] h = view.h;
    double present = view.values[view.now];
    int step = bands.step(band, view.t);
    int slot = bands.slot(band, view.t);
    double[] boa = combination.boa(band);
    double[] recent = combination.recent(band);
    double byBoa = 0; // differences from the value at the origin
    double byRecent = 0;
    double furthest = 0;
    for (int e = 0; e < experts.count(); e++) {
      double difference = experts.path(e, step) - present;
      furthest = Math.max(furthest, Math.abs(difference));
      byBoa += boa[e] * difference;
      byRecent += recent[e] * difference;
    }
    bounds(view, distribution, forecast, step);
    double bound = Math.max(Math.abs(lower - present), Math.abs(upper - present));
    double largest = Math.max(Math.max(Math.abs(byBoa), Math.abs(byRecent)), bound);
    double scale = spread.scale(view, seen, view.t + step, step);
    // one expert that is far off must not cost the others their digits
    double range = Math.min(Math.max(furthest, largest), MAX_RANGE * (largest + scale));
    pending.open(h, slot, present, range, scale);
    for (int e = 0; e < experts.count(); e++) {
      pending.expert(h, slot, e, experts.path(e, step));
    }
    pending.mixtures(h, slot, present + byBoa, present + byRecent);
    if (pending.hasReport()) {
      pending.report(h, slot, mean, lower, upper);
    }
  }

  /**
   * Takes what the quantile forecast says of a step whose outcome is reported; so far all weights
   * are there.
   */
  private void bounds(
      SeriesView view, Distribution distribution, QuantileForecast forecast, int step) {
    mean = view.values[view.now];
    lower = mean;
    upper = mean;
    if (step <= reported) {
      int last = forecast.levels() - 1;
      distribution.look(view, step, combination.mean(view, step));
      mean = distribution.mean();
      lower =
          Math.min(mean, distribution.quantile(forecast.level(last - 1), forecast.lowerScore()));
      upper = Math.max(mean, distribution.quantile(forecast.level(last), forecast.upperScore()));
    }
  }
}
