package io.recurrence.evaluate;

import static io.recurrence.evaluate.BacktestFiles.PIPELINE;
import static io.recurrence.evaluate.BacktestFiles.line;
import static io.recurrence.evaluate.BacktestFiles.time;
import static io.recurrence.evaluate.BacktestFiles.twoSeries;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.recurrence.testing.Signals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that other programs rely on. */
class BacktestTest {
  private final BacktestFiles files;

  BacktestTest(@TempDir Path directory) {
    this.files = new BacktestFiles(directory);
  }

  @Test
  void theStepsThatNoRowCameForAreRowsWhereTheyAreAskedFor() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int t = 0; t < 40; t++) {
      if (t < 20 || t > 24) {
        lines.add("a,%s,%d".formatted(time(t), t));
      }
    }
    Path input = files.csv("gap.csv", lines);
    files.run(PIPELINE, input, "every:1", "omitted");
    files.run(PIPELINE + "output: {missing-steps: write}\n", input, "every:1", "written");
    assertThat(files.table("omitted/anomalies.csv")).hasSize(35);
    List<NamedCsvRecord> rows = files.table("written/anomalies.csv");
    assertThat(rows).extracting(row -> row.getField("timestamp")).hasSize(40).isSorted();
    assertThat(rows.subList(20, 25))
        .allSatisfy(
            row -> {
              assertThat(row.getField("value")).isEmpty();
              assertThat(row.getField("expected_value")).isNotEmpty();
              assertThat(row.getField("is_anomaly")).isEqualTo("false");
            });
    assertThat(files.lines("written/forecasts.csv"))
        .isEqualTo(files.lines("omitted/forecasts.csv"));
  }

  @Test
  void thereIsOneRowOfAnomaliesPerRowOfInputInItsOrder() throws IOException {
    List<String> lines = twoSeries(200);
    lines.add(50, lines.get(49)); // a duplicate
    lines.add(90, "a," + time(3) + ",5"); // a late one
    files.run(PIPELINE, files.csv("in.csv", lines), "last", "out");
    assertThat(files.lines("out/anomalies.csv").get(0))
        .isEqualTo(
            "series,timestamp,value,expected_value,lower_bound,upper_bound,anomaly_score,is_anomaly,alarm_score,"
                + "anomaly_grade,kind,direction,incident,incident_peak,status,reason,severity");
    List<NamedCsvRecord> in = files.table("in.csv");
    List<NamedCsvRecord> out = files.table("out/anomalies.csv");
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
  void whatIsFlaggedHasItsEvidence() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int t = 0; t < 3000; t++) {
      double x = 10 + Math.sin(t * 0.7) + (t == 2500 ? 40 : 0);
      lines.add("a,%s,%s".formatted(time(t), x));
    }
    files.run("horizon: 3\n", files.csv("in.csv", lines), "last", "out");
    NamedCsvRecord blow = files.table("out/anomalies.csv").get(2500);
    assertThat(blow.getField("is_anomaly")).isEqualTo("true");
    assertThat(blow.getField("kind")).isEqualTo("POINT");
    assertThat(blow.getField("direction")).isEqualTo("ABOVE");
    assertThat(blow.getField("incident")).isEqualTo("ONSET");
    assertThat(blow.getField("reason")).contains("expected");
    assertThat(Double.parseDouble(blow.getField("anomaly_grade"))).isPositive();
    assertThat(blow.getField("status")).isNotEmpty();
  }

  @Test
  void incidentsAreThoseOfTheTopicWhetherOrNotThePipelineFollowsThem() throws IOException {
    List<String> rows = new ArrayList<>(line(300));
    rows.set(250, "a,%s,9999".formatted(time(250)));
    rows.subList(280, 290).clear();
    Path input = files.csv("incidents.csv", rows);
    String yaml = PIPELINE + "state: {silence: PT5M}\n";
    files.run(yaml, input, "last", "alone");
    files.run(yaml + "output: {incidents: i}\n", input, "last", "followed");

    List<NamedCsvRecord> incidents = files.table("alone/incidents.csv");
    List<NamedCsvRecord> flags =
        files.table("alone/anomalies.csv").stream()
            .filter(row -> row.getField("is_anomaly").equals("true"))
            .toList();
    assertThat(files.lines("followed/incidents.csv")).isEqualTo(files.lines("alone/incidents.csv"));
    assertThat(incidents.get(0).getField("status")).isEqualTo("OPEN");
    assertThat(incidents.get(0).getField("timestamp"))
        .isEqualTo(flags.get(0).getField("timestamp"));
    assertThat(incidents.get(0).getField("value")).isEqualTo("9999.0");
    assertThat(incidents)
        .filteredOn(row -> row.getField("kind").equals("SILENCE"))
        .extracting(row -> row.getField("status") + ' ' + row.getField("timestamp"))
        .containsExactly("OPEN " + time(284), "CLOSED " + time(290));
  }

  @Test
  void forecastsJoinTheRowsThatTheyAreFor() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int t = 0; t < 60; t++) {
      lines.add("a,%d,%s".formatted(time(t).getEpochSecond(), t));
    }
    Path input = files.csv("in.csv", lines);
    files.run(PIPELINE + "input: {time: {unit: s}}\n", input, "back:1:6", "out");
    assertThat(files.table("out/forecasts.csv"))
        .extracting(row -> row.getField("forecast_timestamp"))
        .containsExactlyElementsOf(
            files.table("out/anomalies.csv").subList(54, 60).stream()
                .map(row -> row.getField("timestamp"))
                .toList());
  }

  @Test
  void forecastsHaveTheirColumnsAndTheOriginsAskedFor() throws IOException {
    files.run(PIPELINE, files.csv("in.csv", twoSeries(200)), "back:3:12", "out");
    assertThat(files.lines("out/forecasts.csv").get(0))
        .isEqualTo(
            "series,origin,horizon_index,forecast_timestamp,forecast_value,"
                + "q0.1,q0.2,q0.3,q0.4,q0.5,q0.6,q0.7,q0.8,q0.9");
    List<NamedCsvRecord> out = files.table("out/forecasts.csv");
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
    files.run(PIPELINE, files.csv("in.csv", lines), "back:4:20", "sound");
    List<NamedCsvRecord> sound = files.table("sound/forecasts.csv");
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
      files.run(PIPELINE, files.csv("corrupt.csv", corrupt), "back:4:20", "corrupt");
      assertThat(upTo(minute, files.table("corrupt/forecasts.csv"))).isEqualTo(upTo(minute, sound));
      assertThat(upTo(minute, sound)).isNotEmpty();
      assertThat(files.table("corrupt/forecasts.csv").toString()).isNotEqualTo(sound.toString());
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
    Path input = files.csv("in.csv", twoSeries(100));
    files.run(PIPELINE, input, "last", "last");
    files.run(PIPELINE, input, "every", "every");
    files.run(PIPELINE, input, "every:25", "25");
    List<String> every = files.lines("every/forecasts.csv");
    assertThat(every).hasSize(1 + 148 * 6).containsAll(files.lines("last/forecasts.csv"));
    assertThat(files.lines("last/forecasts.csv")).hasSize(1 + 2 * 6);
    assertThat(files.lines("25/forecasts.csv")).hasSize(1 + (4 + 2) * 6);
    assertThat(every).containsAll(files.lines("25/forecasts.csv"));
    assertThat(files.lines("last/anomalies.csv")).isEqualTo(files.lines("every/anomalies.csv"));
  }

  @Test
  void rowsThatWereHeldBackKeepTheirOwnTimestamps() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int t = 0; t < 60; t++) {
      int minute = t % 3 == 1 ? t + 1 : t % 3 == 2 ? t - 1 : t;
      lines.add(
          "a,%s,%d".formatted(time(minute).toString().replace("T", " ").replace("Z", ""), minute));
    }
    files.run(PIPELINE + "time: {lateness: PT5M}\n", files.csv("in.csv", lines), "last", "out");
    List<NamedCsvRecord> out = files.table("out/anomalies.csv");
    assertThat(out).hasSize(60);
    for (int t = 0; t < 60; t++) {
      assertThat(out.get(t).getField("timestamp").replace(' ', 'T') + "Z")
          .isEqualTo(time(t).toString());
      assertThat(out.get(t).getField("value")).isEqualTo(Double.toString(t));
    }
  }

  @Test
  void whereRowsAreHeldBackForecastsAreOfTheRowsThatHaveBeenStepsAndComeAfterThem()
      throws IOException {
    Path input = files.csv("held.csv", twoSeries(80));
    files.run(PIPELINE + "time: {lateness: PT5M}\n", input, "every:1", "held");
    files.run(PIPELINE, input, "every:1", "live");
    assertThat(files.table("held/forecasts.csv"))
        .allSatisfy(
            row ->
                assertThat(Instant.parse(row.getField("forecast_timestamp")))
                    .isAfter(Instant.parse(row.getField("origin"))));
    files.run(PIPELINE + "time: {lateness: PT5M}\n", input, "last", "held-last");
    files.run(PIPELINE, input, "last", "live-last");
    assertThat(files.lines("held-last/forecasts.csv"))
        .containsExactlyInAnyOrderElementsOf(files.lines("live-last/forecasts.csv"));
  }
}
