package io.recurrence.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the memory before {@code x_t} foretold of it: the forecast of one step, its band, and its
 * whole distribution.
 */
public final class Expectation {
  private final Interval interval;
  private final double[] mean = new double[1];
  private final double[] out = new double[1];
  private @Nullable Past past;
  private double[] memory = new double[0];
  private long count;

  Expectation(Interval interval) {
    this.interval = interval;
  }

  void set(double[] memory, double mean, long count, Past past) {
    this.memory = memory;
    this.mean[0] = mean;
    this.count = count;
    this.past = past;
  }

  /** The value expected for {@code x_t}, in the units of the series. */
  public double mean() {
    return mean[0];
  }

  /** The quantile of {@code x_t} at {@code level}, in (0, 1). */
  public double quantile(double level) {
    interval.quantile(memory, level, mean, out);
    return out[0];
  }

  /** How many values had been observed before this one. */
  public long count() {
    return count;
  }

  /** The values before this one, as the models see them. */
  public Past past() {
    return Objects.requireNonNull(past);
  }
}
