package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.report.Chart;
import io.recurrence.evaluate.report.Chart.Style;
import java.util.Arrays;

/**
 * A series forecast from every row, each forecast scored when its actual value comes (Dawid, 1984).
 * Errors are in standard deviations of the scaling rows. For the horizon {@code H} they are the
 * mean over origins and steps 1 to {@code H}, of origins whose {@code H} actual values are all
 * there.
 */
final class Prequential {
  private static final int SHOWN = 6; // horizons of rows in a picture

  private final OnlineTask task;
  private final Series series;
  private final double[] squared; // by horizon
  private final double[] absolute;
  private final double[] bySteps; // squared error by step, of origins with all actual values
  private final Reliability reliability = new Reliability();
  private final double[][] shown = new double[Levels.COUNT + 1][];
  private final int shownFrom;
  private long nanos;

  private Prequential(OnlineTask task, Series series) {
    this.task = task;
    this.series = series;
    this.squared = new double[task.horizons().size()];
    this.absolute = new double[task.horizons().size()];
    this.bySteps = new double[task.farthest()];
    this.shownFrom = Math.max(task.first(), task.end() - SHOWN * task.farthest());
    for (int i = 0; i < shown.length; i++) {
      shown[i] = new double[task.end() - shownFrom];
      Arrays.fill(shown[i], Double.NaN);
    }
  }

  /** Runs an engine over one series of a task. */
  static Prequential of(Engine engine, OnlineTask task, Series series) {
    Prequential result = new Prequential(task, series);
    result.run(engine.follow(task.farthest(), task.steps()));
    return result;
  }

  private void run(Follower follower) {
    double deviation = deviation(series.values(), task.scaled());
    long[] counts = new long[squared.length];
    long whole = 0;
    for (int origin = 0; origin < task.end(); origin++) {
      long started = System.nanoTime();
      follower.step(series.time(origin), series.value(origin));
      boolean asked = origin + 1 >= task.first() && origin + 1 < task.end() && follower.forecast();
      nanos += System.nanoTime() - started;
      if (!asked) {
        continue;
      }
      int left = Math.min(task.farthest(), task.end() - 1 - origin);
      boolean all = left == task.farthest();
      for (int k = 1; k <= left; k++) {
        double actual = series.value(origin + k);
        double error = (actual - follower.mean(k)) / deviation;
        for (int i = 0; i < squared.length; i++) {
          int horizon = task.horizons().get(i);
          if (k <= horizon && horizon <= left) {
            squared[i] += error * error;
            absolute[i] += Math.abs(error);
            counts[i]++;
          }
        }
        if (all) {
          reliability.add(follower, k, actual);
          bySteps[k - 1] += error * error;
        }
      }
      whole += all ? 1 : 0;
      show(follower, origin, left);
    }
    for (int i = 0; i < squared.length; i++) {
      squared[i] /= counts[i];
      absolute[i] /= counts[i];
    }
    for (int k = 0; k < bySteps.length; k++) {
      bySteps[k] /= whole;
    }
  }

  private void show(Follower follower, int origin, int left) {
    int at = origin + 1 - shownFrom;
    if (at < 0 || at % task.farthest() != 0) {
      return;
    }
    for (int k = 0; k < left; k++) {
      shown[Levels.COUNT][at + k] = follower.mean(k + 1);
      for (int i = 0; i < Levels.COUNT; i++) {
        shown[i][at + k] = follower.quantile(i, k + 1);
      }
    }
  }

  /** The standard deviation of the first rows; 1 where they do not move. */
  private static double deviation(double[] x, int rows) {
    double mean = 0;
    for (int i = 0; i < rows; i++) {
      mean += x[i] / rows;
    }
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += (x[i] - mean) * (x[i] - mean);
    }
    double deviation = Math.sqrt(sum / rows);
    return deviation < 1e-12 ? 1 : deviation;
  }

  Series series() {
    return series;
  }

  /** Mean squared error over steps 1 to {@code horizons().get(i)}. */
  double mse(int i) {
    return squared[i];
  }

  double mae(int i) {
    return absolute[i];
  }

  /** Mean squared error of each step. */
  double[] mseBySteps() {
    return bySteps;
  }

  Reliability reliability() {
    return reliability;
  }

  long nanos() {
    return nanos;
  }

  /** The last rows, with forecasts made a horizon apart. */
  Chart chart() {
    double[] x = new double[shown[0].length];
    for (int i = 0; i < x.length; i++) {
      x[i] = shownFrom + i;
    }
    double[] actual = Arrays.copyOfRange(series.values(), shownFrom, task.end());
    return new Chart(
            task.name() + ": " + series.name(),
            "The last rows; every " + task.farthest() + " rows a forecast of as many steps.")
        .axes("row", "value")
        .wide()
        .band(Style.WIDE_BAND, "95 %", x, shown[0], shown[12])
        .band(Style.NARROW_BAND, "50 %", x, shown[3], shown[9])
        .line(Style.TRUTH, "observed", x, actual)
        .line(Style.OURS, "forecast", x, shown[Levels.COUNT]);
  }
}
