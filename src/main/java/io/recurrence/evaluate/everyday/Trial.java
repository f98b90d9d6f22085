package io.recurrence.evaluate.everyday;

import io.recurrence.evaluate.benchmark.Engine;
import io.recurrence.evaluate.benchmark.Engine.Steps;
import io.recurrence.evaluate.benchmark.Follower;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What an engine makes of one series: its flags, and the errors of its forecasts beside those of
 * naive forecasts from the same rows. Origins are in the second half, every {@value #STRIDE} rows,
 * where neither they nor the rows forecast are in an event.
 */
final class Trial {
  static final int HORIZON = 24;
  private static final int STRIDE = 11; // shares no factor with the seasons

  private final LabelledSeries series;
  private final BitSet flags = new BitSet();
  private final List<Integer> origins = new ArrayList<>();
  private double error; // sum over origins and steps

  private Trial(LabelledSeries series) {
    this.series = series;
  }

  static Trial of(Engine engine, LabelledSeries series) {
    Trial trial = new Trial(series);
    trial.run(engine.follow(HORIZON, Steps.OF_TIME));
    return trial;
  }

  private void run(Follower follower) {
    for (int row = 0; row < series.length(); row++) {
      follower.step(series.time(row), series.values()[row]);
      flags.set(row, follower.flagged());
      if (isOrigin(row)) {
        origins.add(row);
        boolean forecast = follower.forecast();
        for (int k = 1; k <= HORIZON; k++) {
          error += forecast ? Math.abs(series.values()[row + k] - follower.mean(k)) : Double.NaN;
        }
      }
    }
  }

  private boolean isOrigin(int row) {
    return row >= series.length() / 2
        && row % STRIDE == 0
        && row + HORIZON < series.length()
        && series.ordinary(row, row + HORIZON + 1);
  }

  LabelledSeries series() {
    return series;
  }

  BitSet flags() {
    return flags;
  }

  /** Mean absolute error of steps 1 to {@value #HORIZON}. */
  double mae() {
    return error / HORIZON / origins.size();
  }

  /** The same of the last value. */
  double lastValue() {
    return naive(1);
  }

  /** The same of the value one season ago, for whichever season is the best; NaN for none. */
  double seasonAgo() {
    double best = Double.NaN;
    for (Duration season : List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7))) {
      int rows = (int) (season.toMillis() / series.step());
      if (rows > 1 && rows <= series.length() / 3) {
        double mae = naive(rows);
        best = mae < best || Double.isNaN(best) ? mae : best;
      }
    }
    return best;
  }

  private double naive(int season) {
    double sum = 0;
    for (int origin : origins) {
      for (int k = 1; k <= HORIZON; k++) {
        int from = origin + k - ((k - 1) / season + 1) * season;
        sum += Math.abs(series.values()[origin + k] - series.values()[from]);
      }
    }
    return sum / HORIZON / origins.size();
  }
}
