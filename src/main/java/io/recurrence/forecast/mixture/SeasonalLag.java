package io.recurrence.forecast.mixture;

/** The value one season ago, of the longest season that the window holds. */
final class SeasonalLag implements Expert {
  private final Ring ring;

  SeasonalLag(Ring ring) {
    this.ring = ring;
  }

  @Override
  public String name() {
    return "seasonal-naive";
  }

  @Override
  public long since(SeriesView view) {
    long found = (long) view.h[MemoryIndex.FOUND];
    return view.seasons.main == 0 ? NEVER : found > 0 ? found : view.seasons.main;
  }

  @Override
  public void path(SeriesView view, int steps, double[] path) {
    int season = season(view);
    for (int k = 0; k < steps; k++) {
      if (season == 0) {
        path[k] = view.values[view.now];
      } else {
        path[k] = k >= season ? path[k - season] : ring.back(view, season, k + 1);
      }
    }
  }

  private static int season(SeriesView view) {
    Seasons s = view.seasons;
    if (s.longSeason > 0 && s.longSeason + 1 < s.fine && view.t >= s.longSeason) {
      return s.longSeason;
    }
    return s.main > 0 && view.t >= s.main ? s.main : 0;
  }
}
