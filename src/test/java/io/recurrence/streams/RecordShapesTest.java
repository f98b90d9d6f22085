package io.recurrence.streams;

import static io.recurrence.streams.PipelineDriver.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that collectors and gateways write, all the way through a pipeline. */
class RecordShapesTest {
  private static final long BEGIN = 1_709_510_400_000L;
  private static final String YAML =
      """
      name: t
      input: %s
      output: {anomalies: a, dead-letters: d}
      models: [naive]
      """;

  private static PipelineDriver driver(String input) {
    return new PipelineDriver(YAML.formatted(input));
  }

  /** The series, times in seconds since the begin, and values that were judged. */
  private static List<String> judged(PipelineDriver driver) {
    return driver.json("a").stream().map(RecordShapesTest::shown).collect(Collectors.toList());
  }

  private static String shown(JsonNode record) {
    return "%s %d %s"
        .formatted(
            record.get("series").asText(),
            (record.get("timestamp").asLong() - BEGIN) / 1000,
            record.get("value").asText());
  }

  @Test
  void fieldsOfACollectorAreSeriesOfHostCoreAndField() {
    String cpu =
        "{\"fields\":{\"idle\":%s,\"user\":%s},\"name\":\"cpu\",\"tags\":{\"cpu\":\"%s\",\"host\":\"a\"},\"timestamp\":1709510400}";
    String swap =
        "{\"fields\":{\"free\":1},\"name\":\"swap\",\"tags\":{\"host\":\"a\"},\"timestamp\":1709510400}";
    try (PipelineDriver driver =
        driver(
            """
            {topic: in, series: [/tags/host, /tags/cpu], values: "/fields/*", where: {/name: cpu},
             time: {field: /timestamp, unit: s}}
            """)) {
      driver.send("a", cpu.formatted("89.5", "10.5", "cpu0"), BEGIN);
      driver.send("a", cpu.formatted("35.5", "64.5", "cpu1"), BEGIN);
      driver.send("a", swap, BEGIN);
      assertThat(judged(driver))
          .containsExactlyInAnyOrder(
              "a.cpu0.idle 0 89.5",
              "a.cpu0.user 0 10.5",
              "a.cpu1.idle 0 35.5",
              "a.cpu1.user 0 64.5");
      assertThat(driver.raw("d")).isEmpty();
      assertThat(driver.counter("recurrence.records.left.out")).isEqualTo(1);
    }
  }

  @Test
  void labelledMetricsAreNamedByTheirLabels() {
    String metric =
        "{\"timestamp\":\"2024-03-04T00:0%d:00Z\",\"value\":\"%s\",\"name\":\"up\",\"labels\":{\"instance\":\"web-%d\"}}";
    try (PipelineDriver driver =
        driver(
            """
            {topic: in, series: "{/name}@{/labels/instance}", time: {field: /timestamp, unit: iso}}
            """)) {
      driver.send(null, metric.formatted(0, "192.5", 1), BEGIN);
      driver.send(null, metric.formatted(0, "8885", 2), BEGIN);
      driver.send(null, metric.formatted(1, "203.5", 1), BEGIN + 60_000);
      assertThat(judged(driver))
          .containsExactly("up@web-1 0 192.5", "up@web-2 0 8885.0", "up@web-1 60 203.5");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[%s, %s]", "%s\n%s"})
  void allReadingsOfABatchAreUsed(String batch) {
    String reading = "{\"ts\":%d,\"value\":%d}";
    try (PipelineDriver driver = driver("{topic: in, each: /, time: {field: /ts}}")) {
      for (int i = 0; i < 4; i += 2) {
        long time = BEGIN + i * 10_000L;
        driver.send(
            "pump",
            batch.formatted(reading.formatted(time, i), reading.formatted(time + 10_000, i + 1)),
            time + 10_000);
      }
      assertThat(judged(driver))
          .containsExactly("pump 0 0.0", "pump 10 1.0", "pump 20 2.0", "pump 30 3.0");
      assertThat(driver.raw("d")).isEmpty();
    }
  }

  @Test
  void readingsOfADeviceAndThingsWithSeveralValuesAreUsed() {
    try (PipelineDriver driver =
        driver(
            """
            {topic: in, each: /readings, series: [../device, /resourceName],
             time: {field: /origin, unit: ns}}
            """)) {
      driver.send(
          null,
          "{\"device\":\"pump\",\"readings\":[{\"resourceName\":\"temp\",\"origin\":1709510400000000000,\"value\":\"18.5\"},"
              + "{\"resourceName\":\"temp\",\"origin\":1709510410000000000,\"value\":\"oops\"}]}",
          BEGIN + 10_000);
      assertThat(judged(driver)).containsExactly("pump.temp 0 18.5");
      var letter = driver.raw("d").get(0);
      assertThat(header(letter, DeadLetters.REASON)).isEqualTo("NOT_A_NUMBER");
      assertThat(header(letter, DeadLetters.MESSAGE)).contains("element 1 of /readings");
      assertThat(letter.value()).asString().startsWith("{\"device\"");
    }
    try (PipelineDriver driver =
        driver("{topic: in, each: /, values: \"/values/*\", time: {field: /ts}}")) {
      driver.send(
          "pump",
          "[{\"ts\":1709510400000,\"values\":{\"temp\":18.5,\"hum\":40}},"
              + "{\"ts\":1709510410000,\"values\":{\"temp\":18.25,\"hum\":41}}]",
          BEGIN + 10_000);
      assertThat(judged(driver))
          .containsExactly(
              "pump.temp 0 18.5", "pump.hum 0 40.0", "pump.temp 10 18.25", "pump.hum 10 41.0");
    }
  }

  @Test
  void severalValuesOfAKeyThatIsItsPartitionNeedNotBeGathered() {
    try (PipelineDriver driver =
        driver("{topic: in, values: [/temp, /hum], partitioned-by-series: true}")) {
      driver.send("pump", "{\"temp\":1,\"hum\":2}", BEGIN);
      driver.send("pump", "{\"temp\":3,\"hum\":4}", BEGIN + 1000);
      assertThat(judged(driver))
          .containsExactly(
              "pump.temp 0 1.0", "pump.hum 0 2.0", "pump.temp 1 3.0", "pump.hum 1 4.0");
    }
  }
}
