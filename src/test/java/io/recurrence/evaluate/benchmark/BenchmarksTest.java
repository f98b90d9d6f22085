package io.recurrence.evaluate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.config.SpecLoader;
import io.recurrence.evaluate.InputException;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Table;
import io.recurrence.evaluate.report.Table.Row;
import io.recurrence.evaluate.report.Table.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each benchmark from its files to its tables, on made data in the public layouts. */
class BenchmarksTest {
  private static final int ALL = Integer.MAX_VALUE;
  private static final Progress SILENT = new Silent();

  @TempDir private Path directory;

  private PipelineEngine engine;

  @BeforeEach
  void pipeline() throws IOException {
    Path file = Files.writeString(directory.resolve("p.yaml"), "name: p\nmodels: [naive, holt]\n");
    engine = new PipelineEngine(settings -> SpecLoader.load(file, Map.of(), settings));
  }

  private static Table table(Report report, String title) {
    return report.tables().stream()
        .filter(table -> table.title().startsWith(title))
        .findFirst()
        .orElseThrow();
  }

  private static Row row(Table table, String method) {
    return table.rows().stream()
        .filter(row -> row.method().equals(method))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nabFindsTheSpikesAndStandsBesideThePublishedDetectors() throws IOException {
    Report report =
        new NabBenchmark(SmallData.nab(directory.resolve("nab")), ALL).run(engine, SILENT);
    Table board = table(report, "NAB, 2 files, 2 windows");
    double curve = Math.tanh(2.5 * (260 - 250 + 1) / 21.0) / Math.tanh(2.5);
    assertThat(row(board, "Recurrence, alarm_score").values().get(0))
        .isEqualTo(100 * (curve + 1) / 2, within(1e-9));
    Row artime = row(board, "ARTime");
    assertThat(artime.source()).isEqualTo(Source.PUBLISHED);
    assertThat(artime.comparable()).as("two files are not all").isFalse();
    assertThat(artime.values()).containsExactly(74.9, 65.1, 80.4);
    assertThat(report.charts()).hasSize(2);
    assertThat(report.sheets().get(0).rows()).hasSize(800);
  }

  @Test
  void aLimitTakesTheFirstFilesAndIsTold() throws IOException {
    Report report =
        new NabBenchmark(SmallData.nab(directory.resolve("nab")), 1).run(engine, SILENT);
    assertThat(table(report, "NAB, 1 files, 1 windows")).isNotNull();
    assertThat(report.notes().get(0)).startsWith("1 of the 58 files");
  }

  @Test
  void m4ScoresEachFrequencyThatIsThere() throws IOException {
    Report report = new M4Benchmark(SmallData.m4(directory.resolve("m4")), ALL).run(engine, SILENT);
    for (String title : List.of("M4 Hourly, 4 series", "M4 Weekly, 4 series")) {
      Table table = table(report, title);
      assertThat(row(table, "Naive2").values().get(2)).isEqualTo(1);
      assertThat(row(table, "Recurrence").values()).allMatch(Double::isFinite);
      assertThat(row(table, "ES-RNN (winner of M4)").source()).isEqualTo(Source.PUBLISHED);
    }
    assertThat(report.sheets().get(0).rows()).hasSize(8);
    Row step = row(table(report, "Coverage"), "Hourly, step 48");
    assertThat(step.values().get(3)).as("a forecast for each series").isEqualTo(4);
  }

  @Test
  void giftJoinsTasksByTheGeometricMeanOfTheirRatios() throws IOException {
    Path data = SmallData.online(SmallData.m4(directory.resolve("all")));
    Report report = new GiftBenchmark(data, ALL).run(engine, SILENT);
    Table table = table(report, "Tasks");
    double product = 1;
    for (String task : List.of("m4_hourly", "m4_weekly", "ett1_h")) {
      Row ours = row(table, "Recurrence, " + task);
      Row naive = row(table, "seasonal naive, " + task);
      assertThat(ours.values().get(0))
          .isEqualTo(ours.values().get(3) / naive.values().get(3), within(1e-12));
      product *= ours.values().get(0);
    }
    assertThat(row(table(report, "GIFT-Eval"), "Recurrence").values().get(0))
        .isEqualTo(Math.cbrt(product), within(1e-12));
    assertThat(row(table, "Recurrence, ett1_h").values().get(5))
        .as("20 windows of 48 steps of 2 columns")
        .isEqualTo(20 * 48 * 2);
  }

  @Test
  void onlineTakesAShortenedFileByHalvesAndPricesByRecord() throws IOException {
    Report report =
        new OnlineBenchmark(SmallData.online(directory.resolve("online")), 2).run(engine, SILENT);
    Table ett = table(report, "Online: ETTh1, first 1,200 rows, 2 series");
    assertThat(row(ett, "last value").values().subList(6, 9)).containsExactly(1.0, 1.0, 1.0);
    assertThat(ett.rows()).noneMatch(row -> row.source() == Source.PUBLISHED);
    Table prices = table(report, "Online: eurusd_tick_20140505, 1 series");
    assertThat(row(prices, "Recurrence").values()).allMatch(Double::isFinite);
    assertThat(table(report, "Coverage in the 200 steps").rows()).isNotEmpty();
  }

  @Test
  void skabIsScoredFromRow400On() throws IOException {
    Report report =
        new SkabBenchmark(SmallData.skab(directory.resolve("skab")), ALL).run(engine, SILENT);
    Table table = table(report, "SKAB, 1 files");
    Row every = row(table, "every row");
    assertThat(every.values().get(0)).isEqualTo(2 * 50.0 / (2 * 50 + 150), within(1e-12));
    assertThat(every.values().subList(1, 3)).containsExactly(100.0, 0.0);
    assertThat(row(table, "Recurrence, is_anomaly held for 60 rows").values().get(0))
        .as("a fault that is a jump is found")
        .isGreaterThan(0.7);
    assertThat(row(table, "Conv-AE").values()).containsExactly(0.784, 13.6, 28.0);
  }

  @Test
  void calibrationCountsEachBudgetForEachKind() {
    Report report = new CalibrationBenchmark(2000, 1).run(engine, SILENT);
    Table table = table(report, "False alarms");
    assertThat(table.rows()).hasSize(CleanSeries.values().length);
    for (Row row : table.rows()) {
      assertThat(row.values().get(4)).isEqualTo(1800);
      assertThat(row.values().get(0)).as(row.method()).isBetween(0.0, 10.0);
    }
  }

  @Test
  void aDirectoryWithoutTheDataIsAnsweredWithTheLayout() throws IOException {
    Path none = directory.resolve("none");
    assertMissing(new NabBenchmark(none, ALL), "there is no directory", "combined_windows.json");
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertMissing(new NabBenchmark(empty, ALL), "no combined_windows.json", "data/<category>");
    assertMissing(new M4Benchmark(empty, ALL), "<Frequency>-train.csv", "a series per line");
    assertMissing(new GiftBenchmark(empty, ALL), "ETTh1.csv", "Hourly");
    assertMissing(new OnlineBenchmark(empty, ALL), "exchange_rate", "day,ms_of_day");
    assertMissing(new SkabBenchmark(empty, ALL), "valve1", "semicolons");
  }

  @Test
  void aDamagedFileIsNamedWithItsLine() throws IOException {
    Path nab = SmallData.nab(directory.resolve("nab"));
    Files.writeString(nab.resolve("data/real/a.csv"), "timestamp,value\n2014-04-01 00:00:00,x\n");
    assertMissing(new NabBenchmark(nab, ALL), "a.csv", "which is not the time of a row");
    Files.writeString(nab.resolve("labels/combined_windows.json"), "{\"real/a.csv\": []}");
    assertMissing(new NabBenchmark(nab, ALL), "a.csv line 2", "'x' is not a number");
    Files.writeString(nab.resolve("labels/combined_windows.json"), "[");
    assertMissing(new NabBenchmark(nab, ALL), "combined_windows.json is not JSON");
    Path m4 = SmallData.m4(directory.resolve("m4"));
    Files.writeString(m4.resolve("Weekly-train.csv"), "id,V\nW1,1,2,three\n");
    assertMissing(new M4Benchmark(m4, ALL), "Weekly-train.csv line 2: 'three' is not a number");
    Files.writeString(m4.resolve("Weekly-train.csv"), "id,V\nW9,1,2,3\n");
    assertMissing(new M4Benchmark(m4, ALL), "the series W9 needs", "13 values");
  }

  private void assertMissing(Benchmark benchmark, String... words) {
    assertThatThrownBy(() -> benchmark.run(engine, SILENT))
        .isInstanceOf(InputException.class)
        .message()
        .contains(words);
  }
}
