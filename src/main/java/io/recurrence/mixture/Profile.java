package io.recurrence.mixture;

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

  Profile(Plan plan, Blueprint blueprint) {
    this.size = blueprint.profile();
    this.at = plan.take(Precision.SINGLE, size);
    this.residuals = new Residuals(plan, blueprint);
  }

  /** Whether the course is known. */
  boolean known(Scene scene) {
    Course course = scene.seasons.course;
    return course.exists() && scene.t + 1 - scene.profiled >= course.settled;
  }

  /**
   * Writes the course from step {@code t + from} to {@code t + to} to the scene, if it is known.
   */
  void read(Scene scene, int from, int to) {
    scene.known = known(scene);
    if (!scene.known) {
      return;
    }
    scene.room(to);
    Course course = scene.seasons.course;
    int phase = course.bins.phase(scene.t + from + scene.start);
    for (int i = from; i <= to; i++) {
      scene.usual[scene.now + i] = bins(scene, phase);
      phase = course.bins.after(phase);
    }
    residuals.add(scene, from, to);
  }

  /** The value {@code ahead} of the newest step. */
  double value(Scene scene, int ahead) {
    read(scene, ahead, ahead);
    return scene.usual[scene.now + ahead];
  }

  /** The course of working days at a phase, without residuals. */
  double wide(Scene scene, int phase) {
    CycleCells bins = scene.seasons.course.bins;
    if (!bins.between()) {
      return scene.h[at + phase];
    }
    double place = (phase + .5) / bins.width() - .5;
    int bin = (int) Math.floor(place);
    double before = scene.h[at + (bin < 0 ? bins.cells() - 1 : bin)];
    double after = scene.h[at + (bin + 1 == bins.cells() ? 0 : bin + 1)];
    return before + (after - before) * (place - bin);
  }

  private double bins(Scene scene, int phase) {
    boolean seen = scene.t + 1 - scene.profiled >= scene.seasons.course.bins.period();
    return seen ? wide(scene, phase) : carried(scene, phase);
  }

  /** What the bin of a phase holds; of one that has not been seen, what the latest bin holds. */
  private double carried(Scene scene, int phase) {
    CycleCells bins = scene.seasons.course.bins;
    int first = bins.phase(scene.profiled + scene.start);
    boolean seen = Math.floorMod(phase - first, bins.period()) <= scene.t - scene.profiled;
    return scene.h[at + bins.cell(seen ? phase : bins.phase(scene.t + scene.start))];
  }

  /** Learns the value of the newest step. */
  void step(Scene scene, double z) {
    Course course = scene.seasons.course;
    if (!course.exists()) {
      return;
    }
    long age = scene.t - scene.profiled;
    double beside = 0;
    if (age >= course.settled && !course.tables.isEmpty()) {
      double value = value(scene, 0);
      if (course.carries) { // a bin would go up and down with each pulse that the cells know
        beside = value - bins(scene, course.bins.phase(scene.t + scene.start));
      }
      residuals.step(scene, z - value);
    }
    if (age < course.bins.period() || !residuals.dayOff(scene, scene.t)) {
      int phase = course.bins.phase(scene.t + scene.start);
      int bin = at + course.bins.cell(phase);
      if (carries(scene) && course.bins.within(phase) == 0) {
        scene.h[bin] = scene.h[phase == 0 ? at + course.bins.cells() - 1 : bin - 1];
      }
      scene.h[bin] = (float) (scene.h[bin] + rate(scene, phase) * (z - beside - scene.h[bin]));
    }
  }

  /** Whether the bin of the newest step, seen for the first time, goes on from the one before. */
  private static boolean carries(Scene scene) {
    Course course = scene.seasons.course;
    long age = scene.t - scene.profiled;
    return course.carries && age > 0 && age < course.bins.period();
  }

  /** How much the newest value counts in its bin. */
  private double rate(Scene scene, int phase) {
    CycleCells bins = scene.seasons.course.bins;
    long age = scene.t - scene.profiled;
    double visits = age < bins.period() ? 0 : bins.width() * residuals.alike(scene);
    if (visits == 0) { // it may have begun within the bin
      visits = Math.max(0, Math.min((double) age, bins.within(phase)));
    }
    visits += carries(scene) ? CARRIED * bins.width() : 0;
    return Math.max(RATE / bins.width(), 1 / (1 + visits));
  }

  /** The value of the newest step, which was learned, is now another. */
  void amend(Scene scene, double change) {
    CycleCells bins = scene.seasons.course.bins;
    if (scene.seasons.course.exists() && !residuals.dayOff(scene, scene.t)) {
      int phase = bins.phase(scene.t + scene.start);
      int bin = at + bins.cell(phase);
      scene.h[bin] = (float) (scene.h[bin] + rate(scene, phase) * change);
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
