package io.recurrence.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A record of the incidents topic: all that is known of an incident by then. Fields that are absent
 * are 0, NaN or empty.
 *
 * @param id the same in each record of the incident
 * @param end in milliseconds since 1970, as onset and peak; of an open one its last record
 * @param records how many of them were flagged
 */
record IncidentRecord(
    String id,
    String series,
    long onset,
    long peak,
    long end,
    boolean open,
    int records,
    double value,
    double expected,
    double score,
    double grade,
    String severity,
    String kind,
    String reason) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a record; null where it is not one of an incident. */
  static @Nullable IncidentRecord read(byte[] record) {
    JsonNode json;
    try {
      json = JSON.readTree(record);
    } catch (IOException e) {
      return null;
    }
    if (!json.has("incident_id") || !json.has("series")) {
      return null;
    }
    boolean open = !json.path("status").asText().equals("CLOSED");
    return new IncidentRecord(
        json.path("incident_id").asText(),
        json.path("series").asText(),
        json.path("onset_timestamp").asLong(),
        json.path("peak_timestamp").asLong(),
        json.path(open ? "timestamp" : "end_timestamp").asLong(),
        open,
        json.path("flagged_records").asInt(),
        number(json, "value"),
        number(json, "expected_value"),
        number(json, "incident_peak"),
        number(json, "anomaly_grade"),
        json.path("severity").asText(),
        json.path("kind").asText(),
        json.path("reason").asText());
  }

  private static double number(JsonNode json, String field) {
    return json.path(field).isNumber() ? json.path(field).asDouble() : Double.NaN;
  }
}
