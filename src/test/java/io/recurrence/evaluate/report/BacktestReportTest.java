package io.recurrence.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.config.SpecLoader;
import io.recurrence.evaluate.Backtest;
import io.recurrence.evaluate.BacktestOptions;
import io.recurrence.evaluate.CsvForm;
import io.recurrence.evaluate.Origins;
import io.recurrence.evaluate.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a backtest. */
class BacktestReportTest {
  private static final long MINUTE = 60_000;

  @TempDir private Path directory;

  private Summary run(List<String> lines, int season, int drawn) throws IOException {
    BacktestOptions options =
        new BacktestOptions(Origins.parse("last"), season, CsvForm.USUAL, drawn);
    return new Backtest(SpecLoader.parse("name: page\nhorizon: 3\n"), options)
        .run(Files.write(directory.resolve("in.csv"), lines), directory.resolve("out"), rows -> {});
  }

  @Test
  void aPageShowsTheFirstSeriesAndTellsOfAll() throws IOException {
    List<String> lines = new ArrayList<>(List.of("timestamp,a<b,c"));
    for (int t = 0; t < 3000; t++) {
      double x = 10 + Math.sin(t * 0.7) + (t == 2500 ? 40 : 0);
      lines.add("%d,%s,%s".formatted(t * MINUTE, x, 5));
    }
    Path page = directory.resolve("report.html");
    BacktestReport.write(run(lines, 9, 1), 9, page);
    String html = Files.readString(page);
    assertThat(html)
        .contains(
            "Backtest of page", "a&lt;b", "naive: the last value", "seasonal naive: 9 steps ago")
        .contains("Alarms by alarm-rate", "Calibration", "Alarms by day", "(POINT)")
        .doesNotContain("<script", "a<b", "NaN")
        .doesNotContain("<b>c</b>");
  }

  @Test
  void errorsStandBesideThoseOfNaiveForecastsOfTheSameValues() throws IOException {
    List<String> lines = new ArrayList<>(List.of("timestamp,value"));
    for (int t = 0; t < 400; t++) {
      lines.add("%d,%d".formatted(t * MINUTE, t % 4));
    }
    Summary summary = run(lines, 4, 0);
    assertThat(summary.card().baselines().seasonalNaive()).isZero();
    assertThat(summary.card().baselines().naive())
        .as("one, two and three steps ahead of 0 1 2 3")
        .isCloseTo((1.5 + 2 + 1.5) / 3, within(0.02));
    assertThat(summary.card().baselines().count()).isPositive();
  }
}
