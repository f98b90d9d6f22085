package io.recurrence.core;

/** What the memory before {@code x_t} foretold of it: its mean, and its whole distribution. */
public final class Expectation {

  /** Gives the quantile of the value to come at a level in (0, 1). */
  public interface Quantiles {
    /** The quantile at {@code level}, in the units of the series. */
    double at(double level);
  }

  private Quantiles quantiles = level -> 0;
  private double mean;
  private double usual;
  private boolean known;
  private boolean hasUsual;
  private long count;
  private long pace;

  /**
   * Nothing is foretold of the value that comes after {@code count} others.
   *
   * @param pace milliseconds from value to value
   */
  void none(long count, long pace) {
    this.count = count;
    this.pace = pace;
    this.known = false;
    this.hasUsual = false;
    this.usual = 0;
  }

  /** Sets mean and quantiles. */
  public void set(double mean, Quantiles quantiles) {
    this.known = true;
    this.mean = mean;
    this.quantiles = quantiles;
  }

  /** Sets what the season alone would have this value be. */
  public void setUsual(double usual) {
    this.usual = usual;
    this.hasUsual = true;
  }

  /** Whether anything was foretold: not of the first value of a series. */
  public boolean known() {
    return known;
  }

  /** The value expected for {@code x_t}, in the units of the series; to be read where known. */
  public double mean() {
    return mean;
  }

  /** The quantile of {@code x_t} at {@code level}, in (0, 1); to be read where known. */
  public double quantile(double level) {
    return quantiles.at(level);
  }

  /** Whether there is a season that has been seen once. */
  public boolean hasUsual() {
    return hasUsual;
  }

  /**
   * What is usual at this place of the season, whatever the present level; to be read where there
   * is one.
   */
  public double usual() {
    return usual;
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
