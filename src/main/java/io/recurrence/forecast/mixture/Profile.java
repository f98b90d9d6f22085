package io.recurrence.forecast.mixture;

import io.recurrence.core.Precision;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * The usual course of a series: an exponential average per wide bin of the cycle, on working days,
 * read between the centres of bins where a bin holds several steps; and its {@link Residuals}.
 */
final class Profile {
  private static final double RATE = .1; // per cycle
  private static final double CARRIED = .25; // of a bin, that the bin before it counts for

  private final int at;
  private final int size;
  private final Residuals residuals;

  Profile(MemoryAllocator allocator, TierConfig config) {
    this.size = config.profile();
    this.at = allocator.take(Precision.SINGLE, size);
    this.residuals = new Residuals(allocator, config);
  }

  /** Whether the course is known. */
  boolean known(SeriesView view) {
    Course course = view.seasons.course;
    return course.exists() && view.t + 1 - view.profiled >= course.settled;
  }

  /** Writes the course from step {@code t + from} to {@code t + to} to the view, if it is known. */
  void read(SeriesView view, int from, int to) {
    view.known = known(view);
    if (!view.known) {
      return;
    }
    view.room(to);
    Course course = view.seasons.course;
    int phase = course.bins.phase(view.t + from + view.start);
    for (int i = from; i <= to; i++) {
      view.baseline[view.now + i] = bins(view, phase);
      phase = course.bins.after(phase);
    }
    residuals.add(view, from, to);
  }

  /** The value {@code ahead} of the newest step. */
  double value(SeriesView view, int ahead) {
    read(view, ahead, ahead);
    return view.baseline[view.now + ahead];
  }

  /** The course of working days at a phase, without residuals. */
  double wide(SeriesView view, int phase) {
    CycleCells bins = view.seasons.course.bins;
    if (!bins.between()) {
      return view.h[at + phase];
    }
    double place = (phase + .5) / bins.width() - .5;
    int bin = (int) Math.floor(place);
    double before = view.h[at + (bin < 0 ? bins.cells() - 1 : bin)];
    double after = view.h[at + (bin + 1 == bins.cells() ? 0 : bin + 1)];
    return before + (after - before) * (place - bin);
  }

  private double bins(SeriesView view, int phase) {
    boolean seen = view.t + 1 - view.profiled >= view.seasons.course.bins.period();
    return seen ? wide(view, phase) : carried(view, phase);
  }

  /** What the bin of a phase holds; of one that has not been seen, what the latest bin holds. */
  private double carried(SeriesView view, int phase) {
    CycleCells bins = view.seasons.course.bins;
    int first = bins.phase(view.profiled + view.start);
    boolean seen = Math.floorMod(phase - first, bins.period()) <= view.t - view.profiled;
    return view.h[at + bins.cell(seen ? phase : bins.phase(view.t + view.start))];
  }

  /** Learns the value of the newest step. */
  void step(SeriesView view, double z) {
    Course course = view.seasons.course;
    if (!course.exists()) {
      return;
    }
    long age = view.t - view.profiled;
    double beside = 0;
    if (age >= course.settled && !course.tables.isEmpty()) {
      double value = value(view, 0);
      if (course.carries) { // a bin would go up and down with each pulse that the cells know
        beside = value - bins(view, course.bins.phase(view.t + view.start));
      }
      residuals.step(view, z - value);
    }
    if (age < course.bins.period() || !residuals.dayOff(view, view.t)) {
      int phase = course.bins.phase(view.t + view.start);
      int bin = at + course.bins.cell(phase);
      if (carries(view) && course.bins.within(phase) == 0) {
        view.h[bin] = view.h[phase == 0 ? at + course.bins.cells() - 1 : bin - 1];
      }
      view.h[bin] = (float) (view.h[bin] + rate(view, phase) * (z - beside - view.h[bin]));
    }
  }

  /** Whether the bin of the newest step, seen for the first time, goes on from the one before. */
  private static boolean carries(SeriesView view) {
    Course course = view.seasons.course;
    long age = view.t - view.profiled;
    return course.carries && age > 0 && age < course.bins.period();
  }

  /** How much the newest value counts in its bin. */
  private double rate(SeriesView view, int phase) {
    CycleCells bins = view.seasons.course.bins;
    long age = view.t - view.profiled;
    double visits = age < bins.period() ? 0 : bins.width() * residuals.alike(view);
    if (visits == 0) { // it may have begun within the bin
      visits = Math.max(0, Math.min((double) age, bins.within(phase)));
    }
    visits += carries(view) ? CARRIED * bins.width() : 0;
    return Math.max(RATE / bins.width(), 1 / (1 + visits));
  }

  /** The value of the newest step, which was learned, is now another. */
  void amend(SeriesView view, double change) {
    CycleCells bins = view.seasons.course.bins;
    if (view.seasons.course.exists() && !residuals.dayOff(view, view.t)) {
      int phase = bins.phase(view.t + view.start);
      int bin = at + bins.cell(phase);
      view.h[bin] = (float) (view.h[bin] + rate(view, phase) * change);
    }
  }

  /** Takes the course of a cycle, given by phase. */
  void set(double[] h, Course course, IntToDoubleFunction value) {
    for (int bin = 0; bin < course.bins.cells(); bin++) {
      h[at + bin] = (float) value.applyAsDouble((int) ((bin + .5) * course.bins.width()));
    }
  }

  void clear(double[] h) {
    Arrays.fill(h, at, at + size, 0);
    residuals.clear(h);
  }

  void transform(double[] h, double factor, double shift) {
    Numbers.transform(h, at, size, factor, shift);
    if (factor != 1) {
      residuals.rescale(h, factor);
    }
  }
}
