package io.recurrence.core;

import io.recurrence.core.IncidentReport.Change;
import io.recurrence.core.IncidentReport.Peak;
import io.recurrence.core.IncidentReport.Trigger;
import io.recurrence.core.Verdict.Direction;
import io.recurrence.core.Verdict.Kind;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The incident that a series is in, as numbers of a memory: onset, peak, and how bad it was when it
 * was reported last. It is reported again where a record is ten times rarer than that, so that a
 * long incident gives a handful of reports, and not one a record.
 */
final class OpenIncident {
  private static final int ONSET = 0;
  private static final int FLAGGED = 1; // records; 0 outside of an incident
  private static final int REPORTED = 2; // the highest score that was reported
  private static final int KIND = 3; // of the peak
  private static final int DIRECTION = 4;
  private static final int PEAK_TIME = 5;
  private static final int PEAK_SCORE = 6;
  private static final int PEAK_GRADE = 7;
  private static final int PEAK_VALUE = 8;
  private static final int PEAK_EXPECTED = 9;
  private static final int PEAK_LOWER = 10;
  private static final int PEAK_UPPER = 11;
  private static final int PEAK_CROSSING = 12;
  private static final int WAS_EXPECTED = 13; // whether the record of the peak was forecast: 0 or 1
  static final int SIZE = 14;

  private static final double RARER = 10;

  /** In the order by which memories number them. */
  private static final List<Kind> KINDS = List.of(Kind.values());

  private static final List<Direction> DIRECTIONS = List.of(Direction.values());

  private final Trigger trigger;
  private final SeverityRule rule;
  private final int at;

  /** An incident whose numbers stand from {@code at} on. */
  OpenIncident(Trigger trigger, SeverityRule rule, int at) {
    this.trigger = trigger;
    this.rule = rule;
    this.at = at;
  }

  /** Whether what was read can be an incident: of a kind and a direction that there are. */
  boolean sound(double[] h) {
    return names(h[at + KIND], KINDS) && names(h[at + DIRECTION], DIRECTIONS);
  }

  private static boolean names(double number, List<?> all) {
    return number >= 0 && number < all.size();
  }

  boolean open(double[] h) {
    return h[at + FLAGGED] > 0;
  }

  /** How many of its records were flagged. */
  long flagged(double[] h) {
    return (long) h[at + FLAGGED];
  }

  /**
   * Takes in a flagged record: the first of an incident, or a further one.
   *
   * @param reason in words, asked for where there is a report
   * @return the report; null where nothing worth a report has changed
   */
  @Nullable IncidentReport flag(
      double[] h, Peak record, Kind kind, Direction direction, Supplier<String> reason) {
    boolean first = !open(h);
    h[at + FLAGGED]++;
    if (first) {
      h[at + ONSET] = record.time();
    }
    if (first || record.score() > h[at + PEAK_SCORE]) {
      remember(h, record, kind, direction);
    }
    if (!first && !worse(record.score(), h[at + REPORTED])) {
      return null;
    }
    h[at + REPORTED] = record.score();
    return report(
        h, first ? Change.OPEN : Change.PEAK, record.time(), kind, direction, reason.get());
  }

  private static boolean worse(double score, double reported) {
    return score > reported && (1 - score) * RARER <= 1 - reported;
  }

  private void remember(double[] h, Peak record, Kind kind, Direction direction) {
    h[at + KIND] = KINDS.indexOf(kind);
    h[at + DIRECTION] = DIRECTIONS.indexOf(direction);
    h[at + PEAK_TIME] = record.time();
    h[at + PEAK_SCORE] = record.score();
    h[at + PEAK_GRADE] = record.grade();
    h[at + PEAK_VALUE] = record.value();
    h[at + WAS_EXPECTED] = Double.isNaN(record.expected()) ? 0 : 1;
    h[at + PEAK_EXPECTED] = finite(record.expected());
    h[at + PEAK_LOWER] = finite(record.lower());
    h[at + PEAK_UPPER] = finite(record.upper());
    h[at + PEAK_CROSSING] = record.crossing();
  }

  /** What a memory holds of a number that may not exist. */
  private static double finite(double x) {
    return Double.isNaN(x) ? 0 : x;
  }

  /** Ends it as what it was at its peak. */
  IncidentReport close(double[] h, long time, String reason) {
    Kind kind = KINDS.get((int) h[at + KIND]);
    return close(h, time, kind, DIRECTIONS.get((int) h[at + DIRECTION]), reason);
  }

  /** Ends it as what it turned out to be. */
  IncidentReport close(double[] h, long time, Kind kind, Direction direction, String reason) {
    IncidentReport report = report(h, Change.CLOSED, time, kind, direction, reason);
    h[at + FLAGGED] = 0;
    return report;
  }

  /** How urgent it is at a time, by its peak and by how long it has lasted. */
  Severity severity(double[] h, long time) {
    Kind kind = KINDS.get((int) h[at + KIND]);
    return rule.of(kind, h[at + PEAK_SCORE], h[at + PEAK_GRADE])
        .or(rule.after(time - (long) h[at + ONSET]));
  }

  /** How long it has lasted at a time. */
  Duration lasted(double[] h, long time) {
    return Duration.ofMillis(time - (long) h[at + ONSET]);
  }

  /** Reports it again, as what it was at its peak. */
  IncidentReport again(double[] h, long time, String reason) {
    Kind kind = KINDS.get((int) h[at + KIND]);
    return report(h, Change.PEAK, time, kind, DIRECTIONS.get((int) h[at + DIRECTION]), reason);
  }

  private IncidentReport report(
      double[] h, Change change, long time, Kind kind, Direction direction, String reason) {
    double known = h[at + WAS_EXPECTED] > 0 ? 0 : Double.NaN;
    Peak peak =
        new Peak(
            (long) h[at + PEAK_TIME],
            h[at + PEAK_SCORE],
            h[at + PEAK_GRADE],
            h[at + PEAK_VALUE],
            h[at + PEAK_EXPECTED] + known,
            h[at + PEAK_LOWER] + known,
            h[at + PEAK_UPPER] + known,
            (long) h[at + PEAK_CROSSING]);
    long onset = (long) h[at + ONSET];
    return new IncidentReport(
        trigger, change, onset, time, peak, flagged(h), kind, direction, severity(h, time), reason);
  }
}
