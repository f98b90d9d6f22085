package io.recurrence.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.recurrence.spec.PipelineSpec;
import io.recurrence.testing.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that other programs rely on. */
class BacktestTest {
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final String PIPELINE =
      "horizon: 6\nmodels: [naive, holt, {type: ar, order: 3}]\n";

  @TempDir private Path directory;

  private Path csv(String name, List<String> lines) throws IOException {
    List<String> all = new ArrayList<>(List.of("series,timestamp,value"));
    all.addAll(lines);
    return Files.write(directory.resolve(name), all);
  }

  /** Two series in turn, minute by minute, with a missing value now and then. */
  private static List<String> twoSeries(int rows) {
    double[] x = Signals.lifelike(171, rows);
    List<String> lines = new ArrayList<>();
    for (int t = 0; t < rows; t++) {
      lines.add("a,%s,%s".formatted(time(t), t % 23 == 7 ? "" : x[t]));
      if (t % 2 == 0) {
        lines.add("\"b, c\",%s,%s".formatted(time(t), -100 * x[t]));
      }
    }
    return lines;
  }

  private static Instant time(int minute) {
    return Instant.ofEpochMilli(START + minute * 60_000L);
  }

  private Summary run(String yaml, Path input, String origins, String output) {
    return new Backtest(PipelineSpec.parse(yaml), Origins.parse(origins), 1)
        .run(input, directory.resolve(output), rows -> {});
  }

  private List<NamedCsvRecord> table(String name) throws IOException {
    try (Stream<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(directory.resolve(name)).stream()) {
      return rows.toList();
    }
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(directory.resolve(name));
  }

  @Test
  void theStepsThatNoRowCameForAreRowsWhereTheyAreAskedFor() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int t = 0; t < 40; t++) {
      if (t < 20 || t > 24) {
        lines.add("a,%s,%d".formatted(time(t), t));
      }
    }
    Path input = csv("gap.csv", lines);
    run(PIPELINE, input, "every:1", "omitted");
    run(PIPELINE + "output: {missing-steps: write}\n", input, "every:1", "written");
    assertThat(table("omitted/anomalies.csv")).hasSize(35);
    List<NamedCsvRecord> rows = table("written/anomalies.csv");
    assertThat(rows).extracting(row -> row.getField("timestamp")).hasSize(40).isSorted();
    assertThat(rows.subList(20, 25))
        .allSatisfy(
            row -> {
              assertThat(row.getField("value")).isEmpty();
              assertThat(row.getField("expected_value")).isNotEmpty();
              assertThat(row.getField("is_anomaly")).isEqualTo("false");
            });
    assertThat(lines("written/forecasts.csv")).isEqualTo(lines("omitted/forecasts.csv"));
  }

  @Test
  void thereIsOneRowOfAnomaliesPerRowOfInputInItsOrder() throws IOException {
    List<String> lines = twoSeries(200);
    lines.add(50, lines.get(49)); // a duplicate
    lines.add(90, "a," + time(3) + ",5"); // a late one
    run(PIPELINE, csv("in.csv", lines), "last", "out");
    assertThat(lines("out/anomalies.csv").get(0))
        .isEqualTo(
            "series,timestamp,value,expected_value,lower_bound,upper_bound,anomaly_score,is_anomaly,alarm_score");
    List<NamedCsvRecord> in = table("in.csv");
    List<NamedCsvRecord> out = table("out/anomalies.csv");
    assertThat(out).hasSameSizeAs(in);
    for (int i = 0; i < in.size(); i++) {
      assertThat(out.get(i).getField("series")).isEqualTo(in.get(i).getField("series"));
      assertThat(out.get(i).getField("timestamp")).isEqualTo(in.get(i).getField("timestamp"));
      String value = in.get(i).getField("value");
      assertThat(out.get(i).getField("value"))
          .isEqualTo(value.isEmpty() ? "" : Double.toString(Double.parseDouble(value)));
      assertThat(Double.parseDouble(out.get(i).getField("anomaly_score"))).isBetween(0.0, 1.0);
      assertThat(out.get(i).getField("is_anomaly")).isIn("true", "false");
      assertThat(Double.parseDouble(out.get(i).getField("alarm_score"))).isBetween(0.0, 1.0);
    }
    assertThat(out.get(0).getField("expected_value")).as("awaited by nobody").isEmpty();
    assertThat(out.get(100).getField("expected_value")).isNotEmpty();
  }

  @Test
  void forecastsHaveTheirColumnsAndTheOriginsAskedFor() throws IOException {
    run(PIPELINE, csv("in.csv", twoSeries(200)), "back:3:12", "out");
    assertThat(lines("out/forecasts.csv").get(0))
        .isEqualTo(
            "series,origin,horizon_index,forecast_timestamp,forecast_value,"
                + "q0.1,q0.2,q0.3,q0.4,q0.5,q0.6,q0.7,q0.8,q0.9");
    List<NamedCsvRecord> out = table("out/forecasts.csv");
    assertThat(out).hasSize(2 * 3 * 6);
    LinkedHashSet<String> origins = new LinkedHashSet<>();
    for (NamedCsvRecord row : out) {
      origins.add(row.getField("series") + " " + row.getField("origin"));
      int k = Integer.parseInt(row.getField("horizon_index"));
      long step = row.getField("series").equals("a") ? 60_000 : 120_000;
      assertThat(Instant.parse(row.getField("forecast_timestamp")))
          .isEqualTo(Instant.parse(row.getField("origin")).plusMillis(k * step));
      double[] quantiles = Signals.of(9, i -> Double.parseDouble(row.getField("q0." + (i + 1))));
      assertThat(quantiles).isSorted();
    }
    assertThat(origins)
        .containsExactlyInAnyOrder(
            "a " + time(163),
            "a " + time(175),
            "a " + time(187),
            "b, c " + time(126),
            "b, c " + time(150),
            "b, c " + time(174));
  }

  @Test
  void theForecastOfAnOriginUsesOnlyRowsUpToIt() throws IOException {
    List<String> lines = twoSeries(240);
    run(PIPELINE, csv("in.csv", lines), "back:4:20", "sound");
    List<NamedCsvRecord> sound = table("sound/forecasts.csv");
    for (NamedCsvRecord row : sound) {
      assertThat(row.getField("forecast_value")).isNotEmpty();
    }
    for (int minute : new int[] {159, 179, 199, 205}) {
      List<String> corrupt = new ArrayList<>();
      for (String line : lines) {
        boolean later =
            Instant.parse(line.split(",", -1)[line.startsWith("a") ? 1 : 2]).isAfter(time(minute));
        String damaged = line.substring(0, line.lastIndexOf(',')) + ",1e50";
        corrupt.add(later ? damaged : line);
      }
      run(PIPELINE, csv("corrupt.csv", corrupt), "back:4:20", "corrupt");
      assertThat(upTo(minute, table("corrupt/forecasts.csv"))).isEqualTo(upTo(minute, sound));
      assertThat(upTo(minute, sound)).isNotEmpty();
      assertThat(table("corrupt/forecasts.csv").toString()).isNotEqualTo(sound.toString());
    }
  }

  private static List<List<String>> upTo(int minute, List<NamedCsvRecord> forecasts) {
    return forecasts.stream()
        .filter(row -> !Instant.parse(row.getField("origin")).isAfter(time(minute)))
        .map(NamedCsvRecord::getFields)
        .toList();
  }

  @Test
  void theLastForecastIsThatOfEveryRow() throws IOException {
    Path input = csv("in.csv", twoSeries(100));
    run(PIPELINE, input, "last", "last");
    run(PIPELINE, input, "every", "every");
    run(PIPELINE, input, "every:25", "25");
    List<String> every = lines("every/forecasts.csv");
    assertThat(every).hasSize(1 + 150 * 6).containsAll(lines("last/forecasts.csv"));
    assertThat(lines("last/forecasts.csv")).hasSize(1 + 2 * 6);
    assertThat(lines("25/forecasts.csv")).hasSize(1 + (4 + 2) * 6);
    assertThat(every).containsAll(lines("25/forecasts.csv"));
    assertThat(lines("last/anomalies.csv")).isEqualTo(lines("every/anomalies.csv"));
  }

  @Test
  void rowsThatWereHeldBackKeepTheirOwnTimestamps() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int t = 0; t < 60; t++) {
      int minute = t % 3 == 1 ? t + 1 : t % 3 == 2 ? t - 1 : t;
      lines.add(
          "a,%s,%d".formatted(time(minute).toString().replace("T", " ").replace("Z", ""), minute));
    }
    run(PIPELINE + "time: {lateness: PT5M}\n", csv("in.csv", lines), "last", "out");
    List<NamedCsvRecord> out = table("out/anomalies.csv");
    assertThat(out).hasSize(60);
    for (int t = 0; t < 60; t++) {
      assertThat(out.get(t).getField("timestamp").replace(' ', 'T') + "Z")
          .isEqualTo(time(t).toString());
      assertThat(out.get(t).getField("value")).isEqualTo(Double.toString(t));
    }
  }

  @Test
  void rowsThatAreNoStepWithAValueAreCountedAndNamed() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int t = 0; t < 200; t++) {
      lines.add("a,%s,%s".formatted(time(t), t == 20 ? "NaN" : t == 30 ? "" : t));
    }
    lines.add(50, lines.get(49));
    lines.add(90, "a," + time(3) + ",5");
    lines.add(100, "a," + time(99) + ",unavailable");
    lines.add(150, "a," + time(146) + ",-7"); // beside 146, which stands before it
    Summary summary = run(PIPELINE, csv("in.csv", lines), "last", "out");
    JsonNode json = new ObjectMapper().readTree(directory.resolve("out/summary.json").toFile());
    assertThat(json.get("events").longValue()).isEqualTo(204);
    assertThat(json.get("refused").longValue()).isEqualTo(1);
    assertThat(json.get("late").longValue()).isEqualTo(1);
    assertThat(json.get("duplicate").longValue()).isEqualTo(1);
    assertThat(json.get("missing").longValue()).isEqualTo(2);
    assertThat(json.get("conflicting").longValue()).isEqualTo(1);
    assertThat(json.get("first").get("late").asText()).isEqualTo("line 92, " + time(3));
    assertThat(json.get("first").get("missing").asText()).isEqualTo("line 22, " + time(20));
    assertThat(summary.toString())
        .contains(
            "refused: 1 (cannot be read, not used)",
            "line 102: the value 'unavailable' is not a number",
            "late: 1 (",
            "line 92",
            "duplicate: 1 (",
            "missing: 2 (");
    assertThat(table("out/anomalies.csv")).as("a row per row of input").hasSize(204);
    assertThat(lines("out/forecasts.csv")).as("from the last row").hasSize(1 + 6);
  }

  @Test
  void timesWithoutAnOffsetAreOfTheZoneAndAnHourThatComesTwiceCountsOnce() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int hour = 22; hour < 72; hour++) { // from Friday on; at the third of Sunday back by one
      int shown = hour > 50 ? hour - 1 : hour;
      for (String minute : List.of("00", "30")) {
        lines.add(
            "a,2026-10-%d %02d:%s:00,%d".formatted(23 + shown / 24, shown % 24, minute, hour));
      }
    }
    lines.add("a,2026-03-29 02:30:00,1");
    String berlin = PIPELINE + "step: PT30M\ntime: {zone: Europe/Berlin}\n";
    Summary summary = run(berlin, csv("in.csv", lines), "every", "out");
    assertThat(summary.toString())
        .contains("late: 1 (", "the first at line 60, 2026-10-25 02:00:00")
        .contains("merged: 1 (", "the first at line 61, 2026-10-25 02:30:00")
        .contains(
            "refused: 1 (", "line 102: the timestamp '2026-03-29 02:30:00' does not exist in");
    assertThat(table("out/forecasts.csv").get(0).getField("forecast_timestamp"))
        .as("half past ten in summer")
        .isEqualTo("2026-10-23T20:30:00Z");
    run(PIPELINE + "step: PT30M\n", csv("in.csv", lines.subList(0, 50)), "every", "utc");
    assertThat(table("utc/forecasts.csv").get(0).getField("forecast_timestamp"))
        .isEqualTo("2026-10-23T22:30:00Z");
  }

  @Test
  void rowsFromClosedHoursAreCountedAndForecastsAreForOpenOnes() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int t = 0; t < 4 * 1440; t += 10) {
      if (t % 1440 < 600 || t == 1500) {
        lines.add("a,%s,%d".formatted(time(t), t % 7));
      }
    }
    lines.add(1, "a," + time(1430) + ",3");
    String hours = PIPELINE + "time: {calendar: {sessions: '00:00-10:00'}}\n";
    run(hours, csv("in.csv", lines), "every", "out");
    JsonNode json = new ObjectMapper().readTree(directory.resolve("out/summary.json").toFile());
    assertThat(json.get("closed").longValue()).isEqualTo(1);
    assertThat(json.get("duplicate").longValue()).isZero();
    assertThat(json.get("first").get("closed").asText()).endsWith(time(1430).toString());
    assertThat(table("out/forecasts.csv"))
        .hasSizeGreaterThan(1000)
        .allSatisfy(
            row ->
                assertThat(row.getField("forecast_timestamp").substring(11, 13)).isLessThan("10"));
  }

  @Test
  void aFileThatIsWrittenNewestFirstGivesWhatTheSameInOrderGives() throws IOException {
    List<String> lines = new ArrayList<>(line(100));
    run(PIPELINE, csv("in.csv", lines), "every", "sorted");
    Collections.reverse(lines);
    Summary summary = run(PIPELINE, csv("in.csv", lines), "every", "reversed");
    for (String table : List.of("/anomalies.csv", "/forecasts.csv")) {
      assertThat(lines("reversed" + table)).isEqualTo(lines("sorted" + table));
    }
    assertThat(summary.toString()).contains("written newest first");
  }

  @Test
  void whereRowsAreHeldBackForecastsAreOfTheRowsThatHaveBeenStepsAndComeAfterThem()
      throws IOException {
    Path input = csv("held.csv", twoSeries(80));
    run(PIPELINE + "time: {lateness: PT5M}\n", input, "every:1", "held");
    run(PIPELINE, input, "every:1", "live");
    assertThat(table("held/forecasts.csv"))
        .allSatisfy(
            row ->
                assertThat(Instant.parse(row.getField("forecast_timestamp")))
                    .isAfter(Instant.parse(row.getField("origin"))));
    run(PIPELINE + "time: {lateness: PT5M}\n", input, "last", "held-last");
    run(PIPELINE, input, "last", "live-last");
    assertThat(lines("held-last/forecasts.csv"))
        .containsExactlyInAnyOrderElementsOf(lines("live-last/forecasts.csv"));
  }

  @Test
  void rowsThatStandTwiceAreScoredAsOnce() throws IOException {
    List<String> once = line(200);
    Summary summary = run(PIPELINE, csv("in.csv", once), "last", "once");
    List<String> twice = once.stream().flatMap(row -> Stream.of(row, row)).toList();
    Summary doubled = run(PIPELINE, csv("in.csv", twice), "last", "twice");
    assertThat(lines("twice/forecasts.csv")).isEqualTo(lines("once/forecasts.csv"));
    String accuracy = "over 6 steps:";
    assertThat(after(accuracy, doubled)).isEqualTo(after(accuracy, summary));
    assertThat(doubled.toString()).contains("duplicate: 200 (");
  }

  private static String after(String words, Summary summary) {
    return summary.toString().substring(summary.toString().indexOf(words));
  }

  @Test
  void whereNothingIsScoredNoErrorIsMadeUp() throws IOException {
    assertThat(run(PIPELINE, csv("in.csv", line(1)), "last", "out").toString())
        .doesNotContain("NaN")
        .contains("no forecast has met a value");
  }

  @Test
  void theSummaryCountsAndScores() throws IOException {
    Summary summary = run("horizon: 2\nmodel: naive\n", csv("in.csv", line(100)), "last", "out");
    JsonNode json = new ObjectMapper().readTree(directory.resolve("out/summary.json").toFile());
    assertThat(json.get("events").longValue()).isEqualTo(100);
    assertThat(json.get("series").intValue()).isEqualTo(1);
    assertThat(json.get("horizon").intValue()).isEqualTo(2);
    assertThat(json.get("forecasts_scored").longValue()).isEqualTo(99 + 98);
    double mae = (99 * 3 + 98 * 6) / 197.0;
    assertThat(json.get("mae").doubleValue()).isBetween(mae - 1e-9, mae + 1e-9);
    assertThat(json.get("mase").doubleValue()).isBetween(mae / 3 - 1e-9, mae / 3 + 1e-9);
    assertThat(json.get("state_bytes_per_series").intValue()).isPositive();
    assertThat(json.get("coverage").get("0.5").get("2").doubleValue()).isBetween(0.0, 1.0);
    assertThat(summary.toString()).contains("100 events of 1 series", "over 2 steps");
  }

  @Test
  void aGapDoesNotMakeForecastsBeComparedWithOtherSteps() throws IOException {
    List<String> lines = new ArrayList<>(line(200));
    lines.subList(100, 104).clear();
    run(
        "horizon: 5\ntransforms: [difference]\nmodel: naive\n",
        csv("in.csv", lines),
        "last",
        "out");
    JsonNode json = new ObjectMapper().readTree(directory.resolve("out/summary.json").toFile());
    assertThat(json.get("mae").doubleValue() * json.get("forecasts_scored").longValue())
        .as("only the forecasts of the very first row, which knew no slope, are wrong")
        .isBetween(3 * (1 + 2 + 3 + 4 + 5) - 1e-3, 3 * (1 + 2 + 3 + 4 + 5) + 1e-3);
  }

  /** A series that rises by 3 each minute. */
  private static List<String> line(int rows) {
    return Arrays.stream(Signals.of(rows, t -> t))
        .mapToObj(t -> "a,%s,%s".formatted(time((int) t), 3 * t))
        .toList();
  }

  @Test
  void aFileWithoutRowsIsRefused() throws IOException {
    Path empty = csv("in.csv", List.of());
    assertThatThrownBy(() -> run(PIPELINE, empty, "last", "out"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has no rows");
  }
}
