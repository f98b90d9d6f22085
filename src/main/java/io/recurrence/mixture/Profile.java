package io.recurrence.mixture;

import io.recurrence.core.Precision;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * The usual course of a season: an exponential average per bin, read between the centres of bins
 * where a bin holds several steps.
 */
final class Profile {
  private static final double RATE = .1; // per season

  private final int at;
  private final int size;

  Profile(Plan plan, int bins) {
    this.size = bins;
    this.at = plan.take(Precision.SINGLE, bins);
  }

  /** Whether a phase has been seen. */
  boolean knows(Scene scene, int phase) {
    Seasons s = scene.seasons;
    if (s.bins == 0) {
      return false;
    }
    long seen = scene.t + 1 - scene.profiled;
    return seen >= s.main || Math.floorMod(phase - scene.phase(scene.profiled), s.main) < seen;
  }

  double value(Scene scene, int phase) {
    Seasons s = scene.seasons;
    if (s.bins == s.main) {
      return scene.h[at + phase];
    }
    double place = (phase + .5) * s.bins / s.main - .5;
    int bin = (int) Math.floor(place);
    double fraction = place - bin;
    double before = scene.h[at + (bin < 0 ? bin + s.bins : bin)];
    double after = scene.h[at + (bin + 1 >= s.bins ? bin + 1 - s.bins : bin + 1)];
    return before * (1 - fraction) + after * fraction;
  }

  /** Learns the value of step {@code t}. */
  void step(Scene scene, long t, double z) {
    if (scene.seasons.bins > 0) {
      int bin = at + bin(scene, t);
      scene.h[bin] = (float) (scene.h[bin] + rate(scene, t) * (z - scene.h[bin]));
    }
  }

  /** The value of step {@code t}, which was learned, is now another. */
  void amend(Scene scene, long t, double change) {
    if (scene.seasons.bins > 0) {
      int bin = at + bin(scene, t);
      scene.h[bin] = (float) (scene.h[bin] + rate(scene, t) * change);
    }
  }

  private static int bin(Scene scene, long t) {
    Seasons s = scene.seasons;
    int phase = scene.phase(t);
    return s.bins == s.main ? phase : (int) ((long) phase * s.bins / s.main);
  }

  /** How much a value counts in its bin. */
  private static double rate(Scene scene, long t) {
    Seasons s = scene.seasons;
    int phase = scene.phase(t);
    long age = t - scene.profiled;
    double steps = (double) s.main / s.bins;
    double visits; // of this bin so far
    if (s.bins == s.main) {
      visits = Math.floorDiv(age, (long) s.main);
    } else {
      visits =
          age < s.main
              ? Math.min(
                  (double) age,
                  phase - Math.ceil(bin(scene, t) * steps)) // it may have begun within the bin
              : Math.floor((double) age / s.main) * steps;
    }
    return Math.max(RATE / steps, 1 / (1 + Math.max(0, visits)));
  }

  /** Takes the course of a season, given by phase. */
  void set(double[] h, Seasons s, IntToDoubleFunction course) {
    for (int bin = 0; bin < s.bins; bin++) {
      h[at + bin] = (float) course.applyAsDouble((int) ((bin + .5) * s.main / s.bins));
    }
  }

  void clear(double[] h) {
    Arrays.fill(h, at, at + size, 0);
  }

  void transform(double[] h, double factor, double shift) {
    Numbers.transform(h, at, size, factor, shift);
  }
}
