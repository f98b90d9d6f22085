package io.recurrence.forecast.mixture;

import io.recurrence.core.OutcomeListener;
import io.recurrence.core.Precision;
import java.util.List;

/**
 * One step of the memory. A value {@code x_t} is first the actual value of the forecasts that wait
 * for it ({@link ExpertMixture}), then a pair for each regression ({@link Regression}), then part
 * of the window ({@link Ring}). Outliers are held back or clipped ({@link OutlierFilter}).
 */
final class OnlineUpdate {
  private static final double OUT_OF_RANGE = 1e15; // units from the base: not of this series
  private static final int OUT_OF_RANGE_RUN = 3; // that many of them begin a new series
  private static final double NO_DIFFERENCE = 1e-6; // units; where values stand still, so do gaps

  private final Components parts;
  private final SeriesLoader loader;
  private final SeriesView view;
  private final Scale scale;
  private final Ring ring;
  private final Profile profile;
  private final Averages averages;
  private final Regression[] regressions;
  private final List<ModelExpert> models;
  private final ExpertMixture mixture;
  private final Extremes extremes;
  private final Excursion excursion;
  private final MixtureForecast forecasts;
  private final OutlierFilter outliers;
  private final Maintenance maintenance;
  private final double[] missed; // [regression]

  OnlineUpdate(Components c, MixtureForecast forecasts) {
    this.parts = c;
    this.loader = c.loader;
    this.view = c.view;
    this.scale = c.scale;
    this.ring = c.ring;
    this.profile = c.profile;
    this.averages = c.averages;
    this.regressions = c.regressions;
    this.models = c.models;
    this.mixture = c.mixture;
    this.extremes = c.extremes;
    this.excursion = c.excursion;
    this.forecasts = forecasts;
    this.outliers = new OutlierFilter(c, forecasts);
    this.maintenance = new Maintenance(c);
    this.missed = new double[regressions.length];
  }

  /** Learns a value. */
  void step(double[] h, double x, OutcomeListener outcomes) {
    if (scale.known(h) && !(Math.abs(scale.of(h, x)) < OUT_OF_RANGE)) {
      if (++h[MemoryIndex.OUT_OF_RANGE] < OUT_OF_RANGE_RUN) {
        miss(h);
        return;
      }
      parts.start(h, (long) h[MemoryIndex.STEP]);
    }
    h[MemoryIndex.OUT_OF_RANGE] = 0;
    if (!scale.known(h) && h[MemoryIndex.T] >= 0 && x != h[MemoryIndex.LAST]) {
      scale.start(h, Math.abs(x - h[MemoryIndex.LAST]));
    }
    boolean held = scale.known(h) && outliers.holdsBack(h, x);
    h[MemoryIndex.MISSES] = 0;
    if (held) {
      holdBack(h, x, outcomes);
      return;
    }
    extremes.learn(h, x);
    if (x < 0) {
      h[MemoryIndex.NEGATIVE] = 1;
    }
    loader.load(h);
    if (scale.known(h)) {
      learn(h, x, outcomes);
    } else {
      repeat(h, x);
    }
  }

  /** The first values, as long as they are all the same: there is no unit yet. */
  private void repeat(double[] h, double x) {
    h[MemoryIndex.BASE] = x;
    h[MemoryIndex.LAST] = x;
    advance(h);
    push(h, 0);
  }

  private void learn(double[] h, double x, OutcomeListener outcomes) {
    double z = scale.of(h, x);
    averages.read(h, view.averages);
    profile.read(view, -1, 1);
    for (int r = 0; r < regressions.length; r++) {
      missed[r] = z - view.values[view.now] - regressions[r].predict(view, 0);
    }
    advance(h);
    mixture.learn(view, z, scale, outcomes);
    for (int r = 0; r < regressions.length; r++) {
      regressions[r].step(h, view.seasons, missed[r], view.t - (long) h[MemoryIndex.FITTED]);
    }
    openSeason(h);
    double kept = outliers.clip(h, z);
    h[MemoryIndex.LAST] = x;
    push(h, kept);
    if (maintenance.tend(h)) {
      parts.start(h, (long) h[MemoryIndex.STEP]);
    }
  }

  private void advance(double[] h) {
    h[MemoryIndex.T]++;
    view.t++;
    mixture.admit(view);
  }

  private void push(double[] h, double z) {
    ring.push(h, view.seasons, view.t, z);
    profile.step(view, z);
    averages.step(h, z, (double) view.t + 1);
    for (ModelExpert model : models) {
      model.step(view, z);
    }
  }

  /** The window goes on with what was expected; nothing is learned. */
  private void pushExpected(double[] h, double z) {
    ring.push(h, view.seasons, view.t, z);
    for (ModelExpert model : models) {
      model.miss(view);
    }
  }

  /**
   * Where a season of lags can be read for the first time, what was learned without it counts less.
   */
  private void openSeason(double[] h) {
    if (view.seasons.main == 0 || view.t <= (long) h[MemoryIndex.FITTED]) {
      return;
    }
    for (int r = 0; r < regressions.length; r++) {
      if (regressions[r].opens(view.seasons, view.t)) {
        regressions[r].decay(h, view.seasons);
        if (r == 0) {
          mixture.decay(h);
        }
      }
    }
  }

  private void holdBack(double[] h, double x, OutcomeListener outcomes) {
    double z = scale.of(h, x);
    double before = scale.of(h, h[MemoryIndex.LAST]);
    double expected = outliers.expected();
    excursion.take(view, z, expected, before, mixture.error(h) * mixture.widening(view, view.t));
    advance(h);
    mixture.learn(view, z, scale, outcomes);
    double level = view.values[view.now];
    pushExpected(h, Excursion.still(view) ? level : expected);
    h[MemoryIndex.LAST] = x;
    if (excursion.settled(view)) {
      double shift = excursion.offset(h);
      h[MemoryIndex.BASE] += shift * scale.unit(h); // all that is known of the series moves with it
      mixture.move(h, shift);
      h[MemoryIndex.SHIFTED] = Precision.single((double) view.t);
      h[MemoryIndex.NEGATIVE] = x < 0 ? 1 : h[MemoryIndex.NEGATIVE];
      excursion.end(h);
    }
  }

  /** The newest value is now {@code x}; one that is wild is judged, and not learned. */
  void amend(double[] h, double x) {
    loader.load(h);
    if (view.t < 0) {
      return;
    }
    if (!scale.known(h) && x != h[MemoryIndex.LAST]) {
      scale.start(
          h, Math.abs(x - h[MemoryIndex.LAST])); // readings differ, though no two steps have
    }
    double z = scale.of(h, x);
    double change = z - view.values[view.now];
    if (!scale.known(h) || !(Math.abs(change) <= outliers.tolerance(h))) {
      return;
    }
    if (h[MemoryIndex.MISSES] == 0) {
      averages.read(h, view.averages);
      profile.read(view, -2, 0);
      for (Regression regression : regressions) {
        regression.amend(view, change);
      }
      profile.amend(view, change);
      averages.amend(h, change, (double) view.t + 1);
    }
    ring.repair(h, view.seasons, view.t, z);
    h[MemoryIndex.LAST] = x;
    h[MemoryIndex.MISSES] = 0;
  }

  /** A step without a value: the window goes on with what was expected. */
  void miss(double[] h) {
    h[MemoryIndex.MISSES] = Math.min(h[MemoryIndex.MISSES] + 1, Short.MAX_VALUE);
    loader.load(h);
    double z = 0;
    if (scale.known(h)) {
      z = forecasts.mean(1, 1);
      double present = view.values[view.now];
      z = Math.abs(z - present) < NO_DIFFERENCE ? present : (float) z;
    }
    advance(h);
    pushExpected(h, z);
    mixture.writer().drop(h, view.t);
  }
}
