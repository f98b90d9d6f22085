package io.recurrence.evaluate.benchmark;

import io.recurrence.core.NormalQuantile;

/**
 * The forecasts that others are measured against: {@code f_{t+k} = x_{t+k-jm}}, the last value of
 * the same season, with {@code j} the least that makes it known. For {@code m = 1} it is the last
 * value. Quantiles are those of a normal distribution whose standard deviation is that of the error
 * one season ahead, times {@code sqrt(j)} (Hyndman and Athanasopoulos, Forecasting: Principles and
 * Practice, 2021, section 5.5).
 */
final class NaiveEngine implements Engine {
  private final int season;

  /**
   * @param season {@code m}, in steps
   */
  NaiveEngine(int season) {
    this.season = season;
  }

  @Override
  public Follower follow(int horizon, Steps steps) {
    return new Following(season);
  }

  @Override
  public int stateBytes(int horizon, Steps steps) {
    return 0;
  }

  private static final class Following implements Follower {
    private static final double[] Z = new double[Levels.COUNT];

    static {
      for (int i = 0; i < Z.length; i++) {
        Z[i] = NormalQuantile.of(Levels.ALL[i]);
      }
    }

    private final double[] ring; // the last season
    private long seen;
    private double squares;
    private long errors;
    private double expected = Double.NaN;

    Following(int season) {
      this.ring = new double[season];
    }

    @Override
    public void step(long time, double x) {
      int at = (int) (seen % ring.length);
      expected = seen >= ring.length ? ring[at] : Double.NaN;
      if (!Double.isNaN(x)) {
        if (seen >= ring.length) {
          squares += (x - ring[at]) * (x - ring[at]);
          errors++;
        }
        ring[at] = x;
      } else if (seen > 0 && seen < ring.length) {
        ring[at] = ring[at - 1];
      }
      seen++;
    }

    @Override
    public double score() {
      return 0;
    }

    @Override
    public double alarm() {
      return 0;
    }

    @Override
    public boolean flagged() {
      return false;
    }

    @Override
    public double expected() {
      return expected;
    }

    @Override
    public double lower() {
      return expected;
    }

    @Override
    public double upper() {
      return expected;
    }

    @Override
    public boolean forecast() {
      return seen > 0;
    }

    @Override
    public double mean(int k) {
      return seen < ring.length
          ? ring[(int) ((seen - 1) % ring.length)]
          : ring[(int) ((seen + (k - 1) % ring.length) % ring.length)];
    }

    @Override
    public double quantile(int level, int k) {
      double seasons = (k - 1) / ring.length + 1;
      double deviation = errors == 0 ? 0 : Math.sqrt(squares / errors * seasons);
      return mean(k) + deviation * Z[level];
    }
  }
}
