package io.recurrence.core;

/**
 * What was made of one record of a series: what was expected of it, and whether it is anomalous.
 * Numbers that do not exist are NaN. Reused from record to record: copy what is to be kept.
 */
public final class Judgement {
  private final Verdict verdict = new Verdict();
  private ValueRange range = ValueRange.ALL;
  private long time;
  private double value = Double.NaN;
  private double expected = Double.NaN;
  private double lower = Double.NaN;
  private double upper = Double.NaN;
  private double coverage;
  private Status status = Status.WARMING_UP;
  private Severity severity = Severity.NONE;
  private String model = "";
  private String networkVersion = "";

  Judgement() {}

  /** Of a series that has stopped: the record that would have come by {@code time} is missing. */
  public static Judgement silence(long time, String reason) {
    Judgement judgement = new Judgement();
    judgement.begin(time, Double.NaN);
    judgement.verdict.flag(1, 1, Verdict.Kind.SILENCE, Verdict.Direction.NONE, reason);
    judgement.verdict.incident(Verdict.Phase.ONSET, 1);
    judgement.status = Status.DEGRADED;
    judgement.severity = Severity.CRITICAL;
    judgement.model = "clock";
    return judgement;
  }

  /** Holds what was expected to the values that there can be, from now on. */
  void within(ValueRange range) {
    this.range = range;
  }

  /**
   * Begins with a record of which nothing was expected.
   *
   * @param value NaN where it has none
   */
  void begin(long time, double value) {
    this.time = time;
    this.value = value;
    this.expected = Double.NaN;
    this.lower = Double.NaN;
    this.upper = Double.NaN;
    this.model = "";
    this.networkVersion = "";
    this.severity = Severity.NONE;
    verdict.normal(0);
  }

  /** What was expected; widens the interval to hold the mean, which may lie outside. */
  void expect(double expected, double lower, double upper) {
    this.expected = expected;
    this.lower = Math.min(lower, expected);
    this.upper = Math.max(upper, expected);
  }

  void status(Status status) {
    this.status = status;
  }

  void severity(Severity severity) {
    this.severity = severity;
  }

  void coverage(double coverage) {
    this.coverage = coverage;
  }

  void model(String model) {
    this.model = model;
  }

  void networkVersion(String version) {
    this.networkVersion = version;
  }

  public Verdict verdict() {
    return verdict;
  }

  /** Event time of the record, in milliseconds since 1970. */
  public long time() {
    return time;
  }

  /** Whether the record has a value. */
  public boolean hasValue() {
    return !Double.isNaN(value);
  }

  /** The value that came; NaN where the record has none. */
  public double value() {
    return value;
  }

  /** Whether the record was forecast; the first one of a series is not. */
  public boolean hasExpectation() {
    return !Double.isNaN(expected);
  }

  /** The mean that was forecast for the record; NaN where none was. */
  public double expected() {
    return range.clip(expected);
  }

  /** The lower end of the interval that was forecast. */
  public double lower() {
    return range.clip(lower);
  }

  /** The upper end of the interval that was forecast. */
  public double upper() {
    return range.clip(upper);
  }

  /** From the lower bound to the mean, whatever values there can be. */
  double below() {
    return expected - lower;
  }

  /** From the mean to the upper bound, whatever values there can be. */
  double above() {
    return upper - expected;
  }

  /** The mean, whatever values there can be. */
  double unbounded() {
    return expected;
  }

  /** Whether the value lies in the interval that was forecast for it. */
  public boolean inInterval() {
    return lower <= value && value <= upper; // a range does not decide what is learned
  }

  /**
   * The share of the last thousand values or so that lay within the interval forecast for them; 0
   * before the first interval.
   */
  public double coverage() {
    return coverage;
  }

  public Status status() {
    return status;
  }

  /** How urgent a flagged record is. */
  public Severity severity() {
    return severity;
  }

  /** The model that weighs most in the forecast from here; empty where there is none. */
  public String model() {
    return model;
  }

  /**
   * The version of the trained weights that predicted the value, of several joined by '+'; empty
   * where there were none.
   */
  public String networkVersion() {
    return networkVersion;
  }
}
