package io.recurrence.core;

/**
 * What one record brings to a stage: {@code x_t}, when it came, and what came before it.
 *
 * <p>Reused from record to record; a stage must not keep it. Further inputs (covariates, symbols)
 * belong here, so that roles keep their signatures.
 */
@PublicApi
public final class Observation {
  private double value;
  private double elapsed;
  private long time;
  private final Past past;

  public Observation(Past past) {
    this.past = past;
  }

  /**
   * Sets the value, always finite, the seconds since the observation before it (0 for the first),
   * and its event time in milliseconds since 1970.
   */
  public Observation set(double value, double elapsed, long time) {
    this.value = value;
    this.elapsed = elapsed;
    this.time = time;
    return this;
  }

  /** The value {@code x_t}; always finite. */
  public double value() {
    return value;
  }

  /** Seconds of event time since the observation before this one; 0 for the first. */
  public double elapsed() {
    return elapsed;
  }

  /** Event time in milliseconds since 1970. */
  public long time() {
    return time;
  }

  /** The values before this one: {@code past().back(0)} is {@code x_{t-1}}. */
  public Past past() {
    return past;
  }
}
