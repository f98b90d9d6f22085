package io.recurrence.core;

/**
 * The outcomes of one step: the earlier forecasts whose actual value it brings. Reused from record
 * to record: copy what is to be kept.
 */
public final class OutcomeBatch {
  private static final int MAX_OUTCOMES = 64; // forecasts that can meet their actual value at once

  private final int[] steps = new int[MAX_OUTCOMES];
  private final double[] forecasts = new double[MAX_OUTCOMES];
  private final double[] lowers = new double[MAX_OUTCOMES];
  private final double[] uppers = new double[MAX_OUTCOMES];
  private final String[] networkVersions = new String[MAX_OUTCOMES];
  private final OutcomeListener listener = this::add;
  private ValueRange range = ValueRange.ALL;
  private long time;
  private double actual;
  private int count;

  OutcomeBatch() {}

  /** Holds forecasts to the values that there can be, from now on. */
  void within(ValueRange range) {
    this.range = range;
  }

  void begin(long time, double actual) {
    this.time = time;
    this.actual = actual;
    this.count = 0;
  }

  private void add(int ahead, double forecast, double lower, double upper) {
    steps[count] = ahead;
    forecasts[count] = range.clip(forecast);
    lowers[count] = range.clip(Math.min(lower, forecast));
    uppers[count] = range.clip(Math.max(upper, forecast));
    networkVersions[count] = "";
    count++;
  }

  void networkVersion(int i, String version) {
    networkVersions[i] = version;
  }

  /** Adds what it is called with. */
  OutcomeListener listener() {
    return listener;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** Event time of the actual value, in milliseconds since 1970. */
  public long time() {
    return time;
  }

  /** The value that was forecast. */
  public double actual() {
    return actual;
  }

  /** How many steps ahead the forecast of outcome {@code i} had looked. */
  public int steps(int i) {
    return steps[i];
  }

  /** The mean that was forecast. */
  public double forecast(int i) {
    return forecasts[i];
  }

  /** The lower end of the interval that was forecast. */
  public double lower(int i) {
    return lowers[i];
  }

  /** The upper end of the interval that was forecast. */
  public double upper(int i) {
    return uppers[i];
  }

  /** Whether the actual value lies in the interval that was forecast. */
  public boolean covered(int i) {
    return lowers[i] <= actual && actual <= uppers[i];
  }

  /** The version of the trained weights behind the forecast; empty where there were none. */
  public String networkVersion(int i) {
    return networkVersions[i];
  }
}
