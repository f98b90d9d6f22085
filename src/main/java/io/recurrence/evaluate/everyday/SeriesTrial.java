package io.recurrence.evaluate.everyday;

import io.recurrence.evaluate.benchmark.Engine;
import io.recurrence.evaluate.benchmark.Engine.Steps;
import io.recurrence.evaluate.benchmark.Follower;
import io.recurrence.evaluate.benchmark.Levels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What an engine and its rivals make of one series: flags, and errors of forecasts beside those of
 * naive forecasts from the same rows. Origins are in the second half, every {@value #STRIDE} rows,
 * where neither they nor the rows forecast are in an event.
 */
final class SeriesTrial {
  static final int HORIZON = 24;
  private static final int STRIDE = 11; // shares no factor with the seasons

  private final LabelledSeries series;
  private final List<BitSet> flags = new ArrayList<>(); // the engine's, then those of each rival
  private final List<Integer> origins = new ArrayList<>();
  private double error; // sum over origins and steps
  private long covered; // values within the 95 % prediction interval

  private SeriesTrial(LabelledSeries series) {
    this.series = series;
  }

  static SeriesTrial of(Engine engine, List<Rival> rivals, LabelledSeries series) {
    SeriesTrial trial = new SeriesTrial(series);
    trial.run(engine.follow(HORIZON, Steps.OF_TIME));
    rivals.forEach(rival -> trial.flags.add(rival.flags(series)));
    return trial;
  }

  private void run(Follower follower) {
    BitSet flagged = new BitSet(series.length());
    for (int row = 0; row < series.length(); row++) {
      follower.step(series.time(row), series.values()[row]);
      flagged.set(row, follower.flagged());
      if (isOrigin(row)) {
        origins.add(row);
        score(follower, row);
      }
    }
    flags.add(flagged);
  }

  private void score(Follower follower, int origin) {
    if (!follower.forecast()) {
      error = Double.NaN;
      return;
    }
    for (int k = 1; k <= HORIZON; k++) {
      double x = series.values()[origin + k];
      error += Math.abs(x - follower.mean(k));
      boolean below = x < follower.quantile(Levels.LOWER_95, k);
      covered += below || x > follower.quantile(Levels.UPPER_95, k) ? 0 : 1;
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

  /** The flags of the engine (0) or of a rival (from 1). */
  BitSet flags(int method) {
    return flags.get(method);
  }

  /** Mean absolute error of steps 1 to {@value #HORIZON}; NaN where there was no forecast. */
  double mae() {
    return error / HORIZON / origins.size();
  }

  /** The share of values within the 95 % prediction interval. */
  double coverage() {
    return (double) covered / HORIZON / origins.size();
  }

  /** The mean absolute error of the last value. */
  double lastValue() {
    return naive(1);
  }

  /** The same of the value one season ago, of the best season; NaN where none has come thrice. */
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
