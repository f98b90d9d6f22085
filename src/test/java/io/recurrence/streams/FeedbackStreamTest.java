package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people say of alarms, in a running topology. */
class FeedbackStreamTest {
  private static final long START = 1_767_225_600_000L; // 2026-01-01T00:00:00Z
  private static final long MINUTE = 60_000;
  private static final String PIPELINE =
      """
      name: t
      input: {topic: in, series: /s, value: /v, partitioned-by-series: %s}
      output: {anomalies: a, incidents: i, forecasts: f, dead-letters: d}
      feedback: said
      horizon: 1
      model: smoothing
      detector: {type: surprise, alarm-rate: 0.005}
      """;

  private final Random random = new Random(3);

  private static PipelineDriver driver(boolean partitioned) {
    return new PipelineDriver(PIPELINE.formatted(partitioned));
  }

  private void send(PipelineDriver driver, String series, int minute, double value) {
    driver.send(series, "{\"s\":\"%s\",\"v\":%s}".formatted(series, value), at(minute));
  }

  private static long at(int minute) {
    return START + minute * MINUTE;
  }

  private static Instant time(int minute) {
    return Instant.ofEpochMilli(at(minute));
  }

  /** Noise around 50, with a spike of some deviations in each fiftieth minute. */
  private void feed(PipelineDriver driver, int from, int to, double spike) {
    for (int minute = from; minute < to; minute++) {
      send(driver, "x", minute, 50 + random.nextGaussian() + (minute % 50 == 49 ? spike : 0));
    }
  }

  private static List<Integer> flagged(List<JsonNode> records) {
    return records.stream()
        .filter(record -> record.get("is_anomaly").asBoolean())
        .map(record -> (int) ((record.get("timestamp").asLong() - START) / MINUTE))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void falseAlarmsMakeTheAlarmsOfTheirSeriesRarer(boolean partitioned) {
    try (PipelineDriver driver = driver(partitioned)) {
      feed(driver, 0, 500, 8);
      List<Integer> before = flagged(driver.json("a"));
      assertThat(before).as("the spikes are flagged at first").hasSizeGreaterThan(3);
      List<JsonNode> incidents = driver.json("i");
      incidents.stream()
          .map(incident -> incident.get("incident_id").asText())
          .distinct()
          .limit(3)
          .forEach(
              id ->
                  driver.feedback(
                      "{'feedback':'false-alarm','incident':'%s'}".formatted(id), at(500)));
      assertThat(driver.counter("recurrence.feedback", "result", "applied")).isEqualTo(3);
      feed(driver, 500, 1000, 8);
      List<JsonNode> after = driver.json("a");
      assertThat(flagged(after)).hasSizeLessThan(before.size());
      assertThat(after).hasSize(500);
      assertThat(driver.raw("d")).isEmpty();
    }
  }

  @Test
  void aMissedAnomalyMakesTheAlarmsOfItsSeriesMoreFrequent() {
    try (PipelineDriver one = driver(true);
        PipelineDriver other = driver(true)) {
      random.setSeed(5);
      feed(one, 0, 500, 3);
      random.setSeed(5);
      feed(other, 0, 500, 3);
      for (int minute = 49; minute < 500; minute += 50) {
        other.feedback(
            "{'feedback':'missed','series':'x','time':'%s'}".formatted(time(minute)), at(500));
      }
      random.setSeed(6);
      feed(one, 500, 1000, 3);
      random.setSeed(6);
      feed(other, 500, 1000, 3);
      assertThat(flagged(other.json("a"))).hasSizeGreaterThan(flagged(one.json("a")).size());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMutedSeriesIsNotFlaggedAndLearnsAsEver(boolean partitioned) {
    try (PipelineDriver driver = driver(partitioned)) {
      driver.feedback(
          "{'feedback':'mute','series':'x*','from':'%s','to':'%s'}".formatted(time(290), time(310)),
          at(0));
      feed(driver, 0, 290, 0);
      for (int minute = 290; minute < 310; minute++) {
        send(driver, "x", minute, 500);
      }
      List<JsonNode> records = driver.json("a");
      assertThat(flagged(records)).allMatch(minute -> minute < 290);
      JsonNode last = records.get(309);
      assertThat(last.get("value").asDouble()).isEqualTo(500);
      assertThat(last.get("expected_value").asDouble()).as("it has learned").isGreaterThan(300);
      send(driver, "x", 310, 5000);
      assertThat(flagged(driver.json("a"))).containsExactly(310);
      assertThat(driver.json("i"))
          .filteredOn(i -> i.get("onset_timestamp").asLong() >= at(290))
          .allMatch(i -> i.get("onset_timestamp").asLong() == at(310));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void valuesOfAMaintenanceWindowAreMissingSteps(boolean partitioned) {
    try (PipelineDriver driver = driver(partitioned)) {
      feed(driver, 0, 100, 0);
      driver.feedback(
          "{'feedback':'maintenance','series':'x','from':'%s','to':'%s'}"
              .formatted(time(100), time(110)),
          at(100));
      for (int minute = 100; minute < 110; minute++) {
        send(driver, "x", minute, 0);
      }
      send(driver, "y", 105, 3);
      feed(driver, 110, 120, 0);
      List<JsonNode> records = driver.json("a");
      assertThat(records.subList(100, 110))
          .filteredOn(r -> r.get("series").asText().equals("x"))
          .allMatch(r -> r.get("value").isNull());
      assertThat(records)
          .filteredOn(r -> r.get("series").asText().equals("y"))
          .hasSize(1)
          .allMatch(r -> r.get("value").asDouble() == 3);
      JsonNode after = records.get(111);
      assertThat(after.get("expected_value").asDouble()).isBetween(45., 55.);
      assertThat(flagged(records)).noneMatch(minute -> minute >= 100);
      assertThat(driver.counter("recurrence.records.maintenance")).isEqualTo(10);
    }
  }

  @Test
  void aMomentThatCannotBeOneOfTheSeriesIsRefused() {
    try (PipelineDriver driver = driver(true)) {
      feed(driver, 0, 3, 0);
      for (String time :
          List.of("1767225660", "'2099-01-01T00:00:00Z'", "'1969-01-01T00:00:00Z'")) {
        driver.feedback("{'feedback':'missed','series':'x','time':%s}".formatted(time), at(3));
      }
      driver.feedback("{'feedback':'mute','series':'x','from':1767225660,'to':1767225661}", at(3));
      assertThat(driver.raw("d"))
          .hasSize(4)
          .allSatisfy(
              letter ->
                  assertThat(PipelineDriver.header(letter, DeadLetters.REASON))
                      .isEqualTo("BAD_FEEDBACK"));
      assertThat(driver.counter("recurrence.feedback", "result", "applied")).isZero();
    }
  }

  /** Twenty records were allowed, and ten are held back; feedback comes before the next record. */
  @ParameterizedTest
  @CsvSource({"40, 0, 1", "5, 1, 6"})
  void feedbackLosesNothingThatIsHeldBackUnderOtherSettings(int allowed, int letters, int go) {
    String pipeline = PIPELINE.formatted(true) + "time: {lateness: PT10M, held-back: %d}";
    SeriesPipeline before = SpecLoader.parse(pipeline.formatted(20)).newPipeline();
    State state = before.newState();
    Reorderer reorderer = new Reorderer(before);
    for (int minute = 0; minute < 30; minute++) {
      reorderer.accept(state, minute, at(minute), true, 50, out -> {});
    }
    try (PipelineDriver driver = new PipelineDriver(pipeline.formatted(allowed))) {
      driver.states().put(StateRepository.key("x"), state.toBytes());
      driver.feedback("{'feedback':'missed','series':'x','time':%d}".formatted(at(5)), at(30));
      assertThat(driver.raw("d")).hasSize(letters);
      driver.states().clearCache(); // as after a restart
      send(driver, "x", 30, 50);
      assertThat(driver.json("a").stream().map(record -> record.get("timestamp").asLong()))
          .containsExactlyElementsOf(
              IntStream.range(20, 20 + go).mapToObj(FeedbackStreamTest::at).toList());
    }
  }

  @Test
  void whatCannotBeUsedGoesToTheDeadLettersOnceWithItsOwnPlace() {
    try (PipelineDriver driver = driver(false)) {
      feed(driver, 0, 3, 0);
      driver.feedback("mute everything", at(3));
      driver.feedback("{'feedback':'missed','series':'nobody','time':1}", at(3));
      var letters = driver.raw("d");
      assertThat(letters).hasSize(2);
      assertThat(letters.get(0).value()).asString().isEqualTo("mute everything");
      assertThat(PipelineDriver.header(letters.get(0), DeadLetters.TOPIC)).isEqualTo("said");
      assertThat(PipelineDriver.header(letters.get(0), DeadLetters.REASON))
          .isEqualTo("BAD_FEEDBACK");
      assertThat(PipelineDriver.header(letters.get(1), DeadLetters.REASON))
          .isEqualTo("BAD_FEEDBACK");
      assertThat(PipelineDriver.header(letters.get(1), DeadLetters.MESSAGE)).contains("'nobody'");
      assertThat(new String(letters.get(1).value(), StandardCharsets.UTF_8)).contains("nobody");
    }
  }
}
