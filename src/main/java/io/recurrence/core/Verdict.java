package io.recurrence.core;

/** What was made of one value. Reused from record to record. */
@PublicApi
public final class Verdict {

  /** On which side of the expectation a value lies. */
  public enum Direction {
    NONE,
    ABOVE,
    BELOW
  }

  /** What is strange. */
  public enum Kind {
    NONE,
    /** A value by itself. */
    POINT,
    /** A new level. */
    LEVEL_SHIFT,
    /** The variance has increased. */
    VARIANCE_UP,
    /** The variance has decreased. */
    VARIANCE_DOWN,
    /** The same value over and over. */
    FLAT_LINE,
    /** A fall to nothing. */
    DROP_OUT,
    /** The expected seasonal pattern is missing. */
    BROKEN_SEASON,
    /** No record has come for longer than is allowed. */
    SILENCE,
    /** A limit is expected to be passed. */
    LIMIT
  }

  /** Where in an incident, a time of strange values, a value lies. */
  public enum Phase {
    NONE,
    ONSET,
    ONGOING,
    END
  }

  private double score;
  private double grade;
  private double alarm;
  private boolean anomaly;
  private Kind kind = Kind.NONE;
  private Direction direction = Direction.NONE;
  private String reason = "";
  private Phase phase = Phase.NONE;
  private double peak;

  /** A value of which nothing strange is to be said, outside any incident. */
  public void normal(double score) {
    this.score = score;
    this.grade = 0;
    this.alarm = 0;
    this.anomaly = false;
    this.kind = Kind.NONE;
    this.direction = Direction.NONE;
    this.reason = "";
    this.phase = Phase.NONE;
    this.peak = 0;
  }

  /**
   * A value that is flagged.
   *
   * @param score in [0, 1]
   * @param grade how strange, in [0, 1]
   * @param reason in words, with the expected value
   */
  public void flag(double score, double grade, Kind kind, Direction direction, String reason) {
    this.score = score;
    this.grade = grade;
    this.alarm = score;
    this.anomaly = true;
    this.kind = kind;
    this.direction = direction;
    this.reason = reason;
    this.phase = Phase.NONE;
    this.peak = score;
  }

  /** How strange the value is by itself, in [0, 1]. */
  public void score(double score) {
    this.score = score;
  }

  /**
   * An incident begins or worsens at this value, whether or not it is flagged.
   *
   * @param alarm how strange that is, in [0, 1]
   */
  public void alarm(double alarm) {
    this.alarm = alarm;
  }

  /**
   * The value lies in an incident.
   *
   * @param peak the highest score of it so far
   */
  public void incident(Phase phase, double peak) {
    this.phase = phase;
    this.peak = peak;
  }

  /** What an incident turned out to be, at its end. */
  public void conclude(Kind kind, Direction direction, String reason) {
    this.kind = kind;
    this.direction = direction;
    this.reason = reason;
  }

  /** Whether all its numbers are finite. */
  boolean finite() {
    return Double.isFinite(score + grade + alarm + peak);
  }

  /**
   * How strange the value is, in [0, 1]; of ordinary values the share above {@code 1 - p} is {@code
   * p}.
   */
  public double score() {
    return score;
  }

  /** 0 for what is not flagged; towards 1 the less likely the value was. */
  public double grade() {
    return grade;
  }

  /**
   * How strange an incident is that begins or worsens at this value, on the scale of the score; 0
   * where none does. The score judges the value, this judges the alarm.
   */
  public double alarm() {
    return alarm;
  }

  public boolean anomaly() {
    return anomaly;
  }

  /** What is strange; at the end of an incident, what it turned out to be. */
  public Kind kind() {
    return kind;
  }

  public Direction direction() {
    return direction;
  }

  /** Why it was flagged, in words; empty if it was not. */
  public String reason() {
    return reason;
  }

  /** Where in an incident the value lies. */
  public Phase phase() {
    return phase;
  }

  /** The highest score of the incident so far; 0 outside of one. */
  public double peak() {
    return peak;
  }
}
