package io.recurrence.page;

import java.util.List;

/**
 * An incident of one series: when it began, where it was worst, when it ended. It is that of the
 * stream where the detector reports incidents, otherwise a run of flagged records.
 */
final class SeriesIncident {
  private static final List<String> SEVERITIES = List.of("INFO", "WARNING", "CRITICAL");

  final long id;
  final LiveSeries series;
  final long onset;
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
    this.streamed = first.inIncident();
    this.reason = first.reason;
    this.kind = first.kind;
    add(first);
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
