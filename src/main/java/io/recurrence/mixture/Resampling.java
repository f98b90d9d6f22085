package io.recurrence.mixture;

/**
 * What is carried over to another sampling interval: the values of the window, and the profile of a
 * season of the calendar.
 */
final class Resampling {
  private static final double SAME = 1.25; // ratio of intervals up to which a memory serves both

  private final View view;
  private final Scene scene;
  private final Scale scale;
  private final Ring ring;
  private final Profile profile;
  private Seasons before;

  Resampling(View view, Scale scale, Ring ring, Profile profile) {
    this.view = view;
    this.scene = view.scene;
    this.scale = scale;
    this.ring = ring;
    this.profile = profile;
    this.before = scene.seasons;
  }

  /** Whether a memory has to change for an interval, in milliseconds. */
  boolean needed(double[] h, long interval) {
    double known = h[Field.STEP];
    double next = interval;
    boolean near = Math.max(known, next) <= SAME * Math.min(known, next);
    return !near || view.calendar((long) known) != view.calendar(interval);
  }

  /**
   * The values of the window at another interval, in the units of the series, the newest last: at a
   * coarser one those that lie so far apart. Between values nothing is known; at a finer one they
   * stand as they are, so that errors are not thought to be smaller than they were.
   */
  double[] values(double[] h, long interval) {
    view.look(h);
    before = scene.seasons;
    double ratio = Math.max(1, h[Field.STEP] > 0 ? interval / h[Field.STEP] : 1);
    long reach = Math.min(scene.t, ratio > 1 ? before.reach() : before.fine - 1);
    double[] values = new double[scene.t < 0 ? 0 : 1 + (int) (reach / ratio)];
    for (int i = 0; i < values.length; i++) {
      double z = ring.back(scene, (int) Math.round(i * ratio), 0);
      values[values.length - 1 - i] = h[Field.BASE] + scale.unit(h) * z;
    }
    return values;
  }

  /** The profile at the last look, in the units of the series; empty where there is none. */
  double[] profile(double[] h) {
    if (!before.calendar || !profile.known(scene)) {
      return new double[0];
    }
    double[] course = new double[before.main];
    for (int phase = 0; phase < course.length; phase++) {
      course[phase] = h[Field.BASE] + scale.unit(h) * profile.wide(scene, phase);
    }
    return course;
  }

  /** Gives a memory the profile of the interval before, if its season is the same. */
  void keep(double[] h, double[] course) {
    view.look(h);
    Seasons now = scene.seasons;
    boolean same = now.calendar && (now.week > 0) == (before.week > 0);
    if (course.length == 0 || !same || !scale.known(h)) {
      return;
    }
    profile.set(
        h,
        now.course,
        phase -> scale.of(h, course[(int) ((long) phase * course.length / now.main)]));
    h[Field.PROFILED] = Math.min(h[Field.PROFILED], (double) scene.t - now.main);
  }
}
