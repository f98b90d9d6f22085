package io.recurrence.page;

import java.time.Instant;
import java.util.List;

/**
 * An incident of one series: when it began, where it was worst, when it ended. It is that of the
 * stream where the detector reports incidents, otherwise a run of flagged records.
 */
final class SeriesIncident {
  private static final List<String> SEVERITIES = List.of("INFO", "WARNING", "CRITICAL");

  static final String LIMIT = "LIMIT"; // the kind of what is forecast, not met yet

  private static final String SILENCE = "SILENCE"; // one of which nothing comes

  final long id;
  final LiveSeries series;
  final long onset;
  String name; // its incident_id: the same on all topics, whoever reads them
  final boolean streamed; // whether the stream says when it ends
  long peak;
  long last;
  double peakScore = Double.NEGATIVE_INFINITY;
  double peakValue;
  double peakExpected;
  String reason;
  String kind;
  String severity = ""; // the highest; empty where the stream does not say it
  double grade; // the highest
  int records; // flagged ones
  boolean open = true;
  long revision;

  SeriesIncident(long id, LiveSeries series, AnomalyRecord first) {
    this.id = id;
    this.series = series;
    this.onset = first.time;
    String suffix = first.kind.equals(SILENCE) ? "/silence" : "";
    this.name = series.name + '@' + Instant.ofEpochMilli(onset) + suffix;
    this.streamed = first.inIncident();
    this.reason = first.reason;
    this.kind = first.kind;
    add(first);
  }

  /** One that only the incidents topic tells of. */
  SeriesIncident(long id, LiveSeries series, IncidentRecord record) {
    this.id = id;
    this.series = series;
    this.onset = record.onset();
    this.name = record.id();
    this.streamed = true;
    this.reason = record.reason();
    this.kind = record.kind();
    take(record);
  }

  /** Whether a record of a series is in it; none is in that of a limit. */
  boolean covers(LiveSeries other, long time) {
    return series.equals(other) && !kind.equals(LIMIT) && onset <= time && (open || time <= last);
  }

  /** Takes over what another report of the same incident says, where its beginning was not read. */
  void complete(SeriesIncident other) {
    name = other.name;
    if (reason.isEmpty()) {
      reason = other.reason;
      kind = other.kind;
      severity = other.severity;
    }
  }

  /** All that is known by now; the reason at the end says what it was, and is not taken. */
  void take(IncidentRecord record) {
    peak = record.peak();
    last = record.end();
    peakScore = record.score();
    peakValue = record.value();
    peakExpected = record.expected();
    severity = record.severity();
    grade = record.grade();
    records = record.records();
    open = record.open();
    if (open) {
      reason = record.reason();
      kind = record.kind();
    }
  }

  /** Takes one more record in; the peak is the record at which the highest score was reached. */
  void add(AnomalyRecord record) {
    last = record.time;
    if (rank(record.severity) > rank(severity)) {
      severity = record.severity;
    }
    grade = Math.max(grade, record.grade);
    if (record.anomaly) {
      records++;
    }
    if (record.peak > peakScore) {
      peakScore = record.peak;
      peak = record.time;
      peakValue = record.value;
      peakExpected = record.expected;
      describe(record);
    }
  }

  /** Ends it; kind and reason stay those of its peak. */
  void end(AnomalyRecord record) {
    if (streamed && record.phase.equals(AnomalyRecord.END)) {
      last = record.time;
    }
    open = false;
  }

  private static int rank(String severity) {
    return SEVERITIES.indexOf(severity);
  }

  private void describe(AnomalyRecord record) {
    if (!record.reason.isEmpty()) {
      reason = record.reason;
    }
    if (!record.kind.isEmpty() && !record.kind.equals(AnomalyRecord.NONE)) {
      kind = record.kind;
    }
  }
}
