package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Silences at times of maintenance and mutes. */
class FeedbackSilenceTest {
  private static final long START = 1_767_225_600_000L; // 2026-01-01T00:00:00Z
  private static final long MINUTE = 60_000;
  private static final String PIPELINE =
      """
      name: t
      input: {topic: in, series: /s, value: /v, partitioned-by-series: true}
      output: {incidents: i}
      feedback: said
      horizon: 1
      model: smoothing
      state: {silence: 10m}
      """;

  private static PipelineDriver driver() {
    return new PipelineDriver(PIPELINE);
  }

  private static void send(PipelineDriver driver, String series, int minute, double value) {
    driver.send(series, "{\"s\":\"%s\",\"v\":%s}".formatted(series, value), at(minute));
  }

  private static long at(int minute) {
    return START + minute * MINUTE;
  }

  private static Instant time(int minute) {
    return Instant.ofEpochMilli(at(minute));
  }

  @Test
  void aSilenceInAMaintenanceWindowIsReportedOnlyWhereItLastsBeyondIt() {
    try (PipelineDriver driver = driver()) {
      for (int minute = 0; minute < 20; minute++) {
        send(driver, "x", minute, minute % 3);
        send(driver, "y", minute, minute % 3);
        send(driver, "z", minute, minute % 3);
      }
      driver.feedback(
          "{'feedback':'maintenance','series':'[xy]','from':'%s','to':'%s'}"
              .formatted(time(20), time(60)),
          at(20));
      driver.feedback(
          "{'feedback':'maintenance','series':'x','from':'%s','to':'%s'}"
              .formatted(time(20), time(60)),
          at(20));
      driver.feedback(
          "{'feedback':'mute','series':'y','from':'%s','to':'%s'}".formatted(time(20), time(60)),
          at(20));
      for (int minute = 20; minute < 58; minute++) {
        send(driver, "z", minute, minute % 3);
      }
      assertThat(driver.json("i")).isEmpty();
      send(driver, "y", 58, 1);
      for (int minute = 58; minute < 66; minute++) {
        send(driver, "z", minute, minute % 3);
      }
      assertThat(driver.json("i"))
          .singleElement()
          .satisfies(
              incident -> {
                assertThat(incident.get("series").asText()).isEqualTo("x");
                assertThat(incident.get("onset_timestamp").asLong()).isEqualTo(at(29));
              });
    }
  }

  private static List<String> silences(PipelineDriver driver) {
    return driver.json("i").stream()
        .filter(incident -> incident.get("incident_id").asText().endsWith("/silence"))
        .map(incident -> incident.get("series").asText() + " " + incident.get("status").asText())
        .toList();
  }

  @Test
  void aSeriesThatHasNeverHadAValueIsNotReportedSilent() {
    try (PipelineDriver driver = driver()) {
      driver.feedback(
          "{'feedback':'maintenance','series':'x','from':'%s','to':'%s'}"
              .formatted(time(0), time(30)),
          at(0));
      send(driver, "x", 1, 5);
      driver.send("y", "{\"s\":\"y\",\"v\":null}", at(1));
      for (int minute = 1; minute < 60; minute++) {
        send(driver, "z", minute, minute % 3);
      }
      driver.pass(Duration.ofHours(2));
      assertThat(silences(driver)).containsExactly("z OPEN");
      send(driver, "x", 61, 5);
      for (int minute = 61; minute < 80; minute++) {
        send(driver, "z", minute, minute % 3);
      }
      assertThat(silences(driver)).containsExactly("z CLOSED", "x OPEN");
    }
  }
}
