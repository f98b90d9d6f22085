package io.recurrence.evaluate.everyday;

import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The trials of one kind of series. */
record ScenarioScore(Scenario scenario, List<Trial> trials) {
  private static final double LEAST = .01; // of a ratio, so that one perfect kind is not the mean

  /** Flags of the engine, or of a rule, against the events. */
  FlagScore flags(Function<Trial, BitSet> flags) {
    FlagScore score = new FlagScore();
    trials.forEach(trial -> score.add(trial.series(), flags.apply(trial)));
    return score;
  }

  /**
   * Error over that of the better naive forecast of each series; the geometric mean over series.
   */
  double ratio(ToDoubleFunction<Trial> mae) {
    return geometricMean(
        trials.stream()
            .mapToDouble(
                trial -> mae.applyAsDouble(trial) / least(trial.lastValue(), trial.seasonAgo()))
            .toArray());
  }

  private static double least(double last, double season) {
    return season < last ? season : last;
  }

  /** The geometric mean of ratios; those that are NaN are left out. */
  static double geometricMean(double... ratios) {
    double sum = 0;
    int count = 0;
    for (double ratio : ratios) {
      if (!Double.isNaN(ratio)) {
        sum += Math.log(Math.max(LEAST, ratio));
        count++;
      }
    }
    return count == 0 ? Double.NaN : Math.exp(sum / count);
  }
}
