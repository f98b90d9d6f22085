package io.recurrence.evaluate.benchmark;

import io.recurrence.evaluate.Metrics;
import io.recurrence.evaluate.benchmark.Engine.Steps;
import io.recurrence.evaluate.report.Chart;
import io.recurrence.evaluate.report.Chart.Style;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The forecasts of whole windows of one series, each made from the row before it, and their scores.
 */
final class Windows {
  private static final double OUTSIDE = 0.05; // of the 95 % interval
  private static final int SHOWN = 4; // windows of history in a picture

  private final Series series;
  private final int horizon;
  private int windows;
  private double smape; // sums over windows
  private double mase;
  private double msis;
  private final Reliability reliability = new Reliability();
  private final double[] mean; // of the last window
  private final double[][] quantiles; // [level][step], of the last window
  private int last; // its first row

  private Windows(Series series, int horizon) {
    this.series = series;
    this.horizon = horizon;
    this.mean = new double[horizon];
    this.quantiles = new double[Levels.COUNT][horizon];
  }

  /**
   * Runs an engine over a series and forecasts windows.
   *
   * @param first the first row of each window, ascending
   * @param season what MASE and MSIS are scaled by
   */
  static Windows of(Engine engine, Series series, int[] first, int horizon, int season) {
    Windows result = new Windows(series, horizon);
    Follower follower = engine.follow(horizon, Steps.OF_TIME);
    int next = 0;
    for (int row = 0; next < first.length; row++) {
      if (row == first[next]) {
        follower.forecast();
        result.score(follower, row, season);
        next++;
      }
      follower.step(series.time(row), series.value(row));
    }
    return result;
  }

  private void score(Follower follower, int row, int season) {
    double[] x = series.values();
    double[] actual = Arrays.copyOfRange(x, row, row + horizon);
    for (int k = 1; k <= horizon; k++) {
      mean[k - 1] = follower.mean(k);
      for (int i = 0; i < Levels.COUNT; i++) {
        quantiles[i][k - 1] = follower.quantile(i, k);
      }
      reliability.add(follower, k, actual[k - 1]);
    }
    double scale = Metrics.naiveScale(x, row, season);
    int[] ends = Levels.CENTRAL[2];
    windows++;
    last = row;
    smape += Metrics.smape(actual, mean);
    mase += scale > 0 ? Metrics.mase(actual, mean, scale) : 0;
    msis +=
        scale > 0
            ? Metrics.msis(actual, quantiles[ends[0]], quantiles[ends[1]], OUTSIDE, scale)
            : 0;
  }

  Series series() {
    return series;
  }

  /** Means over the windows of this series. */
  double smape() {
    return smape / windows;
  }

  double mase() {
    return mase / windows;
  }

  double msis() {
    return msis / windows;
  }

  Reliability reliability() {
    return reliability;
  }

  /** The last window: what was forecast, what came, and some of what was before. */
  Chart chart(String caption) {
    int from = Math.max(0, last - SHOWN * horizon);
    double[] past = rows(from, last + horizon);
    double[] ahead = rows(last, last + horizon);
    Chart chart =
        new Chart(series.name(), caption)
            .axes("row", "value")
            .band(Style.WIDE_BAND, "95 %", ahead, quantiles[0], quantiles[12])
            .band(Style.MIDDLE_BAND, "80 %", ahead, quantiles[1], quantiles[11])
            .band(Style.NARROW_BAND, "50 %", ahead, quantiles[3], quantiles[9]);
    return chart
        .line(
            Style.TRUTH,
            "observed",
            past,
            Arrays.copyOfRange(series.values(), from, last + horizon))
        .line(Style.OURS, "forecast", ahead, mean);
  }

  private static double[] rows(int from, int to) {
    return IntStream.range(from, to).asDoubleStream().toArray();
  }
}
