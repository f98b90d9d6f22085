package io.recurrence.forecast.mixture;

import io.recurrence.core.Expectation;
import io.recurrence.core.NormalQuantile;
import io.recurrence.core.Precision;
import io.recurrence.core.QuantileForecast;
import io.recurrence.forecast.mixture.Spread.Places;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The forecast of a mixture: the combined paths of the experts, and quantiles around them. */
final class MixtureForecast {
  private final SeriesLoader loader;
  private final SeriesView view;
  private final Scale scale;
  private final Ring ring;
  private final Profile profile;
  private final Experts experts;
  private final ExpertMixture mixture;
  private final Combination combination;
  private final Distribution step; // to come
  private final Expectation.Quantiles quantiles = this::quantile;
  private @Nullable QuantileForecast placed;
  private Places places = new Places();

  MixtureForecast(Components c) {
    this.loader = c.loader;
    this.view = c.view;
    this.scale = c.scale;
    this.ring = c.ring;
    this.profile = c.profile;
    this.experts = c.experts;
    this.mixture = c.mixture;
    this.combination = c.mixture.combination();
    this.step = new Distribution(c.mixture, c.excursion, c.scale);
  }

  /**
   * Writes what is expected of the next step.
   *
   * @param number of its sampling interval
   */
  void expect(double[] h, long number, Expectation expectation) {
    loader.bind(h);
    view.start = number - (view.t + 1);
    if (!scale.known(h)) {
      expectation.set(h[MemoryIndex.LAST], level -> h[MemoryIndex.LAST]);
      return;
    }
    boolean kept = h[MemoryIndex.MISSES] == 0 && h[MemoryIndex.FIRST_ORIGIN] <= view.t;
    if (!kept) {
      ring.load(view);
    }
    double mean = kept ? h[MemoryIndex.EXPECTED] : mean(1, 1);
    if (kept) {
      step.take(view, mean);
    }
    step.look(view, 1, mean); // valid from here to the step
    expectation.set(scale.real(h, step.mean()), quantiles);
    expectation.setWidening(mixture.widening(view, view.t + 1));
    if (view.seasons.main > 0) {
      expectation.setPhase((double) view.phase(view.t + 1) / view.seasons.main);
    }
    if (profile.known(view)) {
      expectation.setBaseline(h[MemoryIndex.BASE] + scale.unit(h) * profile.value(view, 1));
    }
  }

  /** Forecasts, and keeps what is to be scored. */
  void forecastAndRemember(double[] h, QuantileForecast forecast) {
    loader.load(h);
    if (!scale.known(h)) {
      flat(h, forecast);
      return;
    }
    h[MemoryIndex.FIRST_ORIGIN] =
        Math.min(h[MemoryIndex.FIRST_ORIGIN], Precision.single((double) view.t));
    int paths = Math.max(forecast.steps(), mixture.writer().needed(view.t));
    step.look(view, 1, mean(paths, Math.max(forecast.steps(), mixture.reported())));
    h[MemoryIndex.EXPECTED] = (float) step.baseline();
    mixture.writer().write(view, step, forecast);
    fill(h, forecast);
  }

  /** Forecasts. Reads only. */
  void forecast(double[] h, QuantileForecast forecast) {
    loader.load(h);
    if (!scale.known(h)) {
      flat(h, forecast);
      return;
    }
    mean(Math.max(1, forecast.steps()), forecast.steps());
    fill(h, forecast);
  }

  private void fill(double[] h, QuantileForecast forecast) {
    for (int e = 0; e < experts.count(); e++) {
      forecast.weight(e, combination.weight(e));
    }
    Places places = places(forecast);
    double base = h[MemoryIndex.BASE];
    double scaled = scale.unit(h);
    double min = scale.min(h);
    double max = scale.max(h);
    for (int k = 1; k <= forecast.steps(); k++) {
      double mean = combination.mean(view, k);
      step.look(view, k, k == 1 ? (float) mean : mean); // as it will be recalled
      forecast.mean(k, scale.real(h, step.mean()));
      for (int i = 0; i < forecast.levels(); i++) {
        double z = step.quantile(forecast.level(i), places, i);
        forecast.quantile(i, k, Scale.clamp(base + scaled * z, min, max));
      }
    }
  }

  /** The places of the levels of a quantile forecast; the same one comes again and again. */
  private Places places(QuantileForecast forecast) {
    if (forecast != placed) {
      placed = forecast;
      places =
          new Places(IntStream.range(0, forecast.levels()).mapToDouble(forecast::score).toArray());
    }
    return places;
  }

  private void flat(double[] h, QuantileForecast forecast) {
    for (int e = 0; e < experts.count(); e++) {
      forecast.weight(e, e == Experts.LAST ? 1 : 0);
    }
    for (int k = 1; k <= forecast.steps(); k++) {
      forecast.mean(k, h[MemoryIndex.LAST]);
      for (int i = 0; i < forecast.levels(); i++) {
        forecast.quantile(i, k, h[MemoryIndex.LAST]);
      }
    }
  }

  private double quantile(double level) {
    return scale.real(view.h, step.quantile(level, NormalQuantile.of(level)));
  }

  /** Takes paths and weights, so many steps far, and returns the mean of the first step. */
  double mean(int paths, int weights) {
    experts.paths(view, paths);
    combination.weigh(view, Math.max(1, weights));
    step.take(view);
    return combination.mean(view, 1);
  }
}
