package io.recurrence.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All that have an opinion on the path: the last value, the value a season ago, the slow average,
 * the profile of the season, and the regressions.
 */
final class Experts {
  static final int LAST = 0;
  static final int SEASONAL = 1;
  static final int AVERAGE = 2;
  static final int PROFILE = 3;
  static final int REGRESSIONS = 4;
  private static final int PATIENCE =
      4; // forecasts of its own that must come true before it speaks
  private static final long NEVER = Long.MAX_VALUE / 2;

  private final Bands bands;
  private final Ring ring;
  private final Averages averages;
  private final Profile profile;
  private final Regression[] regressions;
  private final String[] names;
  private final Range range = new Range();
  private final double[][] paths; // [expert][step]

  Experts(
      Blueprint blueprint,
      Bands bands,
      Ring ring,
      Averages averages,
      Profile profile,
      Regression[] regressions) {
    this.bands = bands;
    this.ring = ring;
    this.averages = averages;
    this.profile = profile;
    this.regressions = regressions;
    List<String> all = new ArrayList<>(List.of("last", "seasonal-naive", "average", "profile"));
    blueprint.regressions().forEach(terms -> all.add(terms.name()));
    this.names = all.toArray(String[]::new);
    this.paths = new double[names.length][64];
  }

  int count() {
    return names.length;
  }

  List<String> names() {
    return List.of(names);
  }

  /** The step from which an expert says something of its own. */
  static long since(Scene scene, int expert) {
    boolean seasonal = scene.seasons.main > 0;
    long found = (long) scene.h[Field.FOUND];
    return switch (expert) {
      case SEASONAL -> seasonal ? (found > 0 ? found : scene.seasons.main) : NEVER;
      case PROFILE ->
          scene.seasons.course.exists() ? scene.profiled + scene.seasons.course.settled : NEVER;
      default -> -1;
    };
  }

  /** Writes who may speak in a band: not the newcomer that has not been put to the test. */
  void heard(Scene scene, int band, boolean[] out) {
    for (int e = 0; e < out.length; e++) {
      long since = since(scene, e);
      long trial = bands.end(band) + (long) PATIENCE * bands.stride(band);
      out[e] = scene.t >= since + (since < 0 ? 0 : trial);
    }
  }

  /** Writes all paths, so many steps long. */
  void paths(Scene scene, int steps) {
    room(steps);
    scene.room(steps);
    averages.read(scene.h, scene.averages);
    profile.read(scene, -1, steps);
    range.of(scene);
    double present = scene.values[scene.now];
    Arrays.fill(paths[LAST], 0, steps, present);
    Arrays.fill(paths[AVERAGE], 0, steps, scene.averages[Averages.SLOW]);
    seasonal(scene, steps, paths[SEASONAL]);
    profile(scene, steps, paths[PROFILE]);
    for (int r = 0; r < regressions.length; r++) {
      regressions[r].path(scene, steps, range, paths[REGRESSIONS + r]);
      averages.read(scene.h, scene.averages);
    }
  }

  private void room(int steps) {
    for (int e = 0; e < paths.length && paths[e].length < steps; e++) {
      paths[e] = new double[steps];
    }
  }

  private void seasonal(Scene scene, int steps, double[] path) {
    Seasons s = scene.seasons;
    int season = 0; // the longest that the window holds
    if (s.week > 0 && s.week + 1 < s.fine && scene.t >= s.week) {
      season = s.week;
    } else if (s.main > 0 && scene.t >= s.main) {
      season = s.main;
    }
    for (int k = 0; k < steps; k++) {
      if (season == 0) {
        path[k] = scene.values[scene.now];
      } else {
        path[k] = k >= season ? path[k - season] : ring.back(scene, season, k + 1);
      }
    }
  }

  private static void profile(Scene scene, int steps, double[] path) {
    if (scene.known) {
      System.arraycopy(scene.usual, scene.now + 1, path, 0, steps);
    } else if (scene.seasons.course.exists()) {
      Arrays.fill(path, 0, steps, scene.values[scene.now]);
    } else {
      Arrays.fill(path, 0, steps, scene.averages[Averages.COUNT - 1]);
    }
  }

  /** What an expert last said of a step ahead, counted from 1. */
  double path(int expert, int step) {
    return paths[expert][step - 1];
  }
}
