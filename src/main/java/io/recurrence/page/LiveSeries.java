package io.recurrence.page;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One series as its output records tell it. Guarded by the lock of its {@link LiveView}. */
final class LiveSeries {
  private static final int QUIET = 5; // ordinary records that end an incident
  private static final double KEEP = 0.98; // of a rolling mean, per record: some 50 records
  private static final double CALM = StrictMath.pow(0.5, 1.0 / 64); // trouble halves in 64 records
  private static final int WEIGHTS_EVERY = 8; // forecasts
  private static final int MARKS = 100;

  /** A flagged record. */
  record Mark(
      long time,
      double value,
      double expected,
      double lower,
      double upper,
      double score,
      double grade,
      String kind,
      String reason,
      String model) {}

  /** How much each model counted in one forecast. */
  record Weights(long time, Map<String, Double> shares) {}

  final String pipeline;
  final String name;
  final String nameLower;
  final History history = new History();
  final Deque<Mark> marks = new ArrayDeque<>();
  final Deque<Weights> weights = new ArrayDeque<>();
  final Deque<byte[]> fans = new ArrayDeque<>(); // earlier forecasts, oldest first
  byte @Nullable [] forecast; // the newest
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
  double trouble;
  double absoluteError; // rolling means over the records that had value and expectation
  double naiveError;
  double covered;
  double judged; // the share of such records that the means are made of: 1 - KEEP^n
  private double lastValue = Double.NaN;
  private int quiet;
  @Nullable Incident incident;

  LiveSeries(String pipeline, String name) {
    this.pipeline = pipeline;
    this.name = name;
    this.nameLower = name.toLowerCase(java.util.Locale.ROOT);
  }

  void judged(Judged record, int limit, Incidents incidents) {
    records++;
    time = record.time;
    status = record.status;
    model = record.model.isEmpty() ? model : record.model;
    level = record.level;
    value = record.value;
    expected = record.expected;
    lower = record.lower;
    upper = record.upper;
    history.add(
        record.time,
        record.value,
        record.expected,
        record.lower,
        record.upper,
        record.score,
        limit);
    if (!Double.isNaN(record.value)) {
      score(record);
      lastValue = record.value;
    }
    trouble *= CALM;
    if (record.anomaly) {
      anomalies++;
      trouble += Math.max(0.1, record.grade);
      mark(record);
    }
    follow(record, incidents);
  }

  private void score(Judged record) {
    if (Double.isNaN(record.expected) || Double.isNaN(lastValue)) {
      return;
    }
    boolean inside = record.lower <= record.value && record.value <= record.upper;
    judged = KEEP * judged + (1 - KEEP);
    covered = KEEP * covered + (inside ? 1 - KEEP : 0);
    absoluteError = KEEP * absoluteError + (1 - KEEP) * Math.abs(record.value - record.expected);
    naiveError = KEEP * naiveError + (1 - KEEP) * Math.abs(record.value - lastValue);
  }

  private void mark(Judged record) {
    marks.addLast(
        new Mark(
            record.time,
            record.value,
            record.expected,
            record.lower,
            record.upper,
            record.score,
            record.grade,
            record.kind,
            record.reason,
            record.model));
    if (marks.size() > MARKS) {
      marks.removeFirst();
    }
  }

  /**
   * Opens, continues or ends an incident: as the stream itself says where it does, otherwise after
   * a few ordinary records.
   */
  private void follow(Judged record, Incidents incidents) {
    Incident current = incident;
    boolean told = !record.phase.isEmpty();
    if (record.anomaly) {
      quiet = 0;
      if (current == null || record.phase.equals("onset")) {
        if (current != null) {
          incidents.end(current);
        }
        incident = incidents.begin(this, record);
      } else {
        incidents.add(current, record);
      }
    } else if (current != null && !told) {
      quiet++;
    }
    Incident now = incident;
    if (now != null && (record.phase.equals("end") || quiet >= QUIET)) {
      incidents.end(now);
      incident = null;
      quiet = 0;
    }
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
      Map<String, Double> shares = new LinkedHashMap<>();
      ForecastText.weights(record, shares);
      if (!shares.isEmpty()) {
        weights.addLast(new Weights(origin, shares));
      }
    }
    while (weights.size() > weightLimit) {
      weights.removeFirst();
    }
    forecasts++;
    forecast = record;
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

  /** Rolling share of values that lay inside their band. */
  double coverage() {
    return judged > 0 ? covered / judged : Double.NaN;
  }

  /** The last values, at most {@code count}, those that were missing left out. */
  double[] sparkline(int count) {
    return Arrays.stream(history.last(History.VALUE, count))
        .filter(x -> !Double.isNaN(x))
        .toArray();
  }
}
