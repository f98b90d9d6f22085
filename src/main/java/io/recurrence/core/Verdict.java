package io.recurrence.core;

/** What was made of one value. Reused from record to record. */
public final class Verdict {

  /** On which side of the expectation a value lies. */
  public enum Direction {
    NONE,
    ABOVE,
    BELOW
  }

  private double score;
  private double grade;
  private boolean anomaly;
  private Direction direction = Direction.NONE;
  private String reason = "";

  /** A value of which nothing strange is to be said. */
  public void normal(double score) {
    this.score = score;
    this.grade = 0;
    this.anomaly = false;
    this.direction = Direction.NONE;
    this.reason = "";
  }

  /**
   * A value that is flagged.
   *
   * @param score in [0, 1]
   * @param grade how strange, in [0, 1]
   * @param reason in words, with the expected value
   */
  public void flag(double score, double grade, Direction direction, String reason) {
    this.score = score;
    this.grade = grade;
    this.anomaly = true;
    this.direction = direction;
    this.reason = reason;
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

  public boolean anomaly() {
    return anomaly;
  }

  public Direction direction() {
    return direction;
  }

  /** Why it was flagged, in words; empty if it was not. */
  public String reason() {
    return reason;
  }
}
