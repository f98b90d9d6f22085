package io.recurrence.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** One series of a {@link DemoView} as it stands. */
final class DemoLine {
  static final int HISTORY = 60;

  final String series;
  final Deque<Double> values = new ArrayDeque<>();
  final Deque<String> results = new ArrayDeque<>(); // of a task on symbols or sequences
  double value;
  double lower;
  double upper;
  boolean banded;
  String result = "";
  String belief = ""; // what is known beside the result, and how surely
  String status = "";
  long records;
  long lastAnomaly = -1; // which record it was
  int steps;
  double ahead; // the end of the forecast
  double aheadLower;
  double aheadUpper;

  DemoLine(String series) {
    this.series = series;
  }

  /** The width of the interval of the newest value; 0 where there is none. */
  double width() {
    return banded ? upper - lower : 0;
  }

  /** Takes in a record of the forecasts topic. */
  void forecast(JsonNode record) {
    steps = record.path("horizon").asInt();
    ahead = last(record, "forecast_value");
    aheadLower = last(record, "lower_bound");
    aheadUpper = last(record, "upper_bound");
  }

  private static double last(JsonNode record, String field) {
    JsonNode array = record.path(field);
    return array.path(array.size() - 1).asDouble();
  }

  /** Takes in a record of the anomalies topic, or of the results topic. */
  void judged(JsonNode record) {
    records++;
    status = record.path("status").asText();
    if (record.has("value")) {
      measured(record);
    } else {
      result(record);
    }
    if (record.path("is_anomaly").asBoolean()) {
      lastAnomaly = records;
    }
  }

  private void measured(JsonNode record) {
    banded = !record.path("expected_value").isNull();
    lower = record.path("lower_bound").asDouble();
    upper = record.path("upper_bound").asDouble();
    if (!record.path("value").isNull()) {
      value = record.path("value").asDouble();
      keep(values, value);
    }
  }

  private void result(JsonNode record) {
    String sure = percent(record.path("probability").asDouble());
    if (record.has("symbol")) {
      result = record.path("symbol").asText();
      belief = "expected " + record.path("expected_symbol").asText();
      keep(results, result);
    } else if (record.has("class")) {
      boolean ended = record.path("ended").asBoolean(true); // a text is a sequence by itself
      result = record.path("class").asText();
      belief =
          record.has("source")
              ? sure + ": " + record.path("source").asText()
              : "%s, %d records".formatted(sure, record.path("records").asLong());
      if (ended) {
        keep(results, result);
      }
    } else if (record.has("label")) {
      result = record.path("label").asText();
      belief = sure;
      if (record.path("changed").asBoolean()) {
        keep(results, result);
      }
    } else {
      result = record.path("translation").asText();
      belief = sure;
      keep(results, record.path("source").asText());
    }
    if (record.has("surprise")) {
      belief += String.format(Locale.ROOT, ", %.1f bits", record.path("surprise").asDouble());
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static <T> void keep(Deque<T> recent, T one) {
    recent.addLast(one);
    if (recent.size() > HISTORY) {
      recent.removeFirst();
    }
  }
}
