package io.recurrence.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Incidents of groups in a backtest. */
class BacktestGroupsTest {
  private static final long START = 1_767_225_600_000L;
  private static final String PIPELINE =
      """
      name: t
      input: {topic: in, series: /m, value: /v, group: %s, time: {field: /ts, unit: ms}}
      horizon: 1
      model: smoothing
      groups: {window: 5m, alarm-every: 1d}
      """;
  private static final String SITE = PIPELINE.formatted("/site");

  private final BacktestFiles files;
  private final List<Reading> readings = new ArrayList<>();

  private record Reading(String machine, double value, long time) {
    String site() {
      return machine.startsWith("n") ? "north" : "south";
    }
  }

  BacktestGroupsTest(@TempDir Path directory) {
    this.files = new BacktestFiles(directory);
    Random random = new Random(4);
    for (int t = 0; t < 245; t++) {
      for (String machine : List.of("n.a", "n.b", "n.c", "s.a", "s.b", "s.c")) {
        boolean wrong = machine.startsWith("n") && t >= 200 && t < 205;
        double value = 50 + random.nextGaussian() + (wrong ? 15 : 0);
        readings.add(new Reading(machine, value, START + t * 60_000L));
      }
    }
  }

  private Path json() throws IOException {
    return Files.write(
        files.directory().resolve("in.jsonl"),
        readings.stream()
            .map(
                each ->
                    "{\"m\":\"%s\",\"v\":%s,\"site\":\"%s\",\"ts\":%d}"
                        .formatted(each.machine, each.value, each.site(), each.time))
            .toList());
  }

  private Path csv(String header, boolean site) throws IOException {
    List<String> lines = new ArrayList<>(List.of(header));
    for (Reading each : readings) {
      String row = "%s,%d,%s".formatted(each.machine, each.time, each.value);
      lines.add(site ? row + ',' + each.site() : row);
    }
    return Files.write(files.directory().resolve("in.csv"), lines);
  }

  @Test
  void theyAreWrittenWithTheShareOfEachSeries() throws IOException {
    Summary summary = files.run(SITE, json(), "last", "out");
    List<NamedCsvRecord> rows = files.table("out/groups.csv");
    assertThat(rows).extracting(row -> row.getField("group")).containsOnly("north");
    assertThat(rows)
        .extracting(row -> row.getField("status"))
        .startsWith("OPEN")
        .endsWith("CLOSED");
    assertThat(rows)
        .extracting(row -> row.getField("incident_id"))
        .containsOnly("north@" + Instant.ofEpochMilli(START + 200 * 60_000L) + "/group");
    NamedCsvRecord end = rows.get(rows.size() - 1);
    assertThat(end.getField("timestamp")).isEqualTo(end.getField("end_timestamp"));
    assertThat(Long.parseLong(end.getField("end_timestamp")) - START)
        .isEqualTo(200 * 60_000L + Long.parseLong(end.getField("duration_ms")));
    assertThat(end.getField("shares")).contains("\"n.a\":0.", "\"n.b\":0.", "\"n.c\":0.");
    assertThat(end.getField("reason")).startsWith("over: n.");
    assertThat(summary.toString()).doesNotContain("ungrouped");
  }

  @Test
  void theOrderOfTheRowsOfSeriesAndTheFormOfTheFileChangeNothing() throws IOException {
    files.run(SITE, json(), "last", "json");
    List<String> expected = files.lines("json/groups.csv");
    files.run(SITE, csv("m,ts,v,site", true), "last", "csv");
    assertThat(files.lines("csv/groups.csv")).isEqualTo(expected);
    List<Reading> interleaved = List.copyOf(readings);
    readings.sort(Comparator.comparing(Reading::machine));
    files.run(SITE, json(), "last", "sorted");
    assertThat(files.lines("sorted/groups.csv")).isEqualTo(expected);
    readings.clear();
    readings.addAll(interleaved);
    Path plain = csv("series,timestamp,value", false);
    files.run(PIPELINE.formatted("{series: '(.)[.].*'}"), plain, "last", "named");
    assertThat(files.table("named/groups.csv"))
        .extracting(row -> row.getField("p_value"))
        .isEqualTo(
            files.table("json/groups.csv").stream().map(row -> row.getField("p_value")).toList());
  }

  @Test
  void rowsThatSayNoGroupAreCounted() throws IOException {
    Summary summary = files.run(SITE, csv("series,timestamp,value", false), "last", "out");
    assertThat(summary.toString()).contains("ungrouped: 1,470 (of a series that is in no group");
    assertThat(files.lines("out/groups.csv")).hasSize(1);
    files.run(
        "horizon: 1\nmodel: smoothing\n", csv("series,timestamp,value", false), "last", "none");
    assertThat(files.directory().resolve("none/groups.csv")).doesNotExist();
  }

  @Test
  void aGroupThatStopsEndsItsIncidentWhenItsSeriesAreForgotten() throws IOException {
    readings.removeIf(each -> each.site().equals("north") && each.time > START + 202 * 60_000L);
    files.run(SITE + "state: {idle: 30m}\n", json(), "last", "out");
    List<NamedCsvRecord> rows = files.table("out/groups.csv");
    NamedCsvRecord end = rows.get(rows.size() - 1);
    assertThat(end.getField("end_timestamp")).isEqualTo(Long.toString(START + 232 * 60_000L));
    assertThat(end.getField("reason")).startsWith("over: no data for PT30M; ");
  }
}
