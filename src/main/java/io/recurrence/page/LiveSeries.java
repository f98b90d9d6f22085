package io.recurrence.page;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One series as read from its output records. Guarded by the lock of its {@link LiveView}. */
final class LiveSeries {
  private static final int QUIET = 5; // ordinary records that end an incident
  private static final double MEAN_DECAY = 0.98; // of a rolling mean, per record: some 50 records
  private static final double COVERED_FROM = 1 - StrictMath.pow(MEAN_DECAY, 50); // after 50 records
  private static final double SEVERITY_DECAY = StrictMath.pow(0.5, 1.0 / 64); // half in 64 records
  private static final int WEIGHTS_EVERY = 8; // forecasts

  final String pipeline;
  final String name;
  final String nameLower;
  final RecentPoints history = new RecentPoints();
  final Deque<FlaggedRecord> marks = new ArrayDeque<>(1);
  final Deque<ModelWeights> weights = new ArrayDeque<>(1);
  final Deque<byte[]> fans = new ArrayDeque<>(1); // earlier forecasts, oldest first
  final ResultHistory results = new ResultHistory();
  byte @Nullable [] forecast; // the newest
  byte @Nullable [] partial; // one that is written step by step, as far as it has come
  long forecasts;
  long records;
  long anomalies;
  long time;
  double value = Double.NaN;
  double expected = Double.NaN;
  double lower = Double.NaN;
  double upper = Double.NaN;
  double level = Double.NaN;
  String status = "";
  String model = "";
  String resultKind = ""; // of the newest result; empty where there is none
  String result = "";
  double trouble;
  double absoluteError; // rolling means over the records that had value and expectation
  double naiveError;
  double covered;
  double judged; // the share of such records that the means are made of: 1 - MEAN_DECAY^n
  private double lastValue = Double.NaN;
  private int quiet;
  @Nullable SeriesIncident incident;

  LiveSeries(String pipeline, String name) {
    this.pipeline = pipeline;
    this.name = name;
    String lowerCase = name.toLowerCase(Locale.ROOT);
    this.nameLower = lowerCase.equals(name) ? name : lowerCase;
  }

  void judged(AnomalyRecord record, int pointLimit, int markLimit, Incidents incidents) {
    records++;
    time = record.time;
    status = record.status;
    model = record.model.isEmpty() ? model : record.model;
    level = record.level;
    value = record.value;
    expected = record.expected;
    resultKind = record.resultKind;
    result = record.result;
    lower = record.lower;
    upper = record.upper;
    history.add(
        record.time,
        record.value,
        record.expected,
        record.lower,
        record.upper,
        record.score,
        pointLimit);
    if (!Double.isNaN(record.value)) {
      score(record);
      lastValue = record.value;
    }
    trouble *= SEVERITY_DECAY;
    if (record.anomaly) {
      anomalies++;
      trouble += Math.max(0.1, record.grade);
      mark(record, markLimit);
    }
    follow(record, incidents);
  }

  private void score(AnomalyRecord record) {
    if (Double.isNaN(record.expected) || Double.isNaN(lastValue)) {
      return;
    }
    boolean inside = record.lower <= record.value && record.value <= record.upper;
    judged = MEAN_DECAY * judged + (1 - MEAN_DECAY);
    covered = MEAN_DECAY * covered + (inside ? 1 - MEAN_DECAY : 0);
    absoluteError =
        MEAN_DECAY * absoluteError + (1 - MEAN_DECAY) * Math.abs(record.value - record.expected);
    naiveError = MEAN_DECAY * naiveError + (1 - MEAN_DECAY) * Math.abs(record.value - lastValue);
  }

  private void mark(AnomalyRecord record, int limit) {
    marks.addLast(
        new FlaggedRecord(
            record.time,
            record.value,
            record.expected,
            record.lower,
            record.upper,
            record.score,
            record.grade,
            record.kind,
            record.severity,
            record.reason,
            record.model));
    while (marks.size() > limit) {
      marks.removeFirst();
    }
  }

  /**
   * Opens, continues or ends an incident as the stream says. Some detectors flag records and report
   * of no incidents: then it is a run of flagged records, ended by a few ordinary ones.
   */
  private void follow(AnomalyRecord record, Incidents incidents) {
    SeriesIncident current = incident;
    if (current != null && over(current, record)) {
      incidents.end(current, record);
      current = null;
    }
    boolean in = record.inIncident() && !record.phase.equals(AnomalyRecord.END);
    if (in || record.anomaly) {
      quiet = 0;
      if (current == null) {
        current = incidents.begin(this, record);
      } else {
        incidents.add(current, record);
      }
    }
    incident = current;
  }

  private boolean over(SeriesIncident current, AnomalyRecord record) {
    if (current.streamed || record.inIncident()) {
      return !record.inIncident()
          || record.phase.equals(AnomalyRecord.ONSET)
          || record.phase.equals(AnomalyRecord.END);
    }
    quiet = record.anomaly ? 0 : quiet + 1;
    return quiet >= QUIET;
  }

  /**
   * Takes a forecast in.
   *
   * @param fanEvery origins between two earlier forecasts that are kept
   * @param fanLimit how many of them
   * @param weightLimit how many rows of weights
   */
  void forecast(long origin, byte[] record, int fanEvery, int fanLimit, int weightLimit) {
    if (forecasts % fanEvery == 0 && fanLimit > 0) {
      fans.addLast(record);
    }
    while (fans.size() > fanLimit) {
      fans.removeFirst();
    }
    if (forecasts < WEIGHTS_EVERY || forecasts % WEIGHTS_EVERY == 0) {
      ModelWeights row = ForecastText.weights(origin, record, weights.peekLast());
      if (row != null) {
        weights.addLast(row);
      }
    }
    while (weights.size() > weightLimit) {
      weights.removeFirst();
    }
    forecasts++;
    forecast = record;
  }

  /** Bytes of the forecasts that are held. */
  long textBytes() {
    long bytes = partial == null || partial == forecast ? 0 : partial.length;
    bytes += forecast == null || forecast == fans.peekLast() ? 0 : forecast.length;
    for (byte[] fan : fans) {
      bytes += fan.length;
    }
    return bytes;
  }

  /** Lets go of what is above these limits. */
  void trim(int pointLimit, int markLimit, int weightLimit) {
    history.trim(pointLimit);
    results.trim(PageBudget.bytesOf(pointLimit));
    while (marks.size() > markLimit) {
      marks.removeFirst();
    }
    while (weights.size() > weightLimit) {
      weights.removeFirst();
    }
  }

  /** Lets go of all forecasts; the store has the newest. */
  void dropForecasts() {
    fans.clear();
    forecast = null;
    partial = null;
  }

  /** ANOMALY while an incident is open, otherwise what the stream says. */
  String state() {
    return incident != null ? "ANOMALY" : status.isEmpty() ? "WARMING_UP" : status;
  }

  /** What the list is sorted by: steps of a quarter, so that rows do not dance. */
  double troubleStep() {
    double steps = Math.ceil(4 * (trouble < 0.05 ? 0 : trouble)) / 4;
    return steps + (incident != null ? 1 : 0) + (status.equals("DEGRADED") ? 0.5 : 0);
  }

  /** Rolling mean absolute error of one step ahead, NaN before the first. */
  double meanAbsoluteError() {
    return judged > 0 ? absoluteError / judged : Double.NaN;
  }

  /** The same over that of "as the last value": below 1 is better than that; NaN if undefined. */
  double relativeError() {
    return naiveError > 0 ? absoluteError / naiveError : Double.NaN;
  }

  /** Rolling share of values that lay inside their interval; NaN while they are few. */
  double coverage() {
    return judged > COVERED_FROM ? covered / judged : Double.NaN;
  }

  /** The last values, at most {@code count}, those that were missing left out. */
  double[] sparkline(int count) {
    return Arrays.stream(history.last(RecentPoints.VALUE, count))
        .filter(x -> !Double.isNaN(x))
        .toArray();
  }
}
