package io.recurrence.core;

import io.recurrence.core.IncidentReport.Peak;
import io.recurrence.core.IncidentReport.Trigger;
import io.recurrence.core.Verdict.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Follows the incidents of a series, to report their onset, their peaks and their end. An incident
 * is that of the detector, where it reports any; of one that only flags records it is a run of
 * flagged records, which {@value #QUIET} others in a row end. One that becomes more urgent because
 * it lasts is reported as one that is worse.
 */
public final class IncidentTracker implements IncidentStage {
  private static final int QUIET = 5;

  private static final int PHASED = OpenIncident.SIZE; // whether the detector says when it ends
  private static final int QUIET_RECORDS = PHASED + 1; // records in a row that were not flagged
  private static final int SEVERITY = QUIET_RECORDS + 1; // that was reported last

  /** How many numbers its memory has. */
  public static final int SIZE = SEVERITY + 1;

  private static final Storage BEFORE = Storage.of(Precision.DOUBLE, SEVERITY); // without it

  private static final List<Severity> SEVERITIES = List.of(Severity.values()); // as memories count

  private final OpenIncident incident;

  public IncidentTracker(SeverityRule rule) {
    this.incident = new OpenIncident(Trigger.DETECTOR, rule, 0);
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public boolean sound(double[] h) {
    return incident.sound(h);
  }

  @Override
  public Stream<StoredForm> storedForms() {
    return Stream.of(new StoredForm("incidents", BEFORE, version(), IncidentTracker::takeOver));
  }

  private static void takeOver(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, SEVERITY);
    to[SEVERITY] = rank(Severity.CRITICAL); // nothing of what is open is reported again
  }

  /**
   * Takes in the verdict on a record.
   *
   * @param reports receives the changes of the incident
   */
  public void step(double[] h, Judgement judgement, List<IncidentReport> reports) {
    Verdict verdict = judgement.verdict();
    Phase phase = verdict.phase();
    if (incident.open(h) && over(h, verdict)) {
      reports.add(close(h, judgement));
    }
    if (verdict.anomaly()) {
      if (!incident.open(h)) {
        h[PHASED] = phase == Phase.NONE ? 0 : 1;
      }
      h[QUIET_RECORDS] = 0;
      IncidentReport report =
          incident.flag(h, record(judgement), verdict.kind(), verdict.direction(), verdict::reason);
      if (report != null) {
        add(h, report, reports);
      }
    }
    long time = judgement.time();
    if (incident.open(h) && rank(incident.severity(h, time)) > h[SEVERITY]) {
      String lasting = "still open after " + incident.lasted(h, time);
      add(h, incident.again(h, time, lasting), reports);
    }
  }

  private static int rank(Severity severity) {
    return SEVERITIES.indexOf(severity);
  }

  private static void add(double[] h, IncidentReport report, List<IncidentReport> reports) {
    h[SEVERITY] = rank(report.severity());
    reports.add(report);
  }

  private boolean over(double[] h, Verdict verdict) {
    if (h[PHASED] > 0) {
      return verdict.phase() != Phase.ONGOING;
    }
    h[QUIET_RECORDS] = verdict.anomaly() ? 0 : h[QUIET_RECORDS] + 1;
    return h[QUIET_RECORDS] >= QUIET;
  }

  private IncidentReport close(double[] h, Judgement judgement) {
    Verdict verdict = judgement.verdict();
    long time = judgement.time();
    if (verdict.phase() == Phase.END) {
      return incident.close(h, time, verdict.kind(), verdict.direction(), verdict.reason());
    }
    String reason =
        h[PHASED] > 0
            ? "over: the detector began anew"
            : "over after %d flagged records, none of the last %d"
                .formatted(incident.flagged(h), QUIET);
    return incident.close(h, time, reason);
  }

  @Override
  public void end(double[] h, long time, String reason, List<IncidentReport> reports) {
    if (incident.open(h)) {
      reports.add(incident.close(h, time, reason));
    }
  }

  private static Peak record(Judgement judgement) {
    Verdict verdict = judgement.verdict();
    return new Peak(
        judgement.time(),
        verdict.alarm(),
        verdict.grade(),
        judgement.value(),
        judgement.expected(),
        judgement.lower(),
        judgement.upper(),
        IncidentReport.NO_TIME);
  }

  @Override
  public Map<String, Double> describe(double[] h) {
    Map<String, Double> fields = new LinkedHashMap<>();
    fields.put("open", incident.open(h) ? 1.0 : 0.0);
    fields.put("flagged_records", (double) incident.flagged(h));
    return fields;
  }
}
