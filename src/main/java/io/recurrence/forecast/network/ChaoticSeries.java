package io.recurrence.forecast.network;

import static io.recurrence.forecast.network.SeriesPrimitives.add;
import static io.recurrence.forecast.network.SeriesPrimitives.chance;
import static io.recurrence.forecast.network.SeriesPrimitives.gaussian;
import static io.recurrence.forecast.network.SeriesPrimitives.scale;
import static io.recurrence.forecast.network.SeriesPrimitives.standardised;
import static io.recurrence.forecast.network.SeriesPrimitives.uniform;
import static io.recurrence.forecast.network.SeriesPrimitives.white;

import java.util.SplittableRandom;

/** Synthetic series that a rule drives: chaotic maps, machines, bursts. */
final class ChaoticSeries {
  private ChaoticSeries() {}

  /** A chaotic map, sometimes observed with noise. */
  static double[] chaos(int n, SplittableRandom r) {
    double[] x =
        switch (r.nextInt(4)) {
          case 0 -> logistic(n, r);
          case 1 -> henon(n, r);
          case 2 -> tent(n, r);
          default -> mackeyGlass(n, r);
        };
    standardised(x);
    if (chance(r, 0.6)) {
      add(x, scale(r, 0.01, 0.3), white(n, r));
    }
    return x;
  }

  private static double[] logistic(int n, SplittableRandom r) {
    double w = uniform(r, 3.5, 4);
    double v = uniform(r, 0.1, 0.9);
    double[] x = new double[n];
    for (int t = 0; t < n; t++) {
      v = w * v * (1 - v);
      x[t] = v;
    }
    return x;
  }

  private static double[] henon(int n, SplittableRandom r) {
    double a = uniform(r, 1.2, 1.4);
    double v = 0.1 * gaussian(r);
    double before = 0;
    double[] x = new double[n];
    for (int t = 0; t < n; t++) {
      double next = 1 - a * v * v + 0.3 * before;
      before = v;
      v = Math.abs(next) < 2 ? next : 0;
      x[t] = v;
    }
    return x;
  }

  private static double[] tent(int n, SplittableRandom r) {
    double slope = uniform(r, 1.5, 1.99);
    double v = r.nextDouble();
    double[] x = new double[n];
    for (int t = 0; t < n; t++) {
      v = slope * Math.min(v, 1 - v);
      x[t] = v;
    }
    return x;
  }

  private static double[] mackeyGlass(int n, SplittableRandom r) {
    int delay = 14 + r.nextInt(16);
    int every = 1 + r.nextInt(5);
    double[] v = new double[delay + n * every + 200];
    for (int t = 0; t <= delay; t++) {
      v[t] = uniform(r, 0.5, 1.2);
    }
    for (int t = delay; t + 1 < v.length; t++) {
      double d = v[t - delay];
      v[t + 1] = v[t] + 0.2 * d / (1 + StrictMath.pow(d, 10)) - 0.1 * v[t];
    }
    double[] x = new double[n];
    for (int t = 0; t < n; t++) {
      x[t] = v[delay + 199 + t * every];
    }
    return x;
  }

  /** A machine: levels that it switches between, or a tank that fills and is emptied. */
  static double[] machine(int n, SplittableRandom r) {
    double[] x = new double[n];
    if (chance(r, 0.5)) {
      double[] levels = new double[2 + r.nextInt(3)];
      for (int i = 0; i < levels.length; i++) {
        levels[i] = gaussian(r);
      }
      double stay = scale(r, 5, 100);
      boolean clocked = chance(r, 0.4);
      int state = 0;
      for (int t = 0; t < n; t++) {
        boolean moves = clocked ? t % (int) stay == 0 : chance(r, 1 / stay);
        state = moves ? (clocked ? (state + 1) % levels.length : r.nextInt(levels.length)) : state;
        x[t] = levels[state];
      }
    } else {
      double rate = scale(r, 0.005, 0.1);
      double wobble = scale(r, 0.05, 0.8);
      double full = chance(r, 0.5) ? 1 : Double.POSITIVE_INFINITY;
      double empties = full == 1 ? 0 : rate / 2;
      double v = 0;
      for (int t = 0; t < n; t++) {
        v += rate * (1 + wobble * gaussian(r));
        if (v > full || chance(r, empties)) {
          v = chance(r, 0.7) ? 0 : v * r.nextDouble();
        }
        x[t] = v;
      }
    }
    standardised(x);
    if (chance(r, 0.7)) {
      add(x, scale(r, 0.005, 0.3), white(n, r));
    }
    return x;
  }

  /** Activity that excites itself and dies down. */
  static double[] bursts(int n, SplittableRandom r) {
    double calm = scale(r, 0.2, 30);
    double decay = uniform(r, 0.3, 0.97);
    double echo = uniform(r, 0.3, 0.98) * (1 - decay);
    double share = scale(r, 0.002, 0.05);
    double size = scale(r, 2, 30);
    double[] x = new double[n];
    double excitement = 0;
    for (int t = 0; t < n; t++) {
      if (chance(r, share)) {
        excitement += calm * size * r.nextDouble();
      }
      x[t] = poisson(calm + excitement, r);
      excitement = decay * excitement + echo * Math.max(0, x[t] - calm);
      excitement = Math.min(excitement, 1e4 * calm);
    }
    return x;
  }

  /** A count of the given mean; for large means, rounded normal. */
  static double poisson(double mean, SplittableRandom r) {
    if (mean > 30) {
      return Math.max(0, Math.rint(mean + StrictMath.sqrt(mean) * gaussian(r)));
    }
    double limit = StrictMath.exp(-mean);
    double product = r.nextDouble();
    int n = 0;
    while (product > limit && n < 1000) {
      product *= r.nextDouble();
      n++;
    }
    return n;
  }
}
