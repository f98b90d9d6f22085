package io.recurrence.forecast.mixture;

/**
 * What is carried over to another sampling interval: the values of the window, and the profile of a
 * season of the calendar.
 */
final class Resampling {
  private static final double MAX_INTERVAL_RATIO =
      1.25; // ratio of intervals up to which a memory serves both

  private final SeriesLoader loader;
  private final SeriesView view;
  private final Scale scale;
  private final Ring ring;
  private final Profile profile;
  private Seasons before;

  Resampling(Components c) {
    this.loader = c.loader;
    this.view = c.view;
    this.scale = c.scale;
    this.ring = c.ring;
    this.profile = c.profile;
    this.before = view.seasons;
  }

  /** Whether a memory has to change for an interval, in milliseconds. */
  boolean needed(double[] h, long interval) {
    double known = h[MemoryIndex.STEP];
    double next = interval;
    boolean near = Math.max(known, next) <= MAX_INTERVAL_RATIO * Math.min(known, next);
    return !near || loader.calendar((long) known) != loader.calendar(interval);
  }

  /**
   * The values of the window at another interval, in the units of the series, the newest last: at a
   * coarser one those that lie so far apart. Between values nothing is known; at a finer one they
   * stand as they are, so that errors are not thought to be smaller than they were.
   */
  double[] values(double[] h, long interval) {
    loader.load(h);
    before = view.seasons;
    double ratio = Math.max(1, h[MemoryIndex.STEP] > 0 ? interval / h[MemoryIndex.STEP] : 1);
    long reach = Math.min(view.t, ratio > 1 ? before.reach() : before.fine - 1);
    double[] values = new double[view.t < 0 ? 0 : 1 + (int) (reach / ratio)];
    for (int i = 0; i < values.length; i++) {
      double z = ring.back(view, (int) Math.round(i * ratio), 0);
      values[values.length - 1 - i] = h[MemoryIndex.BASE] + scale.unit(h) * z;
    }
    return values;
  }

  /** The profile at the last look, in the units of the series; empty where there is none. */
  double[] profile(double[] h) {
    if (!before.calendar || !profile.known(view)) {
      return new double[0];
    }
    double[] course = new double[before.main];
    for (int phase = 0; phase < course.length; phase++) {
      course[phase] = h[MemoryIndex.BASE] + scale.unit(h) * profile.wide(view, phase);
    }
    return course;
  }

  /** Gives a memory the profile of the interval before, if its season is the same. */
  void keep(double[] h, double[] course) {
    loader.load(h);
    Seasons now = view.seasons;
    boolean same = now.calendar && (now.longSeason > 0) == (before.longSeason > 0);
    if (course.length == 0 || !same || !scale.known(h)) {
      return;
    }
    profile.set(
        h,
        now.course,
        phase -> scale.of(h, course[(int) ((long) phase * course.length / now.main)]));
    h[MemoryIndex.PROFILED] = Math.min(h[MemoryIndex.PROFILED], (double) view.t - now.main);
  }
}
