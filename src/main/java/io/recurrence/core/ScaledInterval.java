package io.recurrence.core;

import java.util.Arrays;

/**
 * The {@link Interval} around the path of an ensemble. A relative one learns errors in units of the
 * model's own spread, and its quantiles are scaled by that.
 */
final class ScaledInterval {
  private final Interval interval;
  private final boolean relative;
  private final double[] below; // [step], the model's spread
  private final double[] above;
  private final double[] zeros; // a path
  private final double[] mean = new double[1];
  private final double[] one = new double[1];

  ScaledInterval(Interval interval, int horizon) {
    this.interval = interval;
    this.relative = interval.relative();
    this.below = new double[horizon];
    this.above = new double[horizon];
    this.zeros = new double[horizon];
  }

  /** Whether errors are in units of the model's spread. */
  boolean relative() {
    return relative;
  }

  /**
   * Forecasts, and takes the spread of the only model where that is the unit, for {@link #around},
   * {@link #low} and {@link #high}.
   *
   * @param steps that are looked at, ascending, counted from 1
   */
  void forecast(State s, Paths paths, int far, int[] steps, double[] path) {
    if (!relative) {
      paths.forecast(s, far, path);
    } else if (!paths.forecast(s, far, steps, path, below, above)) {
      Arrays.fill(below, 0);
      Arrays.fill(above, 0);
    }
  }

  /** The lower end of the model's own spread at a step, counted from 0. */
  double low(double[] path, int step) {
    return path[step] - below[step];
  }

  /** The upper end of the model's own spread at a step, counted from 0. */
  double high(double[] path, int step) {
    return path[step] + above[step];
  }

  /**
   * Learns an outcome. A spread of 0 is that of a series that has not moved: it is no unit for
   * anything.
   *
   * @param low the lower end of the model's own spread, where it is the unit
   * @param high the upper end
   */
  void learn(double[] h, int knot, double forecast, double x, double low, double high) {
    if (!relative) {
      interval.learn(h, knot, forecast, x);
      return;
    }
    double error = x - forecast;
    double unit = error < 0 ? forecast - low : high - forecast;
    if (unit > 0) {
      interval.learn(h, knot, 0, Values.clamp(error / unit));
    }
  }

  /**
   * The quantile of the next step, whose mean is {@code forecast}.
   *
   * @param below from there to the lower end of the model's own spread
   * @param above and to the upper end
   */
  double quantile(double[] h, double level, double forecast, double below, double above) {
    mean[0] = relative ? 0 : forecast;
    interval.quantile(h, level, mean, one);
    return relative ? Values.clamp(forecast + one[0] * (one[0] < 0 ? below : above)) : one[0];
  }

  /** The quantile of each step of the path. */
  void around(double[] h, double level, double[] path, double[] out) {
    if (!relative) {
      interval.quantile(h, level, path, out);
      return;
    }
    interval.quantile(h, level, zeros, out);
    for (int k = 0; k < out.length; k++) {
      out[k] = Values.clamp(path[k] + out[k] * (out[k] < 0 ? below[k] : above[k]));
    }
  }
}
