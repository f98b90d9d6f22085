package io.recurrence.evaluate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.recurrence.core.Verdict;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The alarms of a backtest: how many there were, how many there would have been at other rates, and
 * where a file has labels, how many were right. A run of labelled rows of a series is one span; it
 * is found where an alarm lies in it.
 */
public final class Alarms {
  private static final double[] RATES = {1e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2};
  private static final int ASKED = RATES.length; // of the counts: those that were raised
  private static final double DAY = 86_400_000;

  private final long[] alarms = new long[RATES.length + 1];
  private final long[] right = new long[RATES.length + 1];
  private final long[] found = new long[RATES.length + 1];
  private final Map<String, Span> open = new HashMap<>();
  private final Map<Long, Integer> perDay = new TreeMap<>();
  private long rows;
  private boolean labels; // whether the file has them
  private long spans;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /** A run of labelled rows that has not ended. */
  private static final class Span {
    double alarm; // the highest
    boolean flagged;
  }

  /**
   * Counts at one rate.
   *
   * @param rate the share of ordinary values that may be flagged
   * @param count of alarms
   * @param perDay of all series together
   * @param precision the share of alarms within labelled spans
   * @param recall the share of labelled spans with an alarm
   */
  public record AtRate(double rate, long count, double perDay, double precision, double recall) {}

  /** The file says of each row whether it is anomalous. */
  void expectLabels() {
    labels = true;
  }

  void take(Row row, Verdict verdict) {
    rows++;
    first = Math.min(first, row.time());
    last = Math.max(last, row.time());
    perDay.merge(Math.floorDiv(row.time(), (long) DAY), verdict.anomaly() ? 1 : 0, Integer::sum);
    for (int i = 0; i < alarms.length; i++) {
      if (raised(i, verdict.alarm(), verdict.anomaly())) {
        alarms[i]++;
        right[i] += row.labelled() ? 1 : 0;
      }
    }
    if (row.labelled()) {
      Span span = open.computeIfAbsent(row.series(), unused -> new Span());
      span.alarm = Math.max(span.alarm, verdict.alarm());
      span.flagged |= verdict.anomaly();
    } else if (!open.isEmpty()) {
      close(open.remove(row.series()));
    }
  }

  /** No more rows come. */
  void close() {
    open.values().forEach(this::close);
    open.clear();
  }

  private void close(@Nullable Span span) {
    if (span != null) {
      spans++;
      for (int i = 0; i < found.length; i++) {
        found[i] += raised(i, span.alarm, span.flagged) ? 1 : 0;
      }
    }
  }

  private static boolean raised(int i, double alarm, boolean flagged) {
    return i == ASKED ? flagged : alarm >= 1 - RATES[i];
  }

  /** How many rows were flagged. */
  public long count() {
    return alarms[ASKED];
  }

  /** How many spans of labels the file has. */
  public long labelledSpans() {
    return spans;
  }

  /** The share of alarms within labelled spans; NaN without alarms, or without such spans. */
  public double precision() {
    return at(ASKED, 0).precision();
  }

  /** The share of labelled spans with an alarm; NaN where the file has none. */
  public double recall() {
    return at(ASKED, 0).recall();
  }

  /** Alarms outside of labelled spans, per thousand rows. */
  public double falseAlarmsPerThousand() {
    return 1000.0 * (alarms[ASKED] - right[ASKED]) / rows;
  }

  /** How many rows were flagged by day, which is counted from 1970, in UTC. */
  public Map<Long, Integer> byDay() {
    return Map.copyOf(perDay);
  }

  /** What other rates would have given: this run's alarm scores, each rate by itself. */
  public List<AtRate> atRates() {
    return IntStream.range(0, RATES.length).mapToObj(i -> at(i, RATES[i])).toList();
  }

  private AtRate at(int i, double rate) {
    double days = Math.max(1, last - first) / DAY;
    return new AtRate(
        rate,
        alarms[i],
        alarms[i] / days,
        spans == 0 ? Double.NaN : (double) right[i] / alarms[i],
        (double) found[i] / spans);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeNumberField("alarms", count());
    if (labels) {
      json.writeObjectFieldStart("labels");
      json.writeNumberField("spans", spans);
      json.writeNumberField("found", found[ASKED]);
      JsonNumber.write(json, "precision", precision());
      JsonNumber.write(json, "recall", recall());
      JsonNumber.write(json, "false_alarms_per_1000", falseAlarmsPerThousand());
      json.writeEndObject();
    }
    json.writeArrayFieldStart("alarm_rates");
    for (AtRate rate : atRates()) {
      json.writeStartObject();
      json.writeNumberField("alarm_rate", rate.rate());
      json.writeNumberField("alarms", rate.count());
      JsonNumber.write(json, "alarms_per_day", rate.perDay());
      if (spans > 0) {
        JsonNumber.write(json, "precision", rate.precision());
        JsonNumber.write(json, "recall", rate.recall());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** How the alarms stand beside the labels; empty where the file has none. */
  String againstLabels() {
    if (!labels) {
      return "";
    }
    String falseAlarms =
        String.format(Locale.ROOT, "%.3g false alarms per 1,000 rows", falseAlarmsPerThousand());
    if (spans == 0) {
      return "labels: none is anomalous, so that precision and recall are undefined, "
          + falseAlarms;
    }
    String found =
        String.format(
            Locale.ROOT,
            "labels: %,d of %,d spans found (recall %.3f), ",
            this.found[ASKED],
            spans,
            recall());
    return count() == 0
        ? found + "no alarms"
        : String.format(
            Locale.ROOT,
            "%s%,d of %,d alarms within them (precision %.3f), %s",
            found,
            right[ASKED],
            count(),
            precision(),
            falseAlarms);
  }

  /** How many alarms which rate would have given, as lines for a terminal. */
  public String table() {
    StringBuilder out = new StringBuilder("alarm-rate    alarms     a day");
    out.append(spans > 0 ? "  precision  recall" : "");
    for (AtRate rate : atRates()) {
      out.append(
          String.format(
              Locale.ROOT,
              "%n%-10s %,9d %9.3g",
              Double.toString(rate.rate()),
              rate.count(),
              rate.perDay()));
      out.append(
          spans > 0
              ? String.format(Locale.ROOT, "  %9.3f  %6.3f", rate.precision(), rate.recall())
              : "");
    }
    return out.append(System.lineSeparator())
        .append("by the alarm scores of this run; alarm-every limits alarms further")
        .toString();
  }
}
