package io.recurrence.core;

import io.recurrence.core.Verdict.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * ForecastLimits that a forecast is watched for, in the unit of the series.
 *
 * @param above the series is not to rise above this; infinite where there is no such limit
 * @param below the series is not to fall below this; infinite where there is no such limit
 * @param probability from which a crossing is reported, in (0, 1)
 */
public record ForecastLimits(double above, double below, double probability) {
  /** None. */
  public static final ForecastLimits NONE =
      new ForecastLimits(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, .5);

  /** The levels of the quantiles that the distribution of each step is read from. */
  private static final double[] LEVELS = {.01, .05, .1, .25, .5, .75, .9, .95, .99};

  /** Whether there is any. */
  public boolean any() {
    return Double.isFinite(above) || Double.isFinite(below);
  }

  /** What forecasts are held against, the upper limit first. */
  List<LimitCrossing> crossings() {
    List<LimitCrossing> crossings = new ArrayList<>();
    if (Double.isFinite(above)) {
      crossings.add(new LimitCrossing(above, Direction.ABOVE, LEVELS));
    }
    if (Double.isFinite(below)) {
      crossings.add(new LimitCrossing(below, Direction.BELOW, LEVELS));
    }
    return crossings;
  }

  /**
   * The levels of the quantiles that a forecast needs, ascending; empty where there are no limits.
   */
  double[] levels() {
    return any() ? LEVELS.clone() : new double[0];
  }
}
