package io.recurrence.forecast.network;

import static io.recurrence.forecast.network.SeriesPrimitives.chance;
import static io.recurrence.forecast.network.SeriesPrimitives.cycle;
import static io.recurrence.forecast.network.SeriesPrimitives.gaussian;
import static io.recurrence.forecast.network.SeriesPrimitives.reverting;
import static io.recurrence.forecast.network.SeriesPrimitives.scale;
import static io.recurrence.forecast.network.SeriesPrimitives.uniform;

import java.util.SplittableRandom;

/** Days, weeks and years of synthetic series: of many shapes, which change, swell and shrink. */
final class SyntheticSeasons {
  private static final long DAY = 86_400_000;

  private SyntheticSeasons() {}

  /** The seasons that go with a step in milliseconds, of about unit size, or nothing. */
  static double[] of(int n, long step, SplittableRandom r) {
    boolean foreign = step == 0 || chance(r, 0.03); // a season that is none of the calendar
    if (chance(r, step == 0 ? 0.5 : step >= 7 * DAY ? 0.35 : 0.12)) {
      return new double[0];
    }
    if (foreign) {
      return repeated(cycle(4 + r.nextInt(60), r), n, r);
    }
    if (step >= DAY) {
      int s = step == DAY ? 7 : step == 7 * DAY ? 52 : 12;
      return repeated(cycle(s, r), n, r);
    }
    int day = (int) (DAY / step);
    double[] x = repeated(cycle(day, r), n, r);
    if (chance(r, 0.65)) {
      week(x, day, n, r);
    }
    return x;
  }

  /** A cycle that repeats, changes from time to time, and swells and shrinks. */
  private static double[] repeated(double[] cycle, int n, SplittableRandom r) {
    int s = cycle.length;
    int phase = r.nextInt(s);
    double change = chance(r, 0.5) ? scale(r, 0.01, 0.3) : 0;
    double[] swell = chance(r, 0.4) ? reverting(n, scale(r, s, 20.0 * s), r) : null;
    double depth = uniform(r, 0.1, 0.5);
    double[] next = cycle(s, r);
    double[] x = new double[n];
    double[] now = cycle.clone();
    for (int t = 0; t < n; t++) {
      int i = (t + phase) % s;
      if (i == 0 && change > 0) {
        double[] other = cycle(s, r);
        for (int k = 0; k < s; k++) {
          next[k] += 0.3 * (other[k] - next[k]);
          now[k] += change * 0.3 * (next[k] - now[k]);
        }
      }
      x[t] = now[i] * (swell == null ? 1 : StrictMath.exp(depth * swell[t]));
    }
    return x;
  }

  /** Makes the days of a week differ in size and in level. */
  private static void week(double[] x, int day, int n, SplittableRandom r) {
    double[] size = new double[7];
    double[] level = new double[7];
    boolean weekend = chance(r, 0.6);
    double rest = uniform(r, 0, 1.1);
    double lower = uniform(r, -1.5, 0.5);
    double[] other = chance(r, 0.3) ? cycle(day, r) : null;
    for (int d = 0; d < 7; d++) {
      boolean off = weekend && d >= 5;
      size[d] = (off ? rest : 1) + 0.05 * gaussian(r) + (weekend ? 0 : 0.4 * gaussian(r));
      level[d] = (off ? lower : 0) + 0.05 * gaussian(r) + (weekend ? 0 : 0.5 * gaussian(r));
    }
    int phase = r.nextInt(7 * day);
    for (int t = 0; t < n; t++) {
      int i = (t + phase) % (7 * day);
      int d = i / day;
      double base = other != null && d >= 5 ? other[i % day] : x[t];
      x[t] = size[d] * base + level[d];
    }
  }
}
