package io.recurrence.forecast.model;

import io.recurrence.core.Observation;
import io.recurrence.core.Past;
import io.recurrence.core.Statistic;
import java.util.Map;

/**
 * The exponential average {@code h_1 = x_1}, {@code h_t = h_{t-1} + α (x_t - h_{t-1})}: the weight
 * of a value falls by {@code 1 - α} with each step (Brown, 1956). Some texts call the weight of the
 * past α; here it is that of the new value.
 *
 * <p>With a half-life instead of α, {@code 1 - α = 2^{-Δ/half-life}} for a value that comes Δ
 * seconds after the one before, so that irregular sampling forgets at the pace of the clock. A
 * value at the same time counts as if it came one sampling interval later, 1 ms where there is
 * none.
 */
public final class ExponentialAverage implements Statistic {
  private static final int AVERAGE = 0;
  private static final int STARTED = 1;

  private final double alpha; // 0 where the half-life decides
  private final double halfLife; // seconds

  private ExponentialAverage(double alpha, double halfLife) {
    this.alpha = alpha;
    this.halfLife = halfLife;
  }

  /**
   * The form that forgets by steps.
   *
   * @param alpha the weight of a new value, in (0, 1]
   */
  public static ExponentialAverage ofAlpha(double alpha) {
    return new ExponentialAverage(alpha, 0);
  }

  /**
   * The form that forgets by the clock.
   *
   * @param seconds the time after which a value weighs half, positive
   */
  public static ExponentialAverage ofHalfLife(double seconds) {
    return new ExponentialAverage(0, seconds);
  }

  @Override
  public int size() {
    return 2;
  }

  @Override
  public void step(double[] h, Observation x) {
    double weight = alpha > 0 ? alpha : 1 - StrictMath.pow(2, -seconds(x) / halfLife);
    h[AVERAGE] = h[STARTED] == 0 ? x.value() : h[AVERAGE] + weight * (x.value() - h[AVERAGE]);
    h[STARTED] = 1;
  }

  /** A value at the time of the one before it counts as one that comes an interval later. */
  private static double seconds(Observation x) {
    return x.elapsed() > 0 ? x.elapsed() : Math.max(1, x.past().step()) / 1000.0;
  }

  @Override
  public double value(double[] h, Past past) {
    return h[AVERAGE];
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    return Map.of("average", h[AVERAGE]);
  }
}
