package io.recurrence.evaluate.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.evaluate.Backtest;
import io.recurrence.evaluate.BacktestOptions;
import io.recurrence.evaluate.Origins;
import io.recurrence.evaluate.benchmark.Engine.Steps;
import io.recurrence.testing.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine that benchmarks see is the one that streams and backtests run. */
class PipelineEngineTest {
  private static final int ROWS = 300;
  private static final double[] X = Signals.lifelike(5, ROWS);

  @TempDir private Path directory;

  private Path spec() throws IOException {
    return Files.writeString(
        directory.resolve("p.yaml"),
        "name: p\nhorizon: 6\nmodels: [naive, holt, {type: ar, order: 3}]\n");
  }

  private List<NamedCsvRecord> table(String name) throws IOException {
    try (Stream<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(directory.resolve(name)).stream()) {
      return rows.toList();
    }
  }

  /** A table has the first nine digits at least. */
  private static void same(double ours, String field) {
    assertThat(ours).isCloseTo(Double.parseDouble(field), Percentage.withPercentage(5e-2));
  }

  @Test
  void judgesAndForecastsAsABacktestDoes() throws IOException {
    Path file = spec();
    List<String> lines = new ArrayList<>(List.of("timestamp,value"));
    for (int i = 0; i < ROWS; i++) {
      lines.add(i * 60_000L + "," + (i % 41 == 40 ? "" : X[i]));
    }
    PipelineSpec spec = SpecLoader.load(file, Map.of(), List.of("horizon=12", Levels.setting()));
    new Backtest(spec, BacktestOptions.of(Origins.parse("last"), 1))
        .run(Files.write(directory.resolve("in.csv"), lines), directory, rows -> {});
    Follower follower =
        new PipelineEngine(settings -> SpecLoader.load(file, Map.of(), settings))
            .follow(12, Steps.OF_TIME);
    List<NamedCsvRecord> judged = table("anomalies.csv");
    for (int i = 0; i < ROWS; i++) {
      follower.step(i * 60_000L, i % 41 == 40 ? Double.NaN : X[i]);
      NamedCsvRecord row = judged.get(i);
      assertThat(follower.score()).isEqualTo(Double.parseDouble(row.getField("anomaly_score")));
      assertThat(follower.alarm()).isEqualTo(Double.parseDouble(row.getField("alarm_score")));
      assertThat(follower.flagged()).isEqualTo(Boolean.parseBoolean(row.getField("is_anomaly")));
      double expected = follower.expected();
      assertThat(row.getField("expected_value").isEmpty()).isEqualTo(Double.isNaN(expected));
      if (!Double.isNaN(expected)) {
        same(expected, row.getField("expected_value"));
      }
    }
    assertThat(follower.forecast()).isTrue();
    List<NamedCsvRecord> forecast = table("forecasts.csv");
    assertThat(forecast).hasSize(12);
    for (int k = 1; k <= 12; k++) {
      NamedCsvRecord row = forecast.get(k - 1);
      same(follower.mean(k), row.getField("forecast_value"));
      for (int i = 0; i < Levels.COUNT; i++) {
        same(follower.quantile(i, k), row.getField("q" + Levels.ALL[i]));
      }
    }
  }

  @Test
  void aProtocolThatNamesNoHorizonLeavesTheSpecifiedOne() throws IOException {
    Path file = spec();
    List<List<String>> asked = new ArrayList<>();
    PipelineEngine engine =
        new PipelineEngine(
            settings -> {
              asked.add(settings);
              return SpecLoader.load(file, Map.of(), settings);
            });
    engine.follow(Engine.AS_SPECIFIED, Steps.OF_TIME);
    assertThat(asked.get(0)).noneMatch(setting -> setting.startsWith("horizon"));
    engine.follow(7, Steps.OF_RECORDS);
    assertThat(asked.get(1)).contains("horizon=7", "step=none", "time.duplicates=keep");
    assertThat(engine.stateBytes(48, Steps.OF_TIME))
        .isGreaterThan(engine.stateBytes(1, Steps.OF_TIME));
  }

  @Test
  void aRowThatIsNoStepIsJudgedOrdinary() throws IOException {
    Path file = spec();
    Follower follower =
        new PipelineEngine(settings -> SpecLoader.load(file, Map.of(), settings))
            .follow(6, Steps.OF_TIME);
    assertThat(follower.forecast()).isFalse();
    for (int i = 0; i < 50; i++) {
      follower.step(i * 1000L, X[i]);
    }
    follower.step(3000, 1e6); // too late
    assertThat(follower.score()).isZero();
    assertThat(follower.alarm()).isZero();
    assertThat(follower.flagged()).isFalse();
    assertThat(follower.expected()).isNaN();
  }
}
