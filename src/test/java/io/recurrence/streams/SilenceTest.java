package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of series that stop. */
class SilenceTest {
  private static final long START = 1_767_225_600_000L;
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final String NUMBERS =
      """
      name: t
      input: {topic: in, format: number}
      output: {anomalies: a, dead-letters: d}
      horizon: 3
      models: [naive]
      """;
  private static final String SILENCE = NUMBERS + "state: {silence: PT10M}\n";

  private static void minute(PipelineDriver driver, String series, long minute) {
    minute(driver, series, minute, 0);
  }

  private static void minute(PipelineDriver driver, String series, long minute, long ahead) {
    driver.send(series, Long.toString(minute % 7), START + (minute + ahead) * MINUTE);
  }

  private static List<String> silences(PipelineDriver driver) {
    return driver.json("a").stream()
        .filter(record -> record.get("kind").asText().equals("SILENCE"))
        .map(SilenceTest::place)
        .toList();
  }

  private static String place(JsonNode record) {
    long minute = (record.get("timestamp").asLong() - START) / MINUTE;
    return record.get("series").asText() + ' ' + minute;
  }

  @Test
  void aClockThatIsAheadSilencesNobodyAndHidesNoSilence() {
    for (long ahead : new long[] {-300, -25, 25, 300}) {
      for (int sound = 1; sound <= 3; sound++) {
        try (PipelineDriver driver = new PipelineDriver(SILENCE)) {
          for (int minute = 0; minute < 120; minute++) {
            minute(driver, "x", minute, ahead);
            for (int i = 0; i < sound; i++) {
              if (i > 0 || minute < 70) {
                minute(driver, "s" + i, minute);
              }
            }
          }
          assertThat(silences(driver)).as("%d ahead", ahead).containsExactly("s0 79");
        }
      }
    }
  }

  @Test
  void aClockThatLeapsSilencesNoOther() {
    try (PipelineDriver driver = new PipelineDriver(SILENCE)) {
      for (int minute = 0; minute < 200; minute++) {
        minute(driver, "a", minute);
        minute(driver, "x", minute, minute < 50 || minute > 120 ? 0 : 25);
        if (minute % 30 == 0) {
          minute(driver, "slow", minute, minute < 90 ? 0 : 28);
        }
      }
      assertThat(silences(driver)).noneMatch(silence -> silence.startsWith("a "));
    }
  }

  @Test
  void theSilenceOfALoneSeriesIsWrittenByTheClockOfTheMachineAndOnce() {
    try (PipelineDriver live = new PipelineDriver(SILENCE);
        PipelineDriver replay = new PipelineDriver(SILENCE)) {
      for (int minute = 0; minute < 30; minute++) {
        minute(live, "only", minute);
        live.pass(Duration.ofMinutes(1));
        minute(replay, "only", minute);
      }
      live.pass(Duration.ofMinutes(9));
      assertThat(silences(live)).isEmpty();
      live.pass(Duration.ofMinutes(3));
      live.pass(Duration.ofMinutes(30));
      assertThat(silences(live)).containsExactly("only 39");
      minute(live, "only", 80);
      minute(replay, "only", 80);
      assertThat(silences(live)).isEmpty();
      assertThat(silences(replay)).containsExactly("only 39");
      live.pass(Duration.ofMinutes(11));
      assertThat(silences(live)).containsExactly("only 90");
      assertThat(live.counter("recurrence.silences")).isEqualTo(2);
    }
  }

  @Test
  void aPauseOfAllIsWrittenOnceOfEachWhenItReturns() {
    try (PipelineDriver driver = new PipelineDriver(SILENCE)) {
      for (int minute = 0; minute < 60; minute++) {
        for (int i = 0; i < 50; i++) {
          minute(driver, "s" + i, minute, minute < 30 ? 0 : 9);
        }
      }
      assertThat(silences(driver)).as("9 minutes").isEmpty();
      for (int i = 0; i < 50; i++) {
        minute(driver, "s" + i, 100);
        assertThat(silences(driver)).containsExactly("s" + i + " 78");
      }
    }
  }

  @Test
  void recordsThatAreHeldBackComeOutBeforeASeriesIsForgotten() {
    String yaml = NUMBERS + "time: {lateness: PT5M}\nstate: {idle: P7D}\n";
    for (int others = 0; others < 2; others++) {
      try (PipelineDriver driver = new PipelineDriver(yaml)) {
        for (int day = 0; day < 60; day++) {
          driver.send("daily", Integer.toString(day), START + day * DAY);
          if (others > 0) {
            driver.send("other", Integer.toString(day), START + day * DAY + MINUTE);
          }
        }
        driver.send("daily", "99", START + 80 * DAY);
        List<JsonNode> daily =
            driver.json("a").stream()
                .filter(r -> r.get("series").asText().equals("daily"))
                .toList();
        assertThat(daily).extracting(r -> r.get("value").asInt()).hasSize(60).endsWith(59);
        assertThat(driver.counter("recurrence.states.forgotten")).isEqualTo(1);
        assertThat(driver.raw("d")).isEmpty();
      }
    }
  }

  @Test
  void whatAStoppedSeriesHoldsBackComesOutOnceTheOthersArePastIt() {
    try (PipelineDriver driver = new PipelineDriver(NUMBERS + "time: {lateness: PT3M}\n")) {
      for (int minute = 0; minute < 30; minute++) {
        minute(driver, "a", minute);
        minute(driver, "b", minute);
        if (minute < 20) {
          minute(
              driver,
              "stops",
              minute % 5 == 4 ? minute - 1 : minute % 5 == 3 ? minute + 1 : minute);
        }
      }
      assertThat(
              driver.json("a").stream()
                  .filter(r -> r.get("series").asText().equals("stops"))
                  .map(SilenceTest::place))
          .hasSize(20)
          .endsWith("stops 17", "stops 18", "stops 19");
    }
  }

  @Test
  void whatIsHeldBackComesOutBeforeTheSilenceIsReported() {
    String yaml = NUMBERS + "time: {lateness: PT5M}\nstate: {silence: PT10M}\n";
    try (PipelineDriver driver = new PipelineDriver(yaml)) {
      for (int minute = 0; minute < 10; minute++) {
        minute(driver, "only", minute);
      }
      driver.pass(Duration.ofMinutes(12));
      assertThat(driver.json("a"))
          .extracting(SilenceTest::place)
          .hasSize(11)
          .endsWith("only 9", "only 19");
    }
  }

  @Test
  void aSeriesThatReturnsAfterItsIdleTimeStartsAfreshAloneOrNot() {
    try (PipelineDriver driver = new PipelineDriver(NUMBERS + "state: {idle: PT1H}\n")) {
      minute(driver, "a", 0);
      minute(driver, "a", 1);
      minute(driver, "a", 61);
      assertThat(driver.json("a").get(2).get("expected_value").isNull()).isFalse();
      minute(driver, "a", 122);
      assertThat(driver.json("a").get(0).get("expected_value").isNull()).isTrue();
    }
  }
}
