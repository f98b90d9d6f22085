package io.recurrence.forecast.network;

import static io.recurrence.forecast.network.SeriesPrimitives.chance;
import static io.recurrence.forecast.network.SeriesPrimitives.gaussian;
import static io.recurrence.forecast.network.SeriesPrimitives.scale;
import static io.recurrence.forecast.network.SeriesPrimitives.uniform;

import java.util.SplittableRandom;

/** What happens to series in the world. */
final class Corruptions {
  private Corruptions() {}

  /** Shifts of level, changes of amplitude, spikes, bounds and rounding, each now and then. */
  static void befall(double[] x, SplittableRandom r) {
    int n = x.length;
    if (chance(r, 0.15)) {
      for (int k = 1 + r.nextInt(3); k > 0; k--) {
        int at = r.nextInt(n);
        double shift = gaussian(r) * scale(r, 0.5, 4);
        for (int t = at; t < n; t++) {
          x[t] += shift;
        }
      }
    }
    if (chance(r, 0.08)) {
      double factor = scale(r, 0.3, 3);
      for (int t = r.nextInt(n); t < n; t++) {
        x[t] *= factor;
      }
    }
    if (chance(r, 0.15)) {
      double share = scale(r, 0.001, 0.03);
      double size = scale(r, 2, 10);
      boolean up = chance(r, 0.5);
      for (int t = 0; t < n; t++) {
        if (chance(r, share)) {
          x[t] += size * (up ? Math.abs(gaussian(r)) : gaussian(r));
        }
      }
    }
    if (chance(r, 0.07)) {
      double low = uniform(r, -2.5, -0.5);
      for (int t = 0; t < n; t++) {
        x[t] = Math.max(low, x[t]);
      }
    }
    if (chance(r, 0.1)) {
      double grain = scale(r, 0.02, 1);
      for (int t = 0; t < n; t++) {
        x[t] = grain * Math.rint(x[t] / grain);
      }
    }
  }
}
