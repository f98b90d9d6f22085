package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.recurrence.config.SpecLoader;
import io.recurrence.evaluate.Backtest;
import io.recurrence.evaluate.BacktestOptions;
import io.recurrence.evaluate.Origins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Incidents of groups of series. */
class GroupStreamTest {
  private static final long START = 1_767_225_600_000L;
  private static final long MINUTE = 60_000;
  private static final int BLOW = 200; // the minute at which the machines of one site go wrong
  private static final String PIPELINE =
      """
      name: t
      input: {topic: in, series: /m, value: /v, group: %s, partitioned-by-series: %s}
      output: {anomalies: a, groups: g, dead-letters: d, format: %s}
      horizon: 1
      model: smoothing
      groups: {window: 5m, alarm-every: 1d}
      """;

  private record Reading(String machine, String json, long time) {}

  /** Three machines at each of two sites; those of the first rise a little at the same time. */
  private static List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    Random random = new Random(4);
    for (int t = 0; t < 245; t++) {
      for (String machine : List.of("n.a", "n.b", "n.c", "s.a", "s.b", "s.c")) {
        boolean wrong = machine.startsWith("n") && t >= BLOW && t < BLOW + 5;
        double value = 50 + random.nextGaussian() + (wrong ? 15 : 0);
        String site = machine.startsWith("n") ? "north" : "south";
        long time = START + t * MINUTE;
        String json =
            "{\"m\":\"%s\",\"v\":%s,\"site\":\"%s\",\"ts\":%d}"
                .formatted(machine, value, site, time);
        readings.add(new Reading(machine, json, time));
      }
    }
    return readings;
  }

  private static List<JsonNode> run(String group, boolean partitioned, String format) {
    try (PipelineDriver driver =
        new PipelineDriver(PIPELINE.formatted(group, partitioned, format))) {
      for (Reading each : readings()) {
        driver.send(each.machine, each.json, each.time);
      }
      assertThat(driver.raw("d")).isEmpty();
      return driver.json("g");
    }
  }

  private static final List<JsonNode> BY_SITE = run("/site", true, "json");

  private static List<String> names(JsonNode shares) {
    List<String> names = new ArrayList<>();
    shares.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void machinesOfASiteThatAreStrangeTogetherAreAnIncidentOfTheSite() {
    List<JsonNode> reports = BY_SITE;
    JsonNode first = reports.get(0);
    assertThat(reports).allMatch(report -> report.get("group").asText().equals("north"));
    assertThat(first.get("status").asText()).isEqualTo("OPEN");
    assertThat(first.get("onset_timestamp").asLong())
        .isBetween(START + BLOW * MINUTE, START + (BLOW + 1) * MINUTE);
    JsonNode end = reports.get(reports.size() - 1);
    assertThat(end.get("status").asText()).isEqualTo("CLOSED");
    assertThat(end.get("incident_id")).isEqualTo(first.get("incident_id"));
    assertThat(end.get("incident_id").asText())
        .startsWith("north@2026-01-01T03:2")
        .endsWith("/group");
    assertThat(names(end.get("shares"))).contains("n.a", "n.b", "n.c");
    assertThat(
            StreamSupport.stream(end.get("shares").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .sum())
        .isBetween(.9, 1.001);
    assertThat(end.get("p_value").asDouble()).isLessThan(1e-4);
    assertThat(end.get("severity").asText()).isIn("WARNING", "CRITICAL");
    assertThat(end.get("duration_ms").asLong()).isBetween(5 * MINUTE, 30 * MINUTE);
    assertThat(end.get("reason").asText()).startsWith("over: n.");
  }

  @Test
  void aBacktestOfTheSameRecordsSaysTheSame(@TempDir Path directory) throws IOException {
    Path input =
        Files.write(directory.resolve("in.jsonl"), readings().stream().map(Reading::json).toList());
    String pipeline =
        PIPELINE
            .formatted("/site", true, "json")
            .replace("topic: in,", "topic: in, time: {field: /ts, unit: ms},");
    new Backtest(SpecLoader.parse(pipeline), BacktestOptions.of(Origins.parse("last"), 1))
        .run(input, directory, rows -> {});
    try (Stream<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(directory.resolve("groups.csv")).stream()) {
      assertThat(
              rows.map(
                  row ->
                      row.getField("status")
                          + row.getField("incident_id")
                          + row.getField("timestamp")
                          + row.getField("reason")))
          .isEqualTo(
              BY_SITE.stream()
                  .map(
                      row ->
                          row.get("status").asText()
                              + row.get("incident_id").asText()
                              + row.get("timestamp").asText()
                              + row.get("reason").asText())
                  .toList());
    }
  }

  @Test
  void theNameOfASeriesMaySayItsGroup() {
    List<JsonNode> reports = run("{series: '(.)[.].*'}", true, "json");
    assertThat(reports).isNotEmpty().allMatch(r -> r.get("group").asText().equals("n"));
    assertThat(reports)
        .extracting(r -> r.get("p_value"))
        .isEqualTo(BY_SITE.stream().map(r -> r.get("p_value")).toList());
  }

  @Test
  void aGroupOfATemplateTravelsWithAMeasurementToThePartitionOfItsSeries() {
    assertThat(run("\"{/site}\"", false, "json")).isEqualTo(BY_SITE);
  }

  @Test
  void bothFormatsSayTheSame() {
    List<JsonNode> json = BY_SITE;
    List<JsonNode> binary = run("/site", true, "binary");
    assertThat(binary).hasSameSizeAs(json);
    for (int i = 0; i < json.size(); i++) {
      assertThat(names(binary.get(i))).isEqualTo(names(json.get(i)));
      assertThat(binary.get(i).get("p_value")).isEqualTo(json.get(i).get("p_value"));
      assertThat(binary.get(i).get("reason")).isEqualTo(json.get(i).get("reason"));
    }
  }

  @Test
  void aSeriesWithoutAGroupIsForecastAllTheSame() {
    assertThat(run("/nowhere", true, "json")).isEmpty();
  }
}
