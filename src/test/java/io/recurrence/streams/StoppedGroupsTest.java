package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What becomes of groups of which no records come any more. */
class StoppedGroupsTest {
  private static final long START = 1_767_225_600_000L;
  private static final long MINUTE = 60_000;
  private static final int LAST = 201; // minute of the last record of the group
  private static final String PIPELINE =
      """
      name: t
      input: {topic: in, series: /m, value: /v, group: /site, partitioned-by-series: true}
      output: {anomalies: a, groups: g, dead-letters: d}
      horizon: 1
      model: smoothing
      groups: {window: 5m, alarm-every: 1d}
      state: {idle: %s}
      """;

  private Random random = new Random(4);

  private void minute(PipelineDriver driver, String site, int minute, double more) {
    for (String machine : List.of("a", "b")) {
      driver.send(
          site + machine,
          "{\"m\":\"%s%s\",\"v\":%s,\"site\":\"%s\"}"
              .formatted(site, machine, 50 + random.nextGaussian() + more, site),
          START + minute * MINUTE);
    }
  }

  /** The group goes wrong, and then nothing comes of it. */
  private PipelineDriver stopped(String idle) {
    random = new Random(4);
    PipelineDriver driver = new PipelineDriver(PIPELINE.formatted(idle));
    for (int t = 0; t <= LAST; t++) {
      minute(driver, "north", t, t >= LAST - 1 ? 25 : 0);
    }
    return driver;
  }

  /** Records come again, the first of which teach the series anew. */
  private void again(PipelineDriver driver) {
    for (int t = LAST + 90; t < LAST + 200; t++) {
      minute(driver, "north", t, 0);
    }
  }

  private static JsonNode last(PipelineDriver driver, boolean over) {
    List<JsonNode> reports = driver.json("g");
    JsonNode last = reports.get(reports.size() - 1);
    assertThat(last.get("status").asText().equals("CLOSED")).isEqualTo(over);
    return last;
  }

  @Test
  void theirIncidentsEndTheSameHoweverItIsNoticed() {
    JsonNode byItsNextRecord;
    try (PipelineDriver driver = stopped("PT1H")) {
      last(driver, false);
      again(driver);
      byItsNextRecord = last(driver, true);
    }
    assertThat(byItsNextRecord.get("end_timestamp").asLong())
        .isEqualTo(START + (LAST + 60) * MINUTE);
    assertThat(byItsNextRecord.get("reason").asText()).startsWith("over: no data for PT1H; north");
    try (PipelineDriver driver = stopped("PT1H")) {
      driver.json("g");
      driver.pass(Duration.ofMinutes(50));
      assertThat(driver.json("g")).isEmpty();
      driver.pass(Duration.ofMinutes(20));
      assertThat(last(driver, true)).isEqualTo(byItsNextRecord);
      driver.pass(Duration.ofHours(5));
      again(driver);
      assertThat(driver.json("g")).isEmpty();
    }
    try (PipelineDriver driver = new PipelineDriver(PIPELINE.formatted("PT1H"))) {
      for (int t = 0; t < LAST + 70; t++) {
        if (t <= LAST) {
          minute(driver, "north", t, t >= LAST - 1 ? 25 : 0);
        }
        minute(driver, "south", t, 0);
      }
      last(driver, false);
      for (int t = LAST + 70; t < LAST + 80; t++) {
        minute(driver, "south", t, 0);
      }
      JsonNode byOthers = last(driver, true);
      assertThat(byOthers.get("end_timestamp")).isEqualTo(byItsNextRecord.get("end_timestamp"));
    }
  }

  @Test
  void withoutATimeAfterWhichSeriesAreForgottenTheyStayOpen() {
    try (PipelineDriver driver = stopped("PT0S")) {
      JsonNode open = last(driver, false);
      assertThat(Instant.ofEpochMilli(open.get("onset_timestamp").asLong()))
          .isEqualTo(Instant.ofEpochMilli(START + (LAST - 1) * MINUTE));
      driver.pass(Duration.ofDays(9));
      assertThat(driver.json("g")).isEmpty();
    }
  }
}
