package io.recurrence.forecast.network;

import static io.recurrence.forecast.network.SeriesPrimitives.add;
import static io.recurrence.forecast.network.SeriesPrimitives.autoregression;
import static io.recurrence.forecast.network.SeriesPrimitives.chance;
import static io.recurrence.forecast.network.SeriesPrimitives.gaussian;
import static io.recurrence.forecast.network.SeriesPrimitives.reverting;
import static io.recurrence.forecast.network.SeriesPrimitives.scale;
import static io.recurrence.forecast.network.SeriesPrimitives.standardised;
import static io.recurrence.forecast.network.SeriesPrimitives.trend;
import static io.recurrence.forecast.network.SeriesPrimitives.uniform;
import static io.recurrence.forecast.network.SeriesPrimitives.walk;
import static io.recurrence.forecast.network.SeriesPrimitives.white;

import java.util.SplittableRandom;

/**
 * Synthetic series of many kinds, sampled in steps from five minutes to a month: trends, days,
 * weeks and years of many shapes that change slowly, autoregressions, random walks, noise whose
 * size changes, machines that switch and fill up, intermittent counts, bursts, chaotic maps, and
 * mixtures; then level shifts, changes of amplitude, spikes, bounds and rounding.
 */
public final class Synthetic implements Example.Source {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long[] STEPS = {
    HOUR, 30 * MINUTE, 15 * MINUTE, 10 * MINUTE, 5 * MINUTE, DAY, 7 * DAY, 30 * DAY, 0
  };
  private static final double[] SHARES = {.44, .08, .07, .03, .09, .08, .08, .02, .11};

  private final int shortest;
  private final int longest;

  /**
   * @param shortest length of a series
   * @param longest length of a series
   */
  public Synthetic(int shortest, int longest) {
    this.shortest = shortest;
    this.longest = longest;
  }

  @Override
  public Example next(SplittableRandom r) {
    long step = STEPS[pick(r, SHARES)];
    int n = (int) scale(r, shortest, longest);
    double[] x = body(n, step, r);
    standardised(x);
    Corruptions.befall(x, r);
    return new Example(placed(x, r), step, DAY * r.nextInt(20_000) + HOUR * r.nextInt(24));
  }

  private static int pick(SplittableRandom r, double[] shares) {
    double u = r.nextDouble();
    int i = 0;
    while (i < shares.length - 1 && u >= shares[i]) {
      u -= shares[i++];
    }
    return i;
  }

  private static double[] body(int n, long step, SplittableRandom r) {
    double kind = r.nextDouble();
    if (kind < 0.68) {
      return structural(n, step, r);
    }
    if (kind < 0.82) {
      return irregular(n, r);
    }
    if (kind < 0.85) {
      return intermittent(n, step, r);
    }
    if (kind < 0.89) {
      return ChaoticSeries.chaos(n, r);
    }
    if (kind < 0.94) {
      return ChaoticSeries.machine(n, r);
    }
    if (kind < 0.97) {
      return ChaoticSeries.bursts(n, r);
    }
    double[] x = standardised(structural(n, step, r));
    double[] y = standardised(body(n, step, r));
    int change = r.nextInt(n);
    double shift = chance(r, 0.5) ? gaussian(r) : 0;
    for (int t = change; t < n; t++) {
      x[t] = y[t] + shift;
    }
    return x;
  }

  /** Level, trend, seasons and noise. */
  private static double[] structural(int n, long step, SplittableRandom r) {
    double[] x = new double[n];
    double[] season = SyntheticSeasons.of(n, step, r);
    boolean seasonal = season.length > 0;
    double amplitude = seasonal ? 1 : 0;
    if (seasonal) {
      add(x, 1, season);
    }
    double noise = scale(r, 0.02, seasonal ? 1.2 : 1);
    if (chance(r, 0.55)) {
      add(x, scale(r, 0.1, 3), trend(n, r));
    }
    if (chance(r, 0.6)) {
      add(x, scale(r, 0.1, 3), walk(n, r));
    }
    if (chance(r, 0.35)) {
      add(x, scale(r, 0.1, 1), reverting(n, scale(r, 5, 300), r));
    }
    double[] e = chance(r, 0.5) ? white(n, r) : autoregression(n, r);
    double[] size = chance(r, 0.4) ? reverting(n, scale(r, 20, 400), r) : null;
    double volatility = uniform(r, 0.2, 1);
    double proportional = seasonal && chance(r, 0.4) ? uniform(r, 0.2, 0.45) : 0;
    for (int t = 0; t < n; t++) {
      double sigma = noise * (amplitude == 0 ? 1 : 1 + proportional * season[t]);
      x[t] +=
          Math.max(0.05 * noise, sigma)
              * e[t]
              * (size == null ? 1 : StrictMath.exp(volatility * size[t]));
    }
    if (chance(r, 0.3)) { // multiplicative
      double strength = uniform(r, 0.2, 0.9);
      standardised(x);
      for (int t = 0; t < n; t++) {
        x[t] = StrictMath.exp(strength * x[t]);
      }
    }
    return x;
  }

  /** No season at all: walks, autoregressions, and sums of processes of several memories. */
  private static double[] irregular(int n, SplittableRandom r) {
    double kind = r.nextDouble();
    double[] x = new double[n];
    if (kind < 0.4) {
      add(x, 1, walk(n, r));
      if (chance(r, 0.5)) {
        add(x, scale(r, 0.005, 0.3), white(n, r));
      }
      if (chance(r, 0.3)) {
        add(x, scale(r, 0.3, 3), trend(n, r));
      }
      if (chance(r, 0.4)) {
        double strength = uniform(r, 0.1, 0.8);
        for (int t = 0; t < n; t++) {
          x[t] = StrictMath.exp(strength * x[t]);
        }
      }
    } else if (kind < 0.7) {
      add(x, 1, autoregression(n, r));
    } else {
      for (int k = 1 + r.nextInt(4); k > 0; k--) {
        add(x, scale(r, 0.2, 1), reverting(n, scale(r, 1, 300), r));
      }
      add(x, scale(r, 0.01, 0.5), white(n, r));
    }
    return x;
  }

  /** Counts, or amounts that come now and then, more of them at some hours than at others. */
  private static double[] intermittent(int n, long step, SplittableRandom r) {
    double[] rate = chance(r, 0.6) ? SyntheticSeasons.of(n, step, r) : new double[0];
    double base = scale(r, 0.05, 20);
    double depth = uniform(r, 0.3, 1);
    boolean counts = chance(r, 0.6);
    double[] drift = reverting(n, scale(r, 20, 500), r);
    double wander = chance(r, 0.5) ? uniform(r, 0, 0.6) : 0;
    double[] x = new double[n];
    for (int t = 0; t < n; t++) {
      double season = rate.length > 0 ? depth * Math.max(-3, Math.min(3, rate[t])) : 0;
      double mean = base * StrictMath.exp(season + wander * drift[t]);
      x[t] =
          counts
              ? ChaoticSeries.poisson(mean, r)
              : chance(r, 1 - StrictMath.exp(-mean)) ? scale(r, 0.3, 3) : 0;
    }
    return x;
  }

  /** Gives a series units of its own; most are positive. */
  private static double[] placed(double[] x, SplittableRandom r) {
    double unit = scale(r, 0.01, 10_000) * (chance(r, 0.15) ? -1 : 1);
    double lowest = Double.POSITIVE_INFINITY;
    for (double v : x) {
      lowest = Math.min(lowest, v);
    }
    double shift =
        chance(r, 0.7) ? -lowest + (chance(r, 0.4) ? 0 : scale(r, 0.1, 30)) : 3 * gaussian(r);
    for (int t = 0; t < x.length; t++) {
      x[t] = unit * (x[t] + shift);
    }
    return x;
  }
}
