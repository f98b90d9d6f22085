package io.recurrence.streams;

import static io.recurrence.streams.PipelineDriver.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that cannot be right are refused, whenever the record is read. */
class IntakeTest {
  private static final long WRITTEN = Instant.parse("2026-05-17T06:40:00Z").toEpochMilli();
  private static final String YAML =
      """
      name: t
      input: {topic: in, series: /s, time: {field: /t, unit: %s}, partitioned-by-series: %s}
      output: {anomalies: a, dead-letters: d}
      models: [naive]
      """;

  private static String json(long time, int value) {
    return "{\"s\":\"q\",\"t\":%d,\"value\":%d}".formatted(time, value);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClockAheadIsRefusedLongAfterwardsToo(boolean partitioned) {
    try (PipelineDriver driver = new PipelineDriver(YAML.formatted("ms", partitioned))) {
      for (int i = 0; i < 240; i++) {
        long time = WRITTEN + 60_000L * i;
        long ahead = i == 60 ? Duration.ofHours(2).toMillis() : 0;
        driver.send("k", json(time + ahead, i), time);
      }
      assertThat(driver.raw("a")).hasSize(239);
      TestRecord<String, byte[]> letter = driver.raw("d").get(0);
      assertThat(header(letter, DeadLetters.REASON)).isEqualTo("AHEAD_OF_TIME");
      assertThat(header(letter, DeadLetters.MESSAGE)).contains("the record's timestamp");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ms, 1779000000, BAD_TIME, '1779000000 looks like seconds', 'input.time.unit: s'",
    "ms, 1779000000000000, AHEAD_OF_TIME, 'looks like microseconds', 'input.time.unit: us'",
    "s, 1779000000000, AHEAD_OF_TIME, 'looks like milliseconds', 'input.time.unit: ms'",
    "us, 1779000000, BAD_TIME, 'looks like seconds', 'input.time.unit: s'",
    "ns, 1779000000000, BAD_TIME, 'looks like milliseconds', 'input.time.unit: ms'",
    "s, 1779000000000000000, BAD_TIME, 'looks like nanoseconds', 'input.time.unit: ns'",
    "s, 29650000, BAD_TIME, '29650000 looks like minutes', 'input.time.unit: min'",
    "s, -1, BEFORE_EPOCH, 'before 1970', ''"
  })
  void aTimeInAnotherUnitIsRefusedWithTheUnitThatItLooksLike(
      String unit, long time, String reason, String found, String remedy) {
    try (PipelineDriver driver = new PipelineDriver(YAML.formatted(unit, true))) {
      for (int i = 0; i < 5; i++) {
        driver.send("k", json(time, i), WRITTEN);
      }
      assertThat(driver.raw("a")).isEmpty();
      TestRecord<String, byte[]> letter = driver.raw("d").get(0);
      assertThat(header(letter, DeadLetters.REASON)).isEqualTo(reason);
      assertThat(header(letter, DeadLetters.MESSAGE)).contains(found).contains(remedy);
    }
  }

  @Test
  void aDateWithoutSeparatorsIsNoTimeSince1970() {
    try (PipelineDriver driver = new PipelineDriver(YAML.formatted("s", true))) {
      driver.send("k", json(20_260_105, 1), WRITTEN);
      assertThat(driver.raw("a")).isEmpty();
      assertThat(header(driver.raw("d").get(0), DeadLetters.MESSAGE))
          .contains("it looks like a date, which input.time.pattern: yyyyMMdd reads");
    }
  }

  @Test
  void aClockThatIsNotSetHasNoTime() {
    try (PipelineDriver driver = new PipelineDriver(YAML.formatted("s", true))) {
      for (int i = 0; i < 5; i++) {
        driver.send("k", json(0, i), WRITTEN);
      }
      assertThat(driver.raw("a")).hasSize(1); // a counter begins so
      assertThat(driver.raw("d"))
          .hasSize(4)
          .allSatisfy(
              letter ->
                  assertThat(header(letter, DeadLetters.MESSAGE))
                      .contains("the time 0 is that of a clock that is not set"));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 157_766_400_000L, 475_200_000_000L, 1_400_000_000_000L})
  void oldDataAreWhatTheySay(long begin) {
    try (PipelineDriver driver = new PipelineDriver(YAML.formatted("ms", true))) {
      for (int i = 0; i < 40; i++) {
        driver.send("k", json(begin + Duration.ofDays(i).toMillis(), i), WRITTEN);
      }
      assertThat(driver.raw("a")).hasSize(40);
      assertThat(driver.raw("d")).isEmpty();
    }
  }
}
