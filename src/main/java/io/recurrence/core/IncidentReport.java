package io.recurrence.core;

import io.recurrence.core.Verdict.Direction;
import io.recurrence.core.Verdict.Kind;
import java.time.Instant;

/**
 * A change of an incident, a time of anomalous values: its onset, a peak worse than the last that
 * was reported, or its end. Each report holds the whole incident so far, so that the last one by
 * {@link #id} is enough.
 *
 * @param trigger what raised it
 * @param change what has happened to it
 * @param onset event time of its first flagged record, in milliseconds since 1970
 * @param time event time of the record that led to the report; of the end, where it is over
 * @param peak its worst record so far
 * @param flagged how many of its records were flagged
 * @param kind what is strange; at the end, what it turned out to be
 * @param severity how urgent it is by now
 * @param reason in words
 */
@PublicApi
public record IncidentReport(
    Trigger trigger,
    Change change,
    long onset,
    long time,
    Peak peak,
    long flagged,
    Kind kind,
    Direction direction,
    Severity severity,
    String reason) {
  /** In the place of a time that does not exist. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** What raises incidents; each may have one open of a series. */
  public enum Trigger {
    /** The values of the series. */
    DETECTOR(""),
    /** No record came. */
    SILENCE("/silence"),
    /** The forecast passes the upper limit. */
    ABOVE("/above"),
    /** The forecast passes the lower limit. */
    BELOW("/below");

    private final String suffix;

    Trigger(String suffix) {
      this.suffix = suffix;
    }
  }

  /** What has happened to an incident. */
  public enum Change {
    /** It has begun. */
    OPEN,
    /** It is open, and worse than was reported before. */
    PEAK,
    /** It is over. */
    CLOSED
  }

  /**
   * The worst record of an incident. Numbers that do not exist are NaN.
   *
   * @param time its event time
   * @param score how strange it was, in [0, 1]: of ordinary records a share {@code 1 - score} is
   *     stranger
   * @param value that came
   * @param expected what was expected of it, and the interval around that
   * @param crossing when a limit is expected to be passed; {@link #NO_TIME} where none is
   */
  public record Peak(
      long time,
      double score,
      double grade,
      double value,
      double expected,
      double lower,
      double upper,
      long crossing) {}

  /** A series is silent. */
  public static IncidentReport silence(long onset, String reason) {
    return ofSilence(Change.OPEN, onset, onset, reason);
  }

  /** A series is silent no longer. */
  public static IncidentReport silenceOver(long onset, long end, String reason) {
    return ofSilence(Change.CLOSED, onset, end, reason);
  }

  private static IncidentReport ofSilence(Change change, long onset, long time, String reason) {
    Peak peak = new Peak(onset, 1, 1, Double.NaN, Double.NaN, Double.NaN, Double.NaN, NO_TIME);
    return new IncidentReport(
        Trigger.SILENCE,
        change,
        onset,
        time,
        peak,
        0,
        Kind.SILENCE,
        Direction.NONE,
        Severity.CRITICAL,
        reason);
  }

  /**
   * The name of the incident: that of its series, its onset in UTC, and what raised it, where that
   * are not the values. Two incidents of a series never share one.
   */
  public String id(String series) {
    return series + '@' + Instant.ofEpochMilli(onset) + trigger.suffix;
  }

  public boolean over() {
    return change == Change.CLOSED;
  }
}
