package io.recurrence.evaluate.everyday;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The trials of one kind of series. */
record ScenarioScore(Scenario scenario, List<SeriesTrial> trials) {
  private static final double MIN_RATIO = .01; // of a ratio, lest one perfect forecast be the mean

  /** The flags of a method against the events. */
  FlagScore flags(int method) {
    FlagScore score = new FlagScore();
    trials.forEach(trial -> score.add(trial.series(), trial.flags(method)));
    return score;
  }

  /**
   * An error over that of the better naive forecast of each series, the geometric mean of all; of
   * those in which the naive forecast makes an error.
   */
  double ratio(ToDoubleFunction<SeriesTrial> mae) {
    return geometricMean(
        trials.stream()
            .mapToDouble(
                trial -> {
                  double last = trial.lastValue();
                  double season = trial.seasonAgo();
                  double naive = season < last ? season : last;
                  return naive > 0 ? mae.applyAsDouble(trial) / naive : Double.NaN;
                })
            .toArray());
  }

  /** The geometric mean of ratios; those that are NaN are left out. */
  static double geometricMean(double... ratios) {
    double sum = 0;
    int count = 0;
    for (double ratio : ratios) {
      if (!Double.isNaN(ratio)) {
        sum += Math.log(Math.max(MIN_RATIO, ratio));
        count++;
      }
    }
    return count == 0 ? Double.NaN : Math.exp(sum / count);
  }
}
