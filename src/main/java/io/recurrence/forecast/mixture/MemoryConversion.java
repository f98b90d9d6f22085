package io.recurrence.forecast.mixture;

import io.recurrence.core.Precision;
import io.recurrence.core.QuantileForecast;

/**
 * Turns memories into those of another mixture or of another sampling interval. What cannot be
 * taken as it is begins anew with the values of the window.
 */
final class MemoryConversion {
  private final Components parts;
  private final MixtureForecast forecasts;
  private final OnlineUpdate update;
  private final Resampling resampling;
  private final QuantileForecast none;

  MemoryConversion(Components parts, MixtureForecast forecasts, OnlineUpdate update) {
    this.parts = parts;
    this.forecasts = forecasts;
    this.update = update;
    this.resampling = new Resampling(parts);
    this.none = new QuantileForecast(1, new double[0], .95, parts.experts.count());
  }

  /**
   * Takes the memory of a mixture of the same tier as it is, in the bands that both have.
   *
   * @param reported how many steps ahead the other one's outcomes are reported
   */
  void takeOver(Components other, int reported, double[] from, double[] to) {
    parts.allocator.copy(other.allocator, from, to);
    parts.mixture.takeOver(reported, to);
    if (parts.config.cells() != other.config.cells()) {
      refine(other, from, to);
    }
  }

  /** Takes the bins of a profile without cells; regressions that have other terms begin anew. */
  private void refine(Components other, double[] from, double[] to) {
    other.loader.bind(from);
    Profile profile = parts.profile;
    Seasons seasons = parts.loader.seasons(to);
    profile.clear(to);
    if (other.view.seasons.course.bins.period() == seasons.course.bins.period()) {
      profile.set(to, seasons.course, phase -> other.profile.wide(other.view, phase));
    } else {
      to[MemoryIndex.PROFILED] = Precision.single(to[MemoryIndex.T] + 1);
    }
    for (int r = 0; r < parts.regressions.length; r++) {
      if (parts.config.regressions().get(r).extras()) {
        Regression regression = parts.regressions[r];
        regression.start(to, seasons);
        parts.mixture.restart(to, parts.experts.indexOf(regression));
      }
    }
  }

  /** Learns the values in the window of a mixture of another tier. */
  void learn(MemoryConversion other, double[] from, double[] to) {
    if (from[MemoryIndex.T] >= 0) {
      long step = (long) from[MemoryIndex.STEP];
      double[] values = other.resampling.values(from, step);
      double first = from[MemoryIndex.START] + from[MemoryIndex.T] + 1 - values.length;
      begin(to, step, first, values, from[MemoryIndex.NEGATIVE] == 1);
    }
  }

  /**
   * The sampling interval has become known, or another: learns the values that the window holds at
   * the new interval anew, and keeps the profile of the day.
   *
   * @param interval in milliseconds
   */
  void resample(double[] h, long interval) {
    if (!resampling.needed(h, interval)) {
      h[MemoryIndex.STEP] = interval;
      return;
    }
    double[] values = resampling.values(h, interval);
    double[] course = resampling.profile(h);
    begin(h, interval, 0, values, h[MemoryIndex.NEGATIVE] == 1);
    resampling.keep(h, course);
  }

  /** Begins anew with some values, the first of which has the phase {@code first}. */
  private void begin(double[] h, long step, double first, double[] values, boolean negative) {
    parts.start(h, step);
    h[MemoryIndex.START] = first;
    for (double value : values) {
      update.step(h, value, (steps, forecast, lower, upper) -> {});
      forecasts.forecastAndRemember(h, none);
    }
    if (values.length > 0 && !negative) {
      h[MemoryIndex.NEGATIVE] = 0; // rounding may have taken a 0 below itself
    }
  }
}
