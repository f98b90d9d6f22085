package io.recurrence.detect;

import io.recurrence.core.GroupReport;
import io.recurrence.core.GroupReport.Share;
import io.recurrence.core.IncidentReport.Change;
import io.recurrence.core.Severity;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Follows whether the series of a group are strange together: h_t = f(h_{t-1}, x_t), where h is the
 * evidence of a window of event time ({@link GroupWindow}), who gave it ({@link GroupMembers}) and
 * the incident that is open, and x the evidence of one record. An incident opens where the combined
 * probability is at most the rate of the {@link GroupRule}, and closes where the window is ordinary
 * again. It is reported again where it is ten times less probable or more urgent, and where more
 * series are strange than the report before named: what they say at one time comes record by
 * record, the first of which may open the incident, so such a report waits for the next time.
 *
 * <p>Holds the memory of one group at a time; {@link #toBytes} and {@link #read} store it.
 */
public final class GroupTracker {
  private static final byte FORMAT = 2;
  private static final byte WITHOUT_TIMES = 1; // newest and joined
  private static final long NONE = Long.MIN_VALUE;
  private static final double ORDINARY = .05; // probability from which a window is
  private static final double RARER = 10;
  private static final List<Severity> SEVERITIES = List.of(Severity.values()); // as stored

  private final GroupRule rule;
  private final GroupWindow window;
  private final GroupMembers members = new GroupMembers();
  private boolean open;
  private long onset;
  private long peak;
  private double lowest; // probability of the incident
  private double reported; // probability when it was reported last,
  private Severity severity = Severity.NONE; // and how urgent it was then
  private List<Share> shares = List.of(); // at the peak, or when a series joined
  private long newest = NONE; // time
  private long joined = NONE; // time at which a series was strange that the last report lacks

  /** A group of which nothing has been seen. */
  public GroupTracker(GroupRule rule) {
    this.rule = rule;
    this.window = new GroupWindow(rule.window());
  }

  /**
   * Takes in what a record says.
   *
   * @return the change that it makes to the incident of the group, if any
   */
  public Optional<GroupReport> step(String group, GroupEvidence evidence) {
    newest = Math.max(newest, evidence.time());
    members.empty(window.advance(evidence.time()));
    int part = window.part(evidence.time());
    if (part < 0) {
      return Optional.empty(); // older than the window
    }
    double weight = (double) Math.max(1, Math.min(window.millis(), evidence.weight()));
    double term = CauchyCombination.term(evidence.p());
    window.add(part, term, weight);
    members.add(evidence.series(), part, term, weight);
    boolean joins = joined != NONE && evidence.time() > joined;
    if (joined == NONE && evidence.p() <= rule.rate() && lacks(evidence.series())) {
      joined = evidence.time();
    }
    return follow(group, evidence.time(), window.p(), joins);
  }

  /** Whether a series is followed that the incident does not name, and could. */
  private boolean lacks(String series) {
    return open
        && shares.size() < GroupMembers.MOST
        && members.follows(series)
        && shares.stream().noneMatch(share -> share.series().equals(series));
  }

  /** The newest time of its records; {@link Long#MIN_VALUE} where none has come. */
  public long newest() {
    return newest;
  }

  /**
   * Ends the incident of a group of which no records come any more.
   *
   * @param time of the end
   * @param cause in words
   */
  public Optional<GroupReport> end(String group, long time, String cause) {
    return open ? Optional.of(close(group, time, cause)) : Optional.empty();
  }

  private Optional<GroupReport> follow(String group, long at, double p, boolean joins) {
    long time = open ? Math.max(at, onset) : at; // a record may be older than the one before it
    if (!open && p > rule.rate()) {
      return Optional.empty();
    }
    if (!open) {
      open = true;
      onset = time;
      peak = time;
      lowest = p;
      shares = members.shares(window.evidence());
      return Optional.of(report(group, Change.OPEN, time, ""));
    }
    if (p > ORDINARY) {
      return Optional.of(close(group, time, ""));
    }
    if (p < lowest || joins) {
      peak = p < lowest ? time : peak;
      lowest = Math.min(lowest, p);
      shares = members.shares(window.evidence());
    }
    boolean worse = lowest * RARER <= reported || urgency(time).compareTo(severity) > 0;
    return worse || joins ? Optional.of(report(group, Change.PEAK, time, "")) : Optional.empty();
  }

  private GroupReport close(String group, long time, String cause) {
    GroupReport end = report(group, Change.CLOSED, time, cause);
    open = false;
    shares = List.of();
    return end;
  }

  private Severity urgency(long time) {
    return rule.severity()
        .ofRarity(rule.rate() / lowest)
        .or(rule.severity().after(Math.max(0, time - onset)));
  }

  private GroupReport report(String group, Change change, long time, String cause) {
    reported = lowest;
    severity = urgency(time);
    joined = NONE;
    return new GroupReport(group, change, onset, time, peak, lowest, severity, shares, cause);
  }

  /** The memory of the group. */
  public byte[] toBytes() {
    int incident = 1 + 4 * Long.BYTES + 2 * Double.BYTES + 1 + SharesBytes.length(shares);
    ByteBuffer out =
        ByteBuffer.allocate(1 + Long.BYTES + GroupWindow.BYTES + members.bytes() + incident);
    out.put(FORMAT).putLong(window.millis());
    window.write(out);
    members.write(out);
    out.put((byte) (open ? 1 : 0)).putLong(onset).putLong(peak);
    out.putDouble(lowest).putDouble(reported).put((byte) SEVERITIES.indexOf(severity));
    SharesBytes.shares(out, shares);
    out.putLong(newest).putLong(joined);
    return out.array();
  }

  /**
   * Goes on with a memory that was stored. One of a window of another length begins anew.
   *
   * @throws IllegalStateException where it is damaged, or of a later version
   */
  public void read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      byte format = in.get();
      if (format != FORMAT && format != WITHOUT_TIMES) {
        throw new IllegalStateException(
            "the memory of a group was written by a later version; upgrade this instance too");
      }
      if (in.getLong() != window.millis()) {
        return;
      }
      window.read(in);
      members.read(in);
      open = in.get() == 1;
      onset = in.getLong();
      peak = in.getLong();
      lowest = in.getDouble();
      reported = in.getDouble();
      severity = SEVERITIES.get(in.get());
      shares = SharesBytes.shares(in);
      newest = format == FORMAT ? in.getLong() : window.newest();
      joined = format == FORMAT ? in.getLong() : NONE;
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalStateException("the memory of a group is damaged", e);
    }
  }
}
