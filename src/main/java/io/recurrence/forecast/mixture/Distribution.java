package io.recurrence.forecast.mixture;

import io.recurrence.core.NormalQuantile;

/**
 * The distribution of one step to come. While it is open whether the values of an {@link Excursion}
 * return or stay, it is a mixture of both cases; its mean is then that of the likelier one, which
 * is closer to what comes than any value between them.
 */
final class Distribution {
  private static final double MIN_LEVEL = 1e-4; // level of a case alone
  private static final double MAX_MOVE = .25; // units, or so many mean errors: a move that
  private static final double MAX_MOVE_ERRORS =
      2.5; // is forecast in vain where all values are the same

  private final ExpertMixture mixture;
  private final Excursion excursion;
  private final Scale scale;
  private boolean still; // all values in the window are the same
  private double last; // value
  private boolean open;
  private double width;
  private double baseline;
  private double mean;
  private double low; // the centres of both cases
  private double high;
  private double lower; // the probability of the lower one

  Distribution(ExpertMixture mixture, Excursion excursion, Scale scale) {
    this.mixture = mixture;
    this.excursion = excursion;
    this.scale = scale;
  }

  /** Takes the series at hand, whose window is laid out. */
  void take(SeriesView view) {
    this.last = scale.of(view.h, view.h[MemoryIndex.LAST]);
    this.still = Excursion.still(view) && !Excursion.lasts(view.h);
  }

  /** Takes the series at hand, of whose next value {@code expected} has been said. */
  void take(SeriesView view, double expected) {
    this.last = scale.of(view.h, view.h[MemoryIndex.LAST]);
    this.still = expected == (float) last;
  }

  /** Takes a step ahead, of which the experts say {@code mean}. */
  void look(SeriesView view, int step, double mean) {
    double[] h = view.h;
    this.width = mixture.scale(view, step);
    this.open = Excursion.lasts(h);
    boolean slight = still && Math.abs(mean - last) <= Math.max(MAX_MOVE, MAX_MOVE_ERRORS * width);
    this.baseline = slight ? last : mean;
    this.mean = baseline;
    if (open) {
      double stays = excursion.stays(h, step + h[MemoryIndex.MISSES]);
      double level = excursion.level(h, mean, scale.of(h, h[MemoryIndex.LAST]));
      this.low = Math.min(level, mean);
      this.high = Math.max(level, mean);
      this.lower = level < mean ? stays : 1 - stays;
      this.mean = stays > .5 ? level : mean;
    }
  }

  /** The mean where no excursion lasts. */
  double baseline() {
    return baseline;
  }

  double mean() {
    return mean;
  }

  /** The quantile at a level, given also by that of a standard normal. */
  double quantile(double level, double score) {
    return open ? mixed(level) : mean + width * mixture.spread().quantile(score);
  }

  /** The same, its place being known. */
  double quantile(double level, Spread.Places places, int i) {
    return open ? mixed(level) : mean + width * mixture.spread().quantile(places, i);
  }

  private double mixed(double level) {
    double middle = (low + high) / 2; // that the cases may not overlap
    return level < lower
        ? Math.min(middle, low + width * alone(level / lower))
        : Math.max(middle, high + width * alone((level - lower) / (1 - lower)));
  }

  private double alone(double level) {
    return mixture
        .spread()
        .quantile(NormalQuantile.of(Math.max(MIN_LEVEL, Math.min(1 - MIN_LEVEL, level))));
  }
}
