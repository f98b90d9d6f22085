package io.recurrence.detect;

import io.recurrence.core.ElementaryFunctions;
import io.recurrence.core.Expectation;

/**
 * How strange a record is, given everything before it, whether or not that was strange too: the
 * probability that the last few values are as far from their forecasts, and from what is usual at
 * their time of the season, as they are.
 *
 * <pre>
 * r_t = |x_t - expected| / scale,   scale by the time of the season ({@link ErrorScale})
 * d_t = x_t - usual - its slow mean
 * c_t = c_{t-1} + (e(r_t)³ + (0.6 e(d_t))³ - c_{t-1}) / 5,   e(y) = -ln P(as extreme as y)
 * evidence = c_t^(1/3)
 * </pre>
 *
 * <p>The cubic mean is led by the strangest of the last few values, so that a trouble that lasts
 * stays strange for as long as it lasts, also where the forecast has begun to follow it.
 */
final class RecordScore {
  static final int SINGLES = 3 + ErrorScale.SINGLES + Calibration.SIZE;
  static final int BRIEFS = ErrorScale.BRIEFS;

  private static final double MEMORY_VALUES = 5; // values
  private static final double BASELINE_WEIGHT = .6;
  private static final double LASTING = 600_000; // milliseconds of the mean distance from usual,
  private static final double LASTING_VALUES = 15; // and how many values it has at most
  private static final double CENTRE_MEMORY = 1000; // values

  private final Histories histories;
  private final int error; // which of the histories
  private final int baseline;
  private final int cubes;
  private final int centre;
  private final int distance; // mean of d
  private final ErrorScale scale;
  private final Calibration calibration;
  private double e;
  private double r;
  private double d;
  private double lasting;

  /**
   * Takes its memory.
   *
   * @param error the statistic of the histories that is the error of the forecast
   * @param baseline the statistic that is the distance from what is usual
   */
  RecordScore(Histories histories, int error, int baseline, int singles, int briefs) {
    this.histories = histories;
    this.error = error;
    this.baseline = baseline;
    this.cubes = singles;
    this.centre = singles + 1;
    this.distance = singles + 2;
    this.scale = new ErrorScale(singles + 3, briefs);
    this.calibration =
        new Calibration(singles + 3 + ErrorScale.SINGLES, Calibration.Law.OF_RECORDS);
  }

  void start(double[] h) {
    scale.start(h);
    calibration.start(h);
  }

  /** The evidence that the error of the forecast alone gives, valid after {@link #judge}. */
  double errorEvidence() {
    return e;
  }

  /**
   * The evidence of the mean distance from usual over ten minutes, fifteen values at most: if its n
   * values were independent, {@code sqrt(n)} times their mean would vary as one of them does. Valid
   * after {@link #judge}.
   */
  double lastingEvidence() {
    return lasting;
  }

  /** The error in units of what is usual at its time, valid after {@link #judge}. */
  double error() {
    return r;
  }

  /** The usual size of an error at this time. */
  double usualError(double[] h, Expectation expected) {
    return scale.at(h, expected.phase());
  }

  /**
   * The probability of what is as strange.
   *
   * @param min differences up to this are none
   * @param n values before this one
   * @param lnMass ln of the number of values in the histories and 1
   * @param warm whether there is something to judge by
   */
  double judge(
      double[] h,
      Expectation expected,
      double x,
      double min,
      double n,
      double lnMass,
      boolean warm) {
    double missed = expected.known() && n > 0 ? x - expected.mean() : 0;
    missed = Math.abs(missed) > min ? missed : 0;
    double size = scale.at(h, expected.phase());
    r = missed == 0 ? 0 : size > 0 ? missed / size : Math.signum(missed);
    d = expected.hasBaseline() ? x - expected.baseline() - h[centre] : 0;
    d = Math.abs(d) > min ? d : 0;
    e = warm && r != 0 ? histories.surprise(h, error, r, lnMass) : 0;
    double f = BASELINE_WEIGHT * (warm && d != 0 ? histories.surprise(h, baseline, d, lnMass) : 0);
    double values = Math.max(1, Math.min(LASTING_VALUES, LASTING / Math.max(1, expected.pace())));
    h[distance] += (d - h[distance]) / values;
    double sum = h[distance] * Math.sqrt(values);
    lasting = warm && Math.abs(sum) > min ? histories.surprise(h, baseline, sum, lnMass) : 0;
    h[cubes] += (e * e * e + f * f * f - h[cubes]) / MEMORY_VALUES;
    double evidence =
        h[cubes] > 0 ? ElementaryFunctions.exp(ElementaryFunctions.ln(h[cubes]) / 3) : 0;
    double p = calibration.probability(h, evidence, true);
    if (warm) {
      calibration.learn(h, evidence, true, n);
    }
    learn(h, expected, x, missed, n, warm);
    return p;
  }

  private void learn(
      double[] h, Expectation expected, double x, double missed, double n, boolean warm) {
    if (r != 0) {
      histories.learn(h, error, r, !warm);
    }
    if (d != 0) {
      histories.learn(h, baseline, d, !warm);
    }
    if (missed != 0) {
      scale.learn(h, expected.phase(), Math.abs(missed), Math.max(1, expected.pace()));
    }
    if (expected.hasBaseline()) {
      h[centre] += (x - expected.baseline() - h[centre]) / Math.min(n + 1, CENTRE_MEMORY);
    }
  }
}
