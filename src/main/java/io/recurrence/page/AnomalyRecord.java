package io.recurrence.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * One record of the anomalies topic, or of the results topic. Fields that are absent keep their
 * defaults and fields that are not known are passed over, so that a page goes on reading what a
 * newer stream writes. Reused from record to record.
 */
final class AnomalyRecord {
  static final String NONE = "NONE";
  static final String ONSET = "ONSET";
  static final String END = "END";
  private static final JsonFactory JSON = new JsonFactory();

  private static final int WORDS = 500;

  private final Map<String, String> words = new HashMap<>();
  String series = "";
  long time;
  double value;
  double expected;
  double lower;
  double upper;
  double level;
  double score;
  double grade;
  boolean anomaly;
  String status = "";
  String reason = "";
  String model = "";
  String kind = "";
  String severity = ""; // empty where an earlier version wrote the record
  String resultKind = ""; // symbol, label, class or translation; empty of an anomaly
  String result = ""; // what came, or was found
  String phase = ""; // of the incident that the record is in: ONSET, ONGOING, END, or NONE
  double peak; // the highest score of that incident so far

  private void clear() {
    series = "";
    time = 0;
    value = Double.NaN;
    expected = Double.NaN;
    lower = Double.NaN;
    upper = Double.NaN;
    level = Double.NaN;
    score = 0;
    grade = 0;
    anomaly = false;
    status = "";
    reason = "";
    model = "";
    kind = "";
    severity = "";
    resultKind = "";
    result = "";
    phase = "";
    peak = 0;
  }

  /** Reads a record; false where it is not a JSON object with a series. */
  boolean read(byte[] record) {
    clear();
    try (JsonParser json = JSON.createParser(record)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        field(json, name, json.nextToken());
      }
      return !series.isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the stream says that the record is in an incident. */
  boolean inIncident() {
    return !phase.isEmpty() && !phase.equals(NONE);
  }

  private void field(JsonParser json, String name, JsonToken token) throws IOException {
    switch (name) {
      case "series" -> series = text(json, token);
      case "timestamp" -> time = json.getValueAsLong();
      case "symbol", "label", "class", "translation" -> {
        resultKind = shared(name);
        result = text(json, token);
      }
      case "value", "probability", "surprise" -> value = number(json, token);
      case "expected_value" -> expected = number(json, token);
      case "lower_bound" -> lower = number(json, token);
      case "upper_bound" -> upper = number(json, token);
      case "confidence_level" -> level = number(json, token);
      case "anomaly_score" -> score = json.getValueAsDouble();
      case "anomaly_grade" -> grade = json.getValueAsDouble();
      case "is_anomaly" -> anomaly = token == JsonToken.VALUE_TRUE;
      case "status" -> status = shared(text(json, token));
      case "reason" -> reason = text(json, token);
      case "model" -> model = shared(text(json, token));
      case "severity" -> severity = shared(text(json, token));
      case "kind" -> kind = shared(text(json, token));
      case "incident" -> phase = text(json, token);
      case "incident_peak" -> peak = json.getValueAsDouble();
      default -> json.skipChildren();
    }
  }

  /** One copy of a text that many records hold. */
  private String shared(String text) {
    if (words.size() >= WORDS) {
      words.clear();
    }
    return words.computeIfAbsent(text, same -> same);
  }

  private static double number(JsonParser json, JsonToken token) throws IOException {
    return token.isNumeric() ? json.getDoubleValue() : Double.NaN;
  }

  private static String text(JsonParser json, JsonToken token) throws IOException {
    return token.isScalarValue() && token != JsonToken.VALUE_NULL ? json.getText() : "";
  }
}
