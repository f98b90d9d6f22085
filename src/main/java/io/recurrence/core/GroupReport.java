package io.recurrence.core;

import io.recurrence.core.IncidentReport.Change;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A change of an incident of a group of series, such as the machines of a site. Each report holds
 * the whole incident so far.
 *
 * @param change what has happened to it
 * @param onset event time of the record that began it, in milliseconds since 1970
 * @param time event time of the record that led to the report; of the end, where it is over
 * @param peak event time at which it was least probable
 * @param p its probability then: how rarely the records of a window are as strange together where
 *     nothing is wrong
 * @param severity how urgent it is by now
 * @param shares of the series in the evidence at the peak, or when a further series became strange
 *     after it, the largest first; what is lacking to 1 is that of series which are not named
 * @param cause why it is over although its series are not ordinary again; empty otherwise
 */
public record GroupReport(
    String group,
    Change change,
    long onset,
    long time,
    long peak,
    double p,
    Severity severity,
    List<Share> shares,
    String cause) {
  private static final int NAMED = 3;
  private static final double LEAST = .005; // share that is not rounded to 0 %

  /** The part of a series. */
  public record Share(String series, double share) {}

  /** The name of the incident: that of its group, its onset in UTC, and what it is of. */
  public String id() {
    return group + '@' + Instant.ofEpochMilli(onset) + "/group";
  }

  public boolean over() {
    return change == Change.CLOSED;
  }

  /** In words. */
  public String reason() {
    StringBuilder reason =
        new StringBuilder(
            over() ? "over: " : shares.size() == 1 ? "strange: " : "strange together: ");
    if (!cause.isEmpty()) {
      reason.append(cause).append("; ");
    }
    for (Share each : shares.subList(0, Math.min(NAMED, shares.size()))) {
      reason
          .append(each.series())
          .append(each.share() < LEAST ? " under 1" : " " + Math.round(100 * each.share()))
          .append(" %, ");
    }
    int others = shares.size() - NAMED;
    if (others > 0) {
      reason.append(others).append(" more, ");
    }
    return reason.append(String.format(Locale.ROOT, "as rare as %.1e", p)).toString();
  }
}
