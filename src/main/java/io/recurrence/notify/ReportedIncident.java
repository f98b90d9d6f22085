package io.recurrence.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.recurrence.core.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A record of a topic of incidents, of a series or of a group. */
public final class ReportedIncident {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CLOSED = "CLOSED";

  private final ObjectNode fields;

  private ReportedIncident(ObjectNode fields) {
    this.fields = fields;
  }

  /** Reads a record; empty where it is not one of an incident. */
  public static Optional<ReportedIncident> read(byte[] json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      boolean incident =
          node instanceof ObjectNode
              && node.hasNonNull("incident_id")
              && node.hasNonNull("status")
              && node.path("onset_timestamp").isIntegralNumber()
              && node.path("timestamp").isIntegralNumber();
      return incident ? Optional.of(new ReportedIncident((ObjectNode) node)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Its name, the same in each of its records. */
  public String id() {
    return text("incident_id");
  }

  /** That of the series; of an incident of a group, that of the group. */
  public String series() {
    return fields.hasNonNull("group") ? text("group") : text("series");
  }

  /** What it is of: {@code series} or {@code group}. */
  public String subject() {
    return fields.hasNonNull("group") ? "group" : "series";
  }

  /** What has happened to it: OPEN, PEAK or CLOSED. */
  public String status() {
    return text("status");
  }

  public boolean over() {
    return status().equals(CLOSED);
  }

  /** How urgent it is; what does not say is worth an information. */
  public Severity severity() {
    for (Severity each : Severity.values()) {
      if (each.name().equals(text("severity"))) {
        return each;
      }
    }
    return Severity.INFO;
  }

  /** The pipeline that wrote it. */
  public String pipeline() {
    String version = text("pipeline_version");
    int at = version.lastIndexOf('@');
    return at < 0 ? version : version.substring(0, at);
  }

  Instant onset() {
    return Instant.ofEpochMilli(fields.path("onset_timestamp").asLong());
  }

  /** Event time of the record that led to this one; of the end, where it is over. */
  Instant time() {
    return Instant.ofEpochMilli(fields.path("timestamp").asLong());
  }

  /** A field as text, one of several parts as JSON; empty where there is none. */
  String text(String field) {
    JsonNode node = fields.path(field);
    return node.isContainerNode() ? node.toString() : node.asText("");
  }

  /** A number in a few digits; empty where there is none. */
  String number(String field) {
    JsonNode number = fields.path(field);
    return number.isNumber() ? String.format(Locale.ROOT, "%.6g", number.asDouble()) : "";
  }

  /** The record with further fields, as a JSON document. */
  byte[] with(Map<String, String> further) {
    ObjectNode document = fields.deepCopy();
    further.forEach(document::put);
    return bytes(document);
  }

  static byte[] bytes(JsonNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document that was put together cannot be written", e);
    }
  }

  @Override
  public String toString() {
    return status() + ' ' + id();
  }
}
