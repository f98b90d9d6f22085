package io.recurrence.forecast.mixture;

import io.recurrence.core.HorizonGrid;
import java.util.List;

/** The experts of a mixture, and their paths. */
final class Experts {
  static final int LAST = 0;

  /** Outcomes of an expert's own forecasts that are waited for before it has weight. */
  private static final int TRIAL = 4;

  private final HorizonGrid bands;
  private final Averages averages;
  private final Profile profile;
  private final Range range;
  private final List<Expert> all;
  private final List<String> names;
  private final long[] since; // [expert], of the series last looked at
  private final double[][] paths; // [expert][step]

  Experts(HorizonGrid bands, Averages averages, Profile profile, Range range, List<Expert> table) {
    this.bands = bands;
    this.averages = averages;
    this.profile = profile;
    this.range = range;
    this.all = List.copyOf(table);
    this.names = all.stream().map(Expert::name).toList();
    this.since = new long[all.size()];
    this.paths = new double[all.size()][64];
  }

  int count() {
    return paths.length;
  }

  List<String> names() {
    return names;
  }

  /** Where an expert stands in the table. */
  int indexOf(Expert expert) {
    return all.indexOf(expert);
  }

  /** Looks up since when each has had something of its own to say of a series. */
  void bind(SeriesView view) {
    for (int e = 0; e < since.length; e++) {
      since[e] = all.get(e).since(view);
    }
  }

  /** The step from which an expert says something of its own, of the series last bound. */
  long since(int expert) {
    return since[expert];
  }

  /** Writes who has weight in a band: not the newcomer that has not been put to the test. */
  void active(SeriesView view, int band, boolean[] out) {
    long trial = bands.steps(band) + (long) TRIAL * bands.stride(band);
    for (int e = 0; e < out.length; e++) {
      out[e] = view.t >= since[e] + (since[e] < 0 ? 0 : trial);
    }
  }

  /** Writes all paths, so many steps long. */
  void paths(SeriesView view, int steps) {
    room(steps);
    view.room(steps);
    averages.read(view.h, view.averages);
    profile.read(view, -1, steps);
    range.of(view);
    for (int e = 0; e < paths.length; e++) {
      all.get(e).path(view, steps, paths[e]);
      averages.read(view.h, view.averages); // which a path may have rolled forward
    }
  }

  private void room(int steps) {
    for (int e = 0; e < paths.length && paths[e].length < steps; e++) {
      paths[e] = new double[steps];
    }
  }

  /** What an expert last said of a step ahead, counted from 1. */
  double path(int expert, int step) {
    return paths[expert][step - 1];
  }
}
