package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** A topic of incidents: what each record of it says, and when there is one. */
class IncidentTopicTest {
  private static final long START = 1_767_225_600_000L;
  private static final long MINUTE = 60_000;
  private static final String PIPELINE =
      """
      name: t
      input: {topic: in, format: number}
      output: {anomalies: a, incidents: i}
      horizon: 3
      models: [naive]
      state: {silence: PT30M, idle: P2D}
      """;

  private static void feed(PipelineDriver driver, int from, int to) {
    Random random = new Random(4);
    for (int t = 0; t < to; t++) {
      double noise = random.nextGaussian();
      if (t >= from) {
        double value = t >= 150 && t < 153 ? 90 : 20 + noise;
        driver.send("x", Double.toString(value), START + t * MINUTE);
      }
    }
  }

  private static List<JsonNode> flagged(List<JsonNode> anomalies) {
    return anomalies.stream()
        .filter(record -> record.get("is_anomaly").asBoolean())
        .filter(record -> !record.get("kind").asText().equals("SILENCE"))
        .toList();
  }

  private static List<String> told(List<JsonNode> incidents) {
    List<String> told = new ArrayList<>();
    for (JsonNode record : incidents) {
      long minute = (record.get("timestamp").asLong() - START) / MINUTE;
      told.add(record.get("kind").asText() + ' ' + record.get("status").asText() + ' ' + minute);
    }
    return told;
  }

  @Test
  void anIncidentBeginsWithItsFirstFlagAndEndsWhereTheAnomaliesSaySo() {
    try (PipelineDriver driver = new PipelineDriver(PIPELINE)) {
      feed(driver, 0, 220);
      List<TestRecord<String, byte[]>> raw = driver.raw("i");
      List<JsonNode> incidents =
          raw.stream().map(record -> PipelineDriver.parse(record.value())).toList();
      List<JsonNode> anomalies = driver.json("a");
      List<JsonNode> flags = flagged(anomalies);
      JsonNode onset = incidents.get(0);
      JsonNode end = incidents.get(incidents.size() - 1);

      assertThat(onset.get("status").asText()).isEqualTo("OPEN");
      assertThat(onset.get("timestamp")).isEqualTo(flags.get(0).get("timestamp"));
      assertThat(onset.get("reason")).isEqualTo(flags.get(0).get("reason"));
      assertThat(onset.get("value")).isEqualTo(flags.get(0).get("value"));
      assertThat(onset.get("expected_value")).isEqualTo(flags.get(0).get("expected_value"));
      assertThat(onset.get("end_timestamp").isNull()).isTrue();
      JsonNode over =
          anomalies.stream()
              .filter(record -> record.get("incident").asText().equals("END"))
              .findFirst()
              .orElseThrow();
      assertThat(end.get("status").asText()).isEqualTo("CLOSED");
      assertThat(end.get("end_timestamp")).isEqualTo(over.get("timestamp"));
      assertThat(end.get("kind")).isEqualTo(over.get("kind"));
      assertThat(end.get("reason")).isEqualTo(over.get("reason"));
      assertThat(end.get("flagged_records").asInt()).isEqualTo(flags.size());
      assertThat(end.get("duration_ms").asLong())
          .isEqualTo(end.get("end_timestamp").asLong() - onset.get("onset_timestamp").asLong());
      assertThat(raw)
          .extracting(TestRecord::key)
          .containsOnly(onset.get("incident_id").asText())
          .containsOnly("x@2026-01-01T02:30:00Z");
      assertThat(raw.get(0).timestamp()).isEqualTo(onset.get("timestamp").asLong());
    }
  }

  @Test
  void aSilenceIsAnIncidentUntilTheNextRecord() {
    try (PipelineDriver driver = new PipelineDriver(PIPELINE)) {
      feed(driver, 0, 100);
      feed(driver, 200, 210);
      List<TestRecord<String, byte[]>> raw = driver.raw("i");
      assertThat(told(raw.stream().map(r -> PipelineDriver.parse(r.value())).toList()))
          .containsExactly("SILENCE OPEN 129", "SILENCE CLOSED 200");
      assertThat(raw).extracting(TestRecord::key).containsOnly("x@2026-01-01T02:09:00Z/silence");
      JsonNode end = PipelineDriver.parse(raw.get(1).value());
      assertThat(end.get("duration_ms").asLong()).isEqualTo(71 * MINUTE);
      assertThat(end.get("value").isNull()).isTrue();
    }
  }

  @Test
  void aRecordThatIsRefusedEndsNoSilence() {
    try (PipelineDriver driver = new PipelineDriver(PIPELINE)) {
      feed(driver, 0, 100);
      driver.send("x", "broken", START + 200 * MINUTE);
      assertThat(told(driver.json("i"))).isEmpty();
      driver.send("x", "20", START + 201 * MINUTE);
      assertThat(told(driver.json("i"))).containsExactly("SILENCE OPEN 129", "SILENCE CLOSED 201");
    }
  }

  @Test
  void theIncidentsOfASeriesThatIsForgottenAreClosed() {
    try (PipelineDriver driver = new PipelineDriver(PIPELINE)) {
      feed(driver, 0, 152);
      assertThat(told(driver.json("i"))).first().asString().endsWith("OPEN 150");
      driver.send("x", "20", START + 7 * 24 * 60 * MINUTE);
      List<JsonNode> incidents = driver.json("i");
      assertThat(incidents)
          .extracting(r -> r.get("status").asText() + ' ' + r.get("incident_id").asText())
          .containsExactly(
              "OPEN x@2026-01-01T03:01:00Z/silence",
              "CLOSED x@2026-01-01T02:30:00Z",
              "CLOSED x@2026-01-01T03:01:00Z/silence");
      assertThat(incidents.get(1).get("reason").asText())
          .isEqualTo("forgotten, with no data for PT48H");
    }
  }

  @Test
  void aLimitAheadIsAnIncidentBeforeItIsPassed() {
    String limited =
        PIPELINE.replace("horizon: 3", "horizon: 12\nlimits: {above: 90}\nemit: on-demand");
    try (PipelineDriver driver = new PipelineDriver(limited.replace("[naive]", "[holt]"))) {
      for (int t = 0; t < 90; t++) {
        driver.send("x", Integer.toString(t), START + t * MINUTE);
      }
      List<JsonNode> limits =
          driver.json("i").stream()
              .filter(record -> record.get("kind").asText().equals("LIMIT"))
              .toList();
      JsonNode onset = limits.get(0);
      assertThat(onset.get("incident_id").asText()).endsWith("/above");
      assertThat(onset.get("onset_timestamp").asLong()).isBetween(START, START + 80 * MINUTE);
      assertThat(onset.get("crossing_timestamp").asLong()).isEqualTo(START + 91 * MINUTE);
      assertThat(onset.get("reason").asText()).startsWith("expected to pass 90 at 01:31 (in ");
      assertThat(limits)
          .as("while it goes on")
          .noneMatch(r -> r.get("status").asText().equals("CLOSED"));
    }
  }

  @Test
  void theBinaryTopicSaysTheSame() {
    List<JsonNode> json;
    try (PipelineDriver driver = new PipelineDriver(PIPELINE)) {
      feed(driver, 0, 170);
      json = driver.json("i");
    }
    String binary = PIPELINE.replace("incidents: i", "incidents: i, format: binary");
    try (PipelineDriver driver = new PipelineDriver(binary)) {
      feed(driver, 0, 170);
      assertThat(driver.json("i")).isEqualTo(json);
    }
  }
}
