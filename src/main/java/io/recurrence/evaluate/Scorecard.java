package io.recurrence.evaluate;

import io.recurrence.core.SeriesForecast;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores the forecasts of many series against what came: errors, weighted quantile loss, coverage
 * by level and step. Each forecast is taken when it is made and scored value by value as the actual
 * value comes; of a series, only the last value and the errors of a seasonal naive forecast are
 * kept besides.
 */
public final class Scorecard {
  private final int horizon;
  private final double[] levels;
  private final long[] counts; // [step]
  private final long[][] below; // [level][step], actual values not above the quantile
  private final double[] pinball; // [level]
  private double absolute;
  private double squared;
  private double symmetric;
  private double size; // sum of |actual value|
  private double scaled; // sum over series of MASE
  private long scaledSeries;
  private final BaselineErrors baselines = new BaselineErrors();

  public Scorecard(int horizon, double[] levels) {
    this.horizon = horizon;
    this.levels = levels.clone();
    this.counts = new long[horizon];
    this.below = new long[levels.length][horizon];
    this.pinball = new double[levels.length];
  }

  /** Follows one series; ended by {@link #close}. */
  public final class Series {
    private final List<double[]> open =
        new ArrayList<>(); // path, quantiles and naive forecasts not yet scored whole
    private final List<Long> ages = new ArrayList<>(); // steps since they were made
    private final double[] season; // the last values, as a ring
    private int seen;
    private final BaselineErrors compared = new BaselineErrors();
    private double naive; // sum of |x_t - x_{t-m}|
    private double errors;
    private long scores;

    private Series(int season) {
      this.season = new double[Math.max(1, season)];
    }

    /**
     * Scores what was forecast for this value.
     *
     * @param steps since the value before it: more than 1 after a gap
     * @param present false for a step without a value
     */
    public void actual(long steps, boolean present, double x) {
      for (int i = 0; i < open.size(); i++) {
        long age = ages.get(i) + steps;
        if (present && age >= 1 && age <= horizon) {
          score(open.get(i), (int) age - 1, x);
        }
        ages.set(i, age);
      }
      while (!ages.isEmpty() && ages.get(0) >= horizon) {
        ages.remove(0);
        open.remove(0);
      }
      if (present) {
        int at = seen % season.length;
        if (seen >= season.length) {
          naive += Math.abs(x - season[at]);
        }
        season[at] = x;
        seen++;
      }
    }

    /** Takes a forecast made at the step just scored. */
    public void forecast(SeriesForecast forecast) {
      double[] columns = new double[(levels.length + 2) * horizon + 1];
      for (int k = 1; k <= horizon; k++) {
        columns[k - 1] = forecast.mean(k);
        for (int i = 0; i < levels.length; i++) {
          columns[(i + 1) * horizon + k - 1] = forecast.quantile(i, k);
        }
        columns[seasonal() + k - 1] = seen < season.length ? Double.NaN : past(k - 1);
      }
      columns[columns.length - 1] = seen == 0 ? Double.NaN : past(season.length - 1);
      open.add(columns);
      ages.add(0L);
    }

    /** Where the seasonal naive forecast begins, behind path and quantiles. */
    private int seasonal() {
      return (levels.length + 1) * horizon;
    }

    /** The value a season before the next one, or so many after it. */
    private double past(int ahead) {
      return season[(seen + ahead) % season.length];
    }

    private void score(double[] columns, int step, double x) {
      double error = x - columns[step];
      double last = columns[columns.length - 1];
      compared.add(x, columns[step], last, columns[seasonal() + step]);
      baselines.add(x, columns[step], last, columns[seasonal() + step]);
      counts[step]++;
      absolute += Math.abs(error);
      squared += error * error;
      size += Math.abs(x);
      double both = Math.abs(x) + Math.abs(columns[step]);
      symmetric += both > 0 ? 200 * Math.abs(error) / both : 0;
      errors += Math.abs(error);
      scores++;
      for (int i = 0; i < levels.length; i++) {
        double quantile = columns[(i + 1) * horizon + step];
        pinball[i] += Metrics.pinball(levels[i], quantile, x);
        below[i][step] += x <= quantile ? 1 : 0;
      }
    }

    /** The errors of this series beside those of naive forecasts. */
    BaselineErrors baselines() {
      return compared;
    }

    /** Ends the series. */
    public void close() {
      if (scores > 0 && naive > 0) {
        scaled += errors / scores / (naive / (seen - season.length));
        scaledSeries++;
      }
    }
  }

  /**
   * Begins a series.
   *
   * @param season the length of the season, in steps, of the naive forecast that errors are scaled
   *     by
   */
  public Series series(int season) {
    return new Series(season);
  }

  private long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  /** How many forecast values have been scored. */
  public long scored() {
    return total();
  }

  /** The errors of all series beside those of naive forecasts. */
  public BaselineErrors baselines() {
    return baselines;
  }

  public double mae() {
    return absolute / total();
  }

  public double rmse() {
    return Math.sqrt(squared / total());
  }

  /**
   * The mean over series of the mean absolute error, in units of the seasonal naive's of one season
   * ahead.
   */
  public double mase() {
    return scaled / scaledSeries;
  }

  /** In percent: the mean of {@code 200 |x - f| / (|x| + |f|)}. */
  public double smape() {
    return symmetric / total();
  }

  /** Twice the mean over levels of the quantile losses, per sum of |actual value|. */
  public double weightedQuantileLoss() {
    double sum = 0;
    for (double loss : pinball) {
      sum += loss;
    }
    return 2 * sum / levels.length / size;
  }

  /**
   * The share of actual values at step {@code k}, counted from 1, that were not above the quantile
   * of a level.
   */
  public double coverage(int level, int k) {
    return (double) below[level][k - 1] / counts[k - 1];
  }

  /** The same over all steps. */
  public double coverage(int level) {
    long sum = 0;
    for (long count : below[level]) {
      sum += count;
    }
    return (double) sum / total();
  }
}
