package io.recurrence.forecast.mixture;

/** A memory with some parts of a mixture in it, and the series that it is of. */
final class SeriesViews {
  static final long MINUTE = 60_000;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  private SeriesViews() {}

  /** A series of which nothing has been seen. */
  static SeriesView of(Tier tier, Seasons seasons, MemoryAllocator allocator) {
    SeriesView view = new SeriesView(TierConfig.of(tier).history().values(), seasons);
    view.h = new double[allocator.storage().size()];
    view.t = -1;
    return view;
  }

  /** The window of a medium or large mixture with these values in it. */
  static SeriesView showing(Tier tier, double... values) {
    TierConfig config = TierConfig.of(tier);
    SeriesView view = new SeriesView(config.history().values(), new Seasons(config, 0, 0, 0));
    int shown = Math.min(values.length, view.now + 1);
    System.arraycopy(values, values.length - shown, view.values, view.now + 1 - shown, shown);
    view.t = (long) values.length - 1;
    return view;
  }
}
