package io.recurrence.forecast.network;

import io.recurrence.forecast.network.Example.Source;
import java.util.SplittableRandom;

/** One row of a batch: series after series, each read by the network from its first value. */
final class TrainingSeries {
  static final int HORIZON = 48;

  private final Source source;
  private final SplittableRandom random;
  private final HeadInputs inputs = new HeadInputs();
  private final ArrayPast past = new ArrayPast();
  private final Lags lags = new Lags(past);
  private final double[] memory = new double[SeriesStatistics.MEMORY];
  private double lossUnit; // errors are weighed in units of this

  TrainingSeries(Source source, SplittableRandom random) {
    this.source = source;
    this.random = random;
  }

  /**
   * Makes sure that {@code steps} more values can be read, with their horizon.
   *
   * @return whether a new series begins
   */
  boolean prepare(int steps) {
    if (past.left() >= steps + HORIZON) {
      return false;
    }
    Example example = source.next(random);
    while (example.length() < steps + HORIZON) {
      example = source.next(random);
    }
    past.open(example);
    lossUnit = unit(example.toArray(), Season.of(example.step()).first());
    java.util.Arrays.fill(memory, 0);
    return true;
  }

  /** Moves to the next value and writes the inputs of the network. */
  void advance(float[] u, int at) {
    past.advance();
    lags.at(past);
    SeriesStatistics.learn(memory, 0, lags);
    NetworkInputs.write(memory, 0, lags, u, at);
  }

  /**
   * Writes what the head needs to forecast {@code ahead} steps from here, and the actual value.
   *
   * @return the weight of the error
   */
  float target(int ahead, Head head, int row, float[] target) {
    double scale = SeriesStatistics.scale(memory, 0);
    double unit = inputs.write(memory, 0, lags, ahead, head, row);
    target[row] = (float) ((past.ahead(ahead) - lags.newest()) * unit);
    return lossUnit > 0 ? (float) Math.min(20, scale / lossUnit) : 0;
  }

  /**
   * The mean error, over some horizons, of the better of the last value and that of a season ago:
   * in this unit all series are about equally hard.
   */
  private static double unit(double[] x, int season) {
    int[] horizons = {1, 6, 12, 24, 48};
    double sum = 0;
    for (int k : horizons) {
      double last = distance(x, k);
      int lag = season == 0 ? k : (k + season - 1) / season * season;
      sum += lag < x.length ? Math.min(last, distance(x, lag)) : last;
    }
    return sum / horizons.length;
  }

  private static double distance(double[] x, int lag) {
    double sum = 0;
    for (int t = lag; t < x.length; t++) {
      sum += Math.abs(x[t] - x[t - lag]);
    }
    return x.length > lag ? sum / (x.length - lag) : 0;
  }
}
