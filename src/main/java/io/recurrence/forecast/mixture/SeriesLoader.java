package io.recurrence.forecast.mixture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lays a series out in a view, which all parts of a mixture read. */
final class SeriesLoader {
  final SeriesView view;
  private final TierConfig config;
  private final Ring ring;
  private final Map<List<Long>, Seasons> known = new HashMap<>();
  private double step; // of the seasons last looked up
  private double shortSeason;
  private double season;

  SeriesLoader(TierConfig config, Ring ring) {
    this.config = config;
    this.ring = ring;
    this.view = new SeriesView(config.history().values(), new Seasons(config, 0, 0, 0));
  }

  /** Looks the seasons of a series up. */
  Seasons seasons(double[] h) {
    if (h[MemoryIndex.STEP] != step
        || h[MemoryIndex.SHORT_SEASON] != shortSeason
        || h[MemoryIndex.SEASON] != season) {
      step = h[MemoryIndex.STEP];
      shortSeason = h[MemoryIndex.SHORT_SEASON];
      season = h[MemoryIndex.SEASON];
      long interval = Seasons.known(config.calendar(), (long) step) ? (long) step : 0;
      view.seasons =
          known.computeIfAbsent(
              List.of(interval, (long) shortSeason, (long) season),
              key -> new Seasons(config, interval, (int) shortSeason, (int) season));
    }
    return view.seasons;
  }

  /** The season of the calendar for a sampling interval, in steps; 0 if none. */
  int calendar(long interval) {
    return Seasons.ofCalendar(config.calendar(), interval);
  }

  /** Takes the series at hand. */
  void bind(double[] h) {
    view.h = h;
    view.t = (long) h[MemoryIndex.T];
    view.start = (long) h[MemoryIndex.START];
    view.profiled = (long) h[MemoryIndex.PROFILED];
    view.seasons = seasons(h);
  }

  /** Takes the series at hand and lays out its window. */
  void load(double[] h) {
    bind(h);
    if (view.t >= 0) {
      ring.load(view);
    }
  }
}
