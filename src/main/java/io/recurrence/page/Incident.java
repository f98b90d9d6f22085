package io.recurrence.page;

/** A run of flagged records of one series: when it began, where it was worst, when it ended. */
final class Incident {
  final long id;
  final LiveSeries series;
  final long onset;
  long peak;
  long last;
  double peakScore;
  double peakValue;
  double peakExpected;
  String reason;
  String kind;
  int records;
  boolean open = true;
  long revision;

  Incident(long id, LiveSeries series, Judged first) {
    this.id = id;
    this.series = series;
    this.onset = first.time;
    this.reason = first.reason;
    this.kind = first.kind;
    this.peakScore = Double.NEGATIVE_INFINITY;
    add(first);
  }

  /** Takes one more flagged record in; the peak is the highest grade, then the highest score. */
  void add(Judged record) {
    last = record.time;
    records++;
    double height = record.grade + record.score;
    if (height > peakScore) {
      peakScore = height;
      peak = record.time;
      peakValue = record.value;
      peakExpected = record.expected;
      if (!record.reason.isEmpty()) {
        reason = record.reason;
      }
      if (!record.kind.isEmpty()) {
        kind = record.kind;
      }
    }
  }
}
