package io.recurrence.core;

/** What the memory before {@code x_t} says of it: its mean, and its whole distribution. */
@PublicApi
public final class Expectation {

  /** Gives the quantile of the value to come at a level in (0, 1). */
  public interface Quantiles {
    /** The quantile at {@code level}, in the units of the series. */
    double at(double level);
  }

  private static final double MOVED = 0.005; // level of the quantile of a wide move,
  private static final double MOST = 2; // and so many times that is more than a closure explains

  private Quantiles quantiles = level -> 0;
  private double mean;
  private ValueRange range = ValueRange.ALL;
  private double baseline;
  private double widening = 1;
  private boolean known;
  private boolean hasBaseline;
  private double phase = -1;
  private long count;
  private long pace;
  private double alarmFactor = 1;

  /**
   * Nothing is forecast for the value that comes after {@code count} others.
   *
   * @param pace milliseconds from value to value
   */
  void none(long count, long pace) {
    this.count = count;
    this.pace = pace;
    this.known = false;
    this.widening = 1;
    this.hasBaseline = false;
    this.baseline = 0;
    this.phase = -1;
  }

  /** Sets mean and quantiles. */
  public void set(double mean, Quantiles quantiles) {
    this.known = true;
    this.mean = mean;
    this.quantiles = quantiles;
  }

  /** Sets how many times wider the distribution is because the series was closed before. */
  public void setWidening(double widening) {
    this.widening = widening;
  }

  /** Sets what the season alone would have this value be. */
  public void setBaseline(double baseline) {
    this.baseline = baseline;
    this.hasBaseline = true;
  }

  /** Sets at which part of its season the value comes, in [0, 1). */
  public void setPhase(double phase) {
    this.phase = phase;
  }

  /** Whether anything was forecast: not for the first value of a series. */
  public boolean known() {
    return known;
  }

  /** The value expected for {@code x_t}, in the units of the series; to be read where known. */
  public double mean() {
    return mean;
  }

  /** Clips the expected value that outputs show to a range. */
  void within(ValueRange range) {
    this.range = range;
  }

  /** The mean clipped to the range of the series, as outputs show it. */
  public double shown() {
    return range.clip(mean);
  }

  /** The quantile of {@code x_t} at {@code level}, in (0, 1); to be read where known. */
  public double quantile(double level) {
    return quantiles.at(level);
  }

  /**
   * How far a value moved while the series was closed: what is left of it is as far from the mean
   * as an equally rare value is within open hours. 0 where it was not closed.
   */
  public double movedWhileClosed(double x) {
    if (widening <= 1) {
      return 0;
    }
    double min = MOST * (quantile(MOVED) - mean);
    double max = MOST * (quantile(1 - MOVED) - mean);
    return Math.max(min, Math.min(max, x - mean)) * (1 - 1 / widening);
  }

  /** Whether there is a season that has been seen once. */
  public boolean hasBaseline() {
    return hasBaseline;
  }

  /**
   * What is usual at this place of the season, whatever the present level; to be read where there
   * is one.
   */
  public double baseline() {
    return baseline;
  }

  /** At which part of its season the value comes, in [0, 1); negative where there is none. */
  public double phase() {
    return phase;
  }

  /** Sets what the configured alarm rate is to be multiplied by. */
  void setAlarmFactor(double factor) {
    this.alarmFactor = factor;
  }

  /**
   * What the configured alarm rate is to be multiplied by, since people have said what they think
   * of the alarms of the series: 1 where they have not, 0 where nothing is to be flagged.
   */
  public double alarmFactor() {
    return alarmFactor;
  }

  /** The time from value to value in milliseconds: the sampling step, or the mean. */
  public long pace() {
    return pace;
  }

  /** How many values had been observed before this one. */
  public long count() {
    return count;
  }
}
