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
 * probability is at most the rate of the {@link GroupRule}, is reported again where it is ten times
 * less probable or more urgent, and closes where the window is ordinary again.
 *
 * <p>Holds the memory of one group at a time; {@link #toBytes} and {@link #read} store it.
 */
public final class GroupTracker {
  private static final byte FORMAT = 1;
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
  private List<Share> shares = List.of(); // at the peak

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
    members.empty(window.advance(evidence.time()));
    int part = window.part(evidence.time());
    if (part < 0) {
      return Optional.empty(); // older than the window
    }
    double weight = (double) Math.max(1, Math.min(window.millis(), evidence.weight()));
    double term = CauchyCombination.term(evidence.p());
    window.add(part, term, weight);
    members.add(evidence.series(), part, term, weight);
    return follow(group, evidence.time(), window.p());
  }

  private Optional<GroupReport> follow(String group, long at, double p) {
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
      return Optional.of(report(group, Change.OPEN, time));
    }
    if (p > ORDINARY) {
      GroupReport end = report(group, Change.CLOSED, time);
      open = false;
      shares = List.of();
      return Optional.of(end);
    }
    if (p < lowest) {
      lowest = p;
      peak = time;
      shares = members.shares(window.evidence());
    }
    boolean worse = lowest * RARER <= reported || urgency(time).compareTo(severity) > 0;
    return worse ? Optional.of(report(group, Change.PEAK, time)) : Optional.empty();
  }

  private Severity urgency(long time) {
    return rule.severity()
        .ofRarity(rule.rate() / lowest)
        .or(rule.severity().after(Math.max(0, time - onset)));
  }

  private GroupReport report(String group, Change change, long time) {
    reported = lowest;
    severity = urgency(time);
    return new GroupReport(group, change, onset, time, peak, lowest, severity, shares);
  }

  /** The memory of the group. */
  public byte[] toBytes() {
    int incident = 1 + 2 * Long.BYTES + 2 * Double.BYTES + 1 + SharesBytes.length(shares);
    ByteBuffer out =
        ByteBuffer.allocate(1 + Long.BYTES + GroupWindow.BYTES + members.bytes() + incident);
    out.put(FORMAT).putLong(window.millis());
    window.write(out);
    members.write(out);
    out.put((byte) (open ? 1 : 0)).putLong(onset).putLong(peak);
    out.putDouble(lowest).putDouble(reported).put((byte) SEVERITIES.indexOf(severity));
    SharesBytes.shares(out, shares);
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
      if (in.get() != FORMAT) {
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
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalStateException("the memory of a group is damaged", e);
    }
  }
}
