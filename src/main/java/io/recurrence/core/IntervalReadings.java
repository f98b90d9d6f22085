package io.recurrence.core;

import io.recurrence.time.TimePolicy.Reading;

/**
 * The readings of the sampling interval of the last step: one value is learned of them, and each is
 * judged by what was expected of the interval.
 */
final class IntervalReadings implements Recurrence {
  private static final int VALUE = 0; // that was learned
  private static final int EXPECTED = 1;
  private static final int BELOW = 2; // from the expected value to the lower bound, and
  private static final int ABOVE = 3; // to the upper one; negative where nothing was expected
  private static final int COUNT = 4; // readings with a value
  private static final Storage STORAGE =
      Storage.of(Precision.DOUBLE, 2).then(Precision.BRIEF, 2).then(Precision.SHORT, 1);
  private static final double NOTHING = -1;

  private final Reading learned;
  private final double score; // of the upper bound, in standard deviations
  private final Expectation.Quantiles quantiles = this::quantile;
  private double[] h = new double[STORAGE.size()]; // of the series at hand

  /**
   * @param learned which reading of an interval is learned
   * @param confidence of the interval between the bounds
   */
  IntervalReadings(Reading learned, double confidence) {
    this.learned = learned;
    this.score = NormalQuantile.of((1 + confidence) / 2);
  }

  @Override
  public int size() {
    return STORAGE.size();
  }

  @Override
  public Storage storage() {
    return STORAGE;
  }

  @Override
  public void round(double[] h) {
    STORAGE.round(h);
  }

  @Override
  public void start(double[] h) {
    h[ABOVE] = NOTHING;
  }

  /** An interval begins without a reading. */
  void begin(double[] h, Judgement out) {
    boolean any = out.hasExpectation();
    h[COUNT] = 0;
    h[EXPECTED] = any ? out.unbounded() : 0;
    h[BELOW] = any ? Math.max(0, out.below()) : NOTHING;
    h[ABOVE] = any ? Math.max(0, out.above()) : NOTHING;
  }

  /** Whether the interval has had a reading with a value. */
  boolean any(double[] h) {
    return h[COUNT] > 0;
  }

  /**
   * Takes a reading.
   *
   * @param newest whether it is the latest of the interval
   * @return the value to be learned of the interval
   */
  double take(double[] h, double x, boolean newest) {
    double n = h[COUNT];
    h[COUNT] = Math.min(n + 1, Short.MAX_VALUE);
    if (n == 0) {
      h[VALUE] = x;
    } else if (learned == Reading.MEAN) {
      h[VALUE] += (x - h[VALUE]) / (n + 1);
    } else if (learned == Reading.LAST && newest) {
      h[VALUE] = x;
    }
    return h[VALUE];
  }

  /** Recalls what was expected of the interval; false where nothing was. */
  boolean expect(double[] h, Expectation expectation) {
    if (h[ABOVE] < 0) {
      return false;
    }
    this.h = h;
    expectation.set(h[EXPECTED], quantiles);
    return true;
  }

  /** That of a normal distribution on either side, through the bounds. */
  private double quantile(double level) {
    double z = NormalQuantile.of(level) / score;
    return h[EXPECTED] + z * (z < 0 ? h[BELOW] : h[ABOVE]);
  }
}
