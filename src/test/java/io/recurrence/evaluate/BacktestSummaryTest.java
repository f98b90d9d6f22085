package io.recurrence.evaluate;

import static io.recurrence.evaluate.BacktestFiles.PIPELINE;
import static io.recurrence.evaluate.BacktestFiles.line;
import static io.recurrence.evaluate.BacktestFiles.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backtest counts, scores and says in the end. */
class BacktestSummaryTest {
  private final BacktestFiles files;

  BacktestSummaryTest(@TempDir Path directory) {
    this.files = new BacktestFiles(directory);
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
    Summary summary = files.run(PIPELINE, files.csv("in.csv", lines), "last", "out");
    JsonNode json = files.json("out/summary.json");
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
    assertThat(files.table("out/anomalies.csv")).as("a row per row of input").hasSize(204);
    assertThat(files.lines("out/forecasts.csv")).as("from the last row").hasSize(1 + 6);
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
    Summary summary = files.run(berlin, files.csv("in.csv", lines), "every", "out");
    assertThat(summary.toString())
        .contains("late: 1 (", "the first at line 60, 2026-10-25 02:00:00")
        .contains("merged: 1 (", "the first at line 61, 2026-10-25 02:30:00")
        .contains(
            "refused: 1 (", "line 102: the timestamp '2026-03-29 02:30:00' does not exist in");
    assertThat(files.table("out/forecasts.csv").get(0).getField("forecast_timestamp"))
        .as("as the file writes it")
        .isEqualTo("2026-10-23 22:30:00");
    files.run(
        PIPELINE + "step: PT30M\n", files.csv("in.csv", lines.subList(0, 50)), "every", "utc");
    assertThat(files.table("utc/forecasts.csv").get(0).getField("forecast_timestamp"))
        .isEqualTo("2026-10-23 22:30:00");
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
    files.run(hours, files.csv("in.csv", lines), "every", "out");
    JsonNode json = files.json("out/summary.json");
    assertThat(json.get("closed").longValue()).isEqualTo(1);
    assertThat(json.get("duplicate").longValue()).isZero();
    assertThat(json.get("first").get("closed").asText()).endsWith(time(1430).toString());
    assertThat(files.table("out/forecasts.csv"))
        .hasSizeGreaterThan(1000)
        .allSatisfy(
            row ->
                assertThat(row.getField("forecast_timestamp").substring(11, 13)).isLessThan("10"));
  }

  @Test
  void aFileThatIsWrittenNewestFirstGivesWhatTheSameInOrderGives() throws IOException {
    List<String> lines = new ArrayList<>(line(100));
    files.run(PIPELINE, files.csv("in.csv", lines), "every", "sorted");
    Collections.reverse(lines);
    Summary summary = files.run(PIPELINE, files.csv("in.csv", lines), "every", "reversed");
    for (String table : List.of("/anomalies.csv", "/forecasts.csv")) {
      assertThat(files.lines("reversed" + table)).isEqualTo(files.lines("sorted" + table));
    }
    assertThat(summary.toString()).contains("written newest first");
  }

  @Test
  void rowsThatStandTwiceAreScoredAsOnce() throws IOException {
    List<String> once = line(200);
    Summary summary = files.run(PIPELINE, files.csv("in.csv", once), "last", "once");
    List<String> twice = once.stream().flatMap(row -> Stream.of(row, row)).toList();
    Summary doubled = files.run(PIPELINE, files.csv("in.csv", twice), "last", "twice");
    assertThat(files.lines("twice/forecasts.csv")).isEqualTo(files.lines("once/forecasts.csv"));
    String accuracy = "over 6 steps:";
    assertThat(after(accuracy, doubled)).isEqualTo(after(accuracy, summary));
    assertThat(doubled.toString()).contains("duplicate: 200 (");
  }

  private static String after(String words, Summary summary) {
    return summary.toString().substring(summary.toString().indexOf(words));
  }

  @Test
  void whereNothingIsScoredNoErrorIsMadeUp() throws IOException {
    assertThat(files.run(PIPELINE, files.csv("in.csv", line(1)), "last", "out").toString())
        .doesNotContain("NaN")
        .contains("no forecast has met a value");
  }

  @Test
  void theSummaryCountsAndScores() throws IOException {
    Summary summary =
        files.run("horizon: 2\nmodel: naive\n", files.csv("in.csv", line(100)), "last", "out");
    JsonNode json = files.json("out/summary.json");
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
    files.run(
        "horizon: 5\ntransforms: [difference]\nmodel: naive\n",
        files.csv("in.csv", lines),
        "last",
        "out");
    JsonNode json = files.json("out/summary.json");
    assertThat(json.get("mae").doubleValue() * json.get("forecasts_scored").longValue())
        .as("only the forecasts of the very first row, which knew no slope, are wrong")
        .isBetween(3 * (1 + 2 + 3 + 4 + 5) - 1e-3, 3 * (1 + 2 + 3 + 4 + 5) + 1e-3);
  }

  @Test
  void stepsForWhichNoRowCameAreCountedAsMissing() throws IOException {
    List<String> lines = new ArrayList<>(line(200));
    lines.subList(100, 161).clear();
    Summary summary = files.run(PIPELINE, files.csv("in.csv", lines), "last", "out");
    assertThat(files.json("out/summary.json").get("missing").longValue()).isEqualTo(61);
    assertThat(summary.toString())
        .contains("line 102, " + time(161) + ", before it 61 steps without a row");
  }

  @Test
  void aSeriesThatStopsIsToldAsOnTheTopic() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int t = 0; t < 200; t++) {
      if (t < 60 || (t >= 120 && t < 150)) {
        lines.add("a,%s,%d".formatted(time(t), t));
      }
      lines.add("b,%s,%d".formatted(time(t), t));
    }
    Path input = files.csv("in.csv", lines);
    Summary summary = files.run(PIPELINE + "state: {silence: PT30M}\n", input, "last", "out");
    assertThat(files.table("out/anomalies.csv"))
        .filteredOn(row -> row.getField("kind").equals("SILENCE"))
        .extracting(row -> row.getField("series") + " " + row.getField("timestamp"))
        .containsExactly("a " + time(59 + 30), "a " + time(149 + 30));
    assertThat(files.table("out/anomalies.csv"))
        .filteredOn(row -> row.getField("kind").equals("SILENCE"))
        .allSatisfy(
            row -> {
              assertThat(row.getField("is_anomaly")).isEqualTo("true");
              assertThat(row.getField("incident")).isEqualTo("ONSET");
              assertThat(row.getField("reason")).isEqualTo("no data for PT30M");
            });
    assertThat(summary.toString()).contains("silent: 2 (");
    assertThat(files.json("out/summary.json").get("silent").longValue()).isEqualTo(2);
  }

  @Test
  void aFileWithoutRowsIsRefused() throws IOException {
    Path empty = files.csv("in.csv", List.of());
    assertThatThrownBy(() -> files.run(PIPELINE, empty, "last", "out"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has no rows");
  }
}
