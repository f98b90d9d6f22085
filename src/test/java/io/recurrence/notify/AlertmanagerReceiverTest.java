package io.recurrence.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertmanagerReceiverTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AlertmanagerReceiver receiver =
      AlertmanagerReceiver.at(
          URI.create("http://am:9093/"),
          "http://page:8080",
          Map.of("team", "ops"),
          Duration.ofDays(1));

  static ReportedIncident incident(String status, String severity) {
    String json =
        """
        {"series":"pump 7","timestamp":5000,"incident_id":"pump 7@1970-01-01T00:00:03Z","status":"%s",
         "severity":"%s","onset_timestamp":3000,"end_timestamp":null,"kind":"POINT","direction":"ABOVE",
         "reason":"unusually high","value":5.5,"expected_value":4.0,"incident_peak":0.9999,
         "pipeline_version":"works@1f"}"""
            .formatted(status, severity);
    return ReportedIncident.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private JsonNode alerts(String status, String severity) throws IOException {
    return JSON.readTree(receiver.body(incident(status, severity)));
  }

  @Test
  void anIncidentIsAnAlertThatHoldsUntilItIsOver() throws IOException {
    JsonNode alert = alerts("OPEN", "WARNING").get(0);
    assertThat(receiver.address()).hasToString("http://am:9093/api/v2/alerts");
    assertThat(alert.get("labels"))
        .isEqualTo(
            JSON.readTree(
                """
                {"team":"ops","alertname":"RecurrenceIncident","pipeline":"works","series":"pump 7",
                 "incident_id":"pump 7@1970-01-01T00:00:03Z","severity":"warning"}"""));
    assertThat(alert.get("startsAt").asText()).isEqualTo("1970-01-01T00:00:03Z");
    assertThat(alert.get("endsAt").asText()).isEqualTo("1970-01-02T00:00:05Z");
    assertThat(alert.get("generatorURL").asText())
        .isEqualTo("http://page:8080/#incident=pump%207%401970-01-01T00%3A00%3A03Z&pipeline=works");
    assertThat(alert.at("/annotations/summary").asText()).isEqualTo("pump 7: unusually high");
    assertThat(alert.at("/annotations/value").asText()).isEqualTo("5.50000");
    assertThat(alert.at("/annotations").has("shares")).isFalse();
  }

  @Test
  void anAlertKeepsItsLabelsAndEndsWithTheIncident() throws IOException {
    JsonNode open = alerts("OPEN", "INFO").get(0);
    JsonNode closed = alerts("CLOSED", "INFO").get(0);
    assertThat(closed.get("labels")).isEqualTo(open.get("labels"));
    assertThat(closed.get("endsAt").asText()).isEqualTo("1970-01-01T00:00:05Z");
  }

  @Test
  void theAlertsOfLesserSeveritiesEndWhereAnIncidentHasBecomeMoreUrgent() throws IOException {
    assertThat(alerts("OPEN", "CRITICAL")).hasSize(1);
    JsonNode alerts = alerts("PEAK", "CRITICAL");
    assertThat(alerts).hasSize(3);
    assertThat(alerts)
        .extracting(
            alert -> alert.at("/labels/severity").asText() + " " + alert.get("endsAt").asText())
        .containsExactly(
            "info 1970-01-01T00:00:05Z",
            "warning 1970-01-01T00:00:05Z",
            "critical 1970-01-02T00:00:05Z");
  }

  @Test
  void aWebhookGetsTheRecordWithALink() throws IOException {
    JsonNode body =
        JSON.readTree(
            new WebhookReceiver(URI.create("http://hook"), "http://page:8080/")
                .body(incident("OPEN", "INFO")));
    assertThat(body.get("link").asText())
        .isEqualTo("http://page:8080/#incident=pump%207%401970-01-01T00%3A00%3A03Z&pipeline=works");
    assertThat(body.get("status").asText()).isEqualTo("OPEN");
    assertThat(body.get("expected_value").asDouble()).isEqualTo(4);
  }

  @Test
  void anAlertOfAGroupHasTheShareOfEachSeries() throws IOException {
    String json =
        """
        {"group":"north","timestamp":5000,"incident_id":"north@1970-01-01T00:00:03Z/group","status":"OPEN",
         "severity":"INFO","onset_timestamp":3000,"shares":{"n.a":0.7,"n.b":0.3},"pipeline_version":"works@1f"}""";
    ReportedIncident north =
        ReportedIncident.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    JsonNode alert = JSON.readTree(receiver.body(north)).get(0);
    assertThat(alert.at("/labels/group").asText()).isEqualTo("north");
    assertThat(alert.at("/annotations/shares").asText()).isEqualTo("{\"n.a\":0.7,\"n.b\":0.3}");
  }

  @Test
  void whatIsNoIncidentIsNotReadAsOne() {
    for (String other :
        new String[] {"{}", "[1]", "no json", "{\"incident_id\":\"a\",\"status\":\"OPEN\"}"}) {
      assertThat(ReportedIncident.read(other.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
  }
}
