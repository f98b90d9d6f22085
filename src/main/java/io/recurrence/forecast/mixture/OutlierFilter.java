package io.recurrence.forecast.mixture;

/**
 * Keeps outliers out of what is learned. A value beyond {@value #MAX_ERROR} mean errors of what was
 * expected is held back until it is seen whether the level returns ({@link Excursion}); one that is
 * not held back is learned as the nearest value within that tolerance.
 */
final class OutlierFilter {
  private static final double MAX_ERROR = 20; // mean errors
  private static final double MIN_TOLERANCE = 2; // units
  private static final int MIN_OUTCOMES = 50; // since the start, or since a season was found
  private static final int MIN_STEPS = 120;
  private static final double NOVEL = .5; // of the tolerance, for values that were never seen
  private static final double RANGE_MARGIN = 5; // mean errors

  private final SeriesView view;
  private final SeriesLoader loader;
  private final Scale scale;
  private final Ring ring;
  private final Extremes extremes;
  private final Excursion excursion;
  private final ExpertMixture mixture;
  private final MixtureForecast forecasts;
  private double expected; // of the value at hand, in units

  OutlierFilter(Components c, MixtureForecast forecasts) {
    this.loader = c.loader;
    this.view = c.view;
    this.scale = c.scale;
    this.ring = c.ring;
    this.extremes = c.extremes;
    this.excursion = c.excursion;
    this.mixture = c.mixture;
    this.forecasts = forecasts;
  }

  /** What was expected of the value that {@link #holdsBack} was last asked about. */
  double expected() {
    return expected;
  }

  /** Whether too little is known yet to call a value an outlier. */
  private boolean warmingUp(double[] h) {
    return !(mixture.seen(h) > MIN_OUTCOMES) && h[MemoryIndex.T] < MIN_STEPS;
  }

  /** How far a value may be from what was expected, in units. */
  double tolerance(double[] h) {
    return warmingUp(h)
        ? Double.MAX_VALUE
        : Math.max(MIN_TOLERANCE, MAX_ERROR * mixture.error(h)) * mixture.widening(view, view.t);
  }

  /** Whether a value is held back. */
  boolean holdsBack(double[] h, double x) {
    loader.load(h);
    expected = h[MemoryIndex.MISSES] == 0 ? h[MemoryIndex.EXPECTED] : (float) forecasts.mean(1, 1);
    double z = scale.of(h, x);
    double before = scale.of(h, h[MemoryIndex.LAST]);
    double away = warmingUp(h) ? 0 : Math.abs(z - expected) / tolerance(h);
    boolean leaves = excursion.leaves(view, z, expected, before);
    if (!Excursion.lasts(h)) {
      boolean novel = away > NOVEL && h[MemoryIndex.HELD_BACK] == 0 && isNovel(x, z, away);
      return (leaves || novel) && !excursion.begins(view);
    }
    if (leaves || away > 1) {
      return true;
    }
    if (z == before) { // a level that had stood still has moved
      double held =
          Math.min(h[MemoryIndex.HELD_BACK], (double) (view.t + 1)); // of a damaged state more
      for (long back = 0; back < held; back++) {
        ring.repair(h, view.seasons, view.t - back, z);
      }
    }
    excursion.end(h);
    return false;
  }

  /** Whether a value is none that the series is known to have. */
  private boolean isNovel(double x, double z, double away) {
    double[] h = view.h;
    int season = Math.max(view.seasons.main, view.seasons.course.settled);
    boolean canForecast = season > 0 && view.t < view.profiled + season;
    boolean reached = extremes.reach(h, x, RANGE_MARGIN * mixture.error(h) * scale.unit(h));
    boolean daily = view.seasons.longSeason > 0; // what has a day seldom leaves its range
    boolean unseen = (daily || away > 1) && (season == 0 || (!canForecast && !reached));
    return unseen || Excursion.resets(view, z);
  }

  /** What is learned in place of {@code z}. */
  double clip(double[] h, double z) {
    if (warmingUp(h)) {
      return z;
    }
    double tolerance = tolerance(h);
    double baseline = view.known ? view.baseline[view.now + 1] : expected;
    double min = Math.min(expected, baseline) - tolerance;
    double max = Math.max(expected, baseline) + tolerance;
    if (z >= min && z <= max) {
      h[MemoryIndex.HELD_BACK] = 0;
      return z;
    }
    double before = scale.of(h, h[MemoryIndex.LAST]);
    if (h[MemoryIndex.HELD_BACK] < 0 && Math.abs(z - before) < tolerance) {
      ring.repair(h, view.seasons, view.t - 1, before);
      h[MemoryIndex.HELD_BACK] = 0;
      return z;
    }
    h[MemoryIndex.HELD_BACK] = -1;
    return Math.max(min, Math.min(max, z));
  }
}
