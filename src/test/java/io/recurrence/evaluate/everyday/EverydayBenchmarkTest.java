package io.recurrence.evaluate.everyday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.recurrence.config.SpecLoader;
import io.recurrence.evaluate.InputException;
import io.recurrence.evaluate.benchmark.PipelineEngine;
import io.recurrence.evaluate.benchmark.Progress;
import io.recurrence.evaluate.benchmark.Silent;
import io.recurrence.evaluate.report.Report;
import io.recurrence.evaluate.report.Table;
import io.recurrence.evaluate.report.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EverydayBenchmarkTest {
  private static final Progress SILENT = new Silent();

  @TempDir private Path directory;

  private PipelineEngine engine;

  @BeforeEach
  void pipeline() throws IOException {
    Path file = Files.writeString(directory.resolve("p.yaml"), "name: p\nmodels: [naive]\n");
    engine = new PipelineEngine(settings -> SpecLoader.load(file, Map.of(), settings));
  }

  private static Table.Row row(Report report, int table, String method) {
    return report.tables().get(table).rows().stream()
        .filter(row -> row.method().equals(method))
        .findFirst()
        .orElseThrow();
  }

  /** Hourly values that repeat each day, and an event in the second half. */
  private static LabelledSeries days(int rows, Event... events) {
    double[] x = new double[rows];
    Arrays.setAll(x, i -> i % 24 < 12 ? 10 : 30);
    return new LabelledSeries("days", 1, 0, Duration.ofHours(1).toMillis(), x, List.of(events));
  }

  @Test
  void errorsAreThoseOfTheSameRowsForAllMethods() {
    SeriesTrial trial = SeriesTrial.of(engine, List.of(), days(480));
    assertThat(trial.seasonAgo()).isZero();
    assertThat(trial.lastValue()).as("half of a day is 20 away").isEqualTo(10, within(1e-9));
    assertThat(trial.mae()).as("the last value").isEqualTo(trial.lastValue(), within(1e-5));
    assertThat(trial.coverage()).isBetween(.8, 1.0);
  }

  @Test
  void rowsOfAnEventAreNeitherOriginsNorTargets() {
    LabelledSeries series = days(480, new Event("outage", 300, 30, 60, true));
    Arrays.fill(series.values(), 300, 360, 1e6);
    assertThat(SeriesTrial.of(engine, List.of(), series).lastValue()).isEqualTo(10, within(1e-9));
  }

  @Test
  void aSeasonAgoMayReadTheEvent() {
    LabelledSeries series = days(480, new Event("outage", 300, 12, 12, true));
    Arrays.fill(series.values(), 300, 312, 1e6);
    assertThat(SeriesTrial.of(engine, List.of(), series).seasonAgo()).isGreaterThan(1e3);
  }

  @Test
  void meansAreGeometricAndLeaveOutWhatIsNotThere() {
    assertThat(ScenarioScore.geometricMean(.5, 2, Double.NaN, 1)).isEqualTo(1, within(1e-12));
    assertThat(ScenarioScore.geometricMean(0, 1)).isEqualTo(.1, within(1e-12));
  }

  @Test
  void aSeriesThatANaiveForecastKnowsExactlyHasNoRatio() {
    SeriesTrial trial = SeriesTrial.of(engine, List.of(), days(480));
    Scenario scenario = new Scenario("days", Duration.ofHours(1), 480, 1, signal -> {});
    assertThat(new ScenarioScore(scenario, List.of(trial)).ratio(SeriesTrial::mae)).isNaN();
  }

  @Test
  void aKindIsRunAndReportedBesideItsRivals() {
    Report report = new EverydayBenchmark(1, "logins", 2, true).run(engine, SILENT);
    assertThat(row(report, 0, "Recurrence").values().get(1)).as("events").isEqualTo(2);
    assertThat(row(report, 0, "z-score").values().get(0)).as("found").isEqualTo(2);
    assertThat(row(report, 0, "random cut forest").values().get(1)).isEqualTo(2);
    assertThat(row(report, 0, "last value").values().get(3)).isGreaterThanOrEqualTo(1);
    assertThat(report.tables().get(1).rows()).hasSize(1);
    assertThat(report.charts()).hasSize(1);
    assertThat(report.sheets().get(1).rows()).hasSize(2);
  }

  @Test
  void theSameSeedGivesTheSameReportAndAnotherAnother() {
    String text = Text.of(new EverydayBenchmark(1, "parts", 2, false).run(engine, SILENT));
    assertThat(Text.of(new EverydayBenchmark(1, "parts", 2, false).run(engine, SILENT)))
        .isEqualTo(text);
    assertThat(Text.of(new EverydayBenchmark(2, "parts", 2, false).run(engine, SILENT)))
        .isNotEqualTo(text);
  }

  @Test
  void anUnknownKindIsRefusedWithThoseThatThereAre() {
    EverydayBenchmark benchmark = new EverydayBenchmark(1, "weather", 1, false);
    assertThatThrownBy(() -> benchmark.run(engine, SILENT))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'weather'")
        .hasMessageContaining("orders 1 h");
  }
}
