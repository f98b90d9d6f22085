package io.recurrence.streams;

import static io.recurrence.streams.PipelineDriver.NUMBERS;
import static io.recurrence.streams.PipelineDriver.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** What the clock has to do with a record: lateness, gaps, silence, closed hours. */
class SeriesProcessorTimeTest {
  @Test
  void aTimeWithoutAnOffsetIsReadInTheZoneOfThePipeline() {
    String local =
        """
        name: t
        input: {topic: in, series: /s, time: {field: /t, unit: iso}, partitioned-by-series: true}
        output: {anomalies: a, dead-letters: d}
        models: [naive]
        time: {zone: Europe/Berlin}
        """;
    try (PipelineDriver driver = new PipelineDriver(local)) {
      long now = Instant.parse("2026-07-01T00:00:00Z").getEpochSecond();
      for (String time :
          List.of("2026-03-29 01:30:00", "2026-03-29 02:30:00", "2026-03-29T03:30:00.5")) {
        driver.send("k", "{\"s\":\"x\",\"t\":\"%s\",\"value\":1}".formatted(time), now);
      }
      assertThat(driver.json("a"))
          .extracting(v -> Instant.ofEpochMilli(v.get("timestamp").asLong()).toString())
          .containsExactly("2026-03-29T00:30:00Z", "2026-03-29T01:30:00.500Z");
      assertThat(driver.raw("d"))
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(header(letter, DeadLetters.REASON)).isEqualTo("BAD_TIME");
                assertThat(header(letter, DeadLetters.MESSAGE))
                    .startsWith("the time '2026-03-29 02:30:00' does not exist in Europe/Berlin");
              });
    }
  }

  @Test
  void aRecordFromClosedHoursGoesToTheDeadLettersUnlessItIsToBeKept() {
    String hours = NUMBERS + "time: {calendar: {sessions: '06:00-22:00', outside: %s}}\n";
    try (PipelineDriver driver = new PipelineDriver(hours.formatted("dead-letter"));
        PipelineDriver keeping = new PipelineDriver(hours.formatted("keep"))) {
      for (long second : new long[] {8 * 3600, 8 * 3600 + 1, 23 * 3600}) {
        driver.number("x", 1, second);
        keeping.number("x", 1, second);
      }
      assertThat(driver.raw("d"))
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(header(letter, DeadLetters.REASON)).isEqualTo("CLOSED");
                assertThat(header(letter, DeadLetters.MESSAGE))
                    .contains("1970-01-01T23:00:00Z", "time.calendar");
              });
      assertThat(keeping.raw("d")).isEmpty();
      assertThat(keeping.json("a")).hasSize(3);
    }
  }

  @Test
  void aLateRecordGoesToTheDeadLettersAndLeavesTheStateAlone() {
    try (PipelineDriver driver = new PipelineDriver(NUMBERS)) {
      driver.number("x", 1, 10);
      driver.number("x", 5, 11);
      driver.number("x", 99, 9);
      driver.number("x", 2, 12);

      assertThat(driver.json("a"))
          .extracting(v -> v.get("value").asDouble())
          .containsExactly(1.0, 5.0, 2.0);
      TestRecord<String, byte[]> letter = driver.raw("d").get(0);
      assertThat(header(letter, DeadLetters.REASON)).isEqualTo("LATE");
      assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo("in");
      assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo("2");
      assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo("99.0");
    }
  }

  @Test
  void recordsWithinTheAllowedLatenessArePutInOrder() {
    try (PipelineDriver driver = new PipelineDriver(NUMBERS + "time: {lateness: PT3S}\n")) {
      driver.number("x", 1, 10);
      driver.number("x", 3, 12);
      driver.number("x", 2, 11);
      driver.number("x", 4, 15);

      assertThat(driver.json("a"))
          .extracting(v -> v.get("value").asDouble())
          .containsExactly(1.0, 2.0, 3.0);
    }
  }

  @Test
  void aGapIsSteppedOverWithoutVerdicts() {
    try (PipelineDriver driver = new PipelineDriver(NUMBERS)) {
      driver.number("x", 1, 10);
      driver.number("x", 2, 11);
      driver.number("x", 3, 15);

      assertThat(driver.json("a")).hasSize(3);
      assertThat(driver.counter("recurrence.missing.steps")).isEqualTo(3);
      assertThat(driver.json("o"))
          .extracting(o -> o.get("horizon_index").asInt())
          .containsExactly(1, 1, 2, 3);
    }
  }

  @Test
  void theStepsOfAGapAreWrittenWhereTheyAreAskedFor() {
    String yaml = NUMBERS.replace("PT1S", "PT1M").replace(" s,", " s, missing-steps: write,");
    try (PipelineDriver driver = new PipelineDriver(yaml)) {
      for (int minute = 0; minute < 20; minute++) {
        driver.number("p", minute, 60L * (minute < 10 ? minute : minute + 3));
      }
      List<JsonNode> verdicts = driver.json("a");
      assertThat(verdicts).hasSize(23);
      assertThat(verdicts.subList(10, 13))
          .allSatisfy(
              step -> {
                assertThat(step.get("value").isNull()).isTrue();
                assertThat(step.get("expected_value").isNumber()).isTrue();
                assertThat(step.get("status").asText()).isEqualTo("WARMING_UP");
                assertThat(step.get("is_anomaly").asBoolean()).isFalse();
              });
      assertThat(driver.json("f")).hasSize(20);
      assertThat(driver.json("s")).hasSize(20);
    }
  }

  @Test
  void aTimestampAtTheEndOfTimeNeitherHangsNorMovesTheClock() {
    try (PipelineDriver driver = new PipelineDriver(NUMBERS + "state: {silence: PT10S}\n")) {
      driver.number("x", 1, 10);
      driver.send("x", "2", Long.MAX_VALUE);
      driver.send("x", "2", Long.MAX_VALUE - 1);
      driver.number("x", 3, 11);

      assertThat(driver.json("a"))
          .extracting(v -> v.get("value").asDouble())
          .containsExactly(1.0, 3.0);
      assertThat(driver.raw("d"))
          .extracting(r -> header(r, DeadLetters.REASON))
          .containsOnly("AHEAD_OF_TIME")
          .hasSize(2);
    }
  }

  @Test
  void silenceIsReportedOnceAtItsOnset() {
    try (PipelineDriver driver = new PipelineDriver(NUMBERS + "state: {silence: PT10S}\n")) {
      driver.number("quiet", 1, 100);
      for (int second = 100; second < 140; second++) {
        driver.number("loud", second, second);
      }
      driver.number("quiet", 1, 140);
      for (int second = 140; second < 160; second++) {
        driver.number("loud", second, second);
      }

      List<JsonNode> silences =
          driver.json("a").stream().filter(v -> v.get("value").isNull()).toList();
      assertThat(silences)
          .extracting(v -> v.get("series").asText())
          .containsExactly("quiet", "quiet");
      assertThat(silences)
          .extracting(v -> v.get("timestamp").asLong())
          .containsExactly(110_000L, 150_000L);
      assertThat(silences.get(0).get("reason").asText()).isEqualTo("no data for PT10S");
    }
  }

  @Test
  void aClosedNightIsNoSilence() {
    String hours =
        NUMBERS + "state: {silence: PT10M}\ntime: {calendar: {sessions: '06:00-22:00'}}\n";
    long evening = 21 * 3600 + 59 * 60;
    long morning = 30 * 3600;
    try (PipelineDriver driver = new PipelineDriver(hours)) {
      driver.number("quiet", 1, evening);
      driver.number("loud", 1, evening);
      for (int minute = 0; minute < 9; minute++) {
        driver.number("loud", 1, morning + 60L * minute);
      }
      assertThat(driver.json("a")).noneMatch(v -> v.get("value").isNull());
      for (int minute = 9; minute < 12; minute++) {
        driver.number("loud", 1, morning + 60L * minute);
      }
      assertThat(driver.json("a"))
          .filteredOn(v -> v.get("value").isNull())
          .extracting(v -> v.get("timestamp").asLong())
          .containsExactly((morning + 9 * 60) * 1000);
    }
  }

  @Test
  void anIdleSeriesIsForgotten() {
    try (PipelineDriver driver = new PipelineDriver(NUMBERS + "state: {idle: PT10S}\n")) {
      driver.number("gone", 1, 100);
      for (int second = 100; second < 130; second++) {
        driver.number("here", second, second);
      }
      assertThat(driver.entries()).isEqualTo(1);

      driver.number("gone", 5, 130);
      assertThat(driver.json("a"))
          .last()
          .extracting(v -> v.get("expected_value").isNull())
          .isEqualTo(true);
    }
  }
}
