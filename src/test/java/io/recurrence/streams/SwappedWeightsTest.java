package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.evaluate.Backtest;
import io.recurrence.evaluate.BacktestOptions;
import io.recurrence.evaluate.Origins;
import io.recurrence.forecast.network.MadeWeights;
import io.recurrence.forecast.network.Weights;
import io.recurrence.testing.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A swap of weights in a stream is that of a backtest, record by record. */
class SwappedWeightsTest {
  private static final String PIPELINE =
      """
      name: swapped
      input: {topic: in, format: number}
      output: {anomalies: a, forecasts: f, outcomes: o}
      horizon: 4
      models: [naive, {type: lstm, control: c}]
      """;
  private static final double[] SERIES = Signals.lifelike(8, 120);
  private static final int SWAP = 70;

  @TempDir Path directory;

  private final Weights next = MadeWeights.like(Weights.SHIPPED, 3);

  private static long time(int t) {
    return 1_700_000_000_000L + 60_000L * t;
  }

  private PipelineSpec spec() {
    PipelineSpec spec = SpecLoader.parse(PIPELINE);
    spec.networks().get(0).schedule().schedule(time(SWAP), next);
    return spec;
  }

  private List<NamedCsvRecord> backtest(String table) throws IOException {
    StringBuilder rows = new StringBuilder("series,timestamp,value\n");
    for (int t = 0; t < SERIES.length; t++) {
      for (String series : List.of("x", "y")) {
        rows.append("%s,%d,%s%n".formatted(series, time(t), value(series, t)));
      }
    }
    Path input = Files.writeString(directory.resolve("rows.csv"), rows);
    Path out = directory.resolve("out");
    new Backtest(spec(), BacktestOptions.of(Origins.parse("every"), 1))
        .run(input, out, unused -> {});
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(out.resolve(table))) {
      return reader.stream().toList();
    }
  }

  private static double value(String series, int t) {
    return series.equals("x") ? SERIES[t] : -2 * SERIES[t] + t;
  }

  @Test
  void theStreamGivesWhatTheBacktestGives() throws IOException {
    List<NamedCsvRecord> verdicts = backtest("anomalies.csv");
    List<NamedCsvRecord> forecasts = backtest("forecasts.csv");
    try (PipelineDriver driver = new PipelineDriver(spec())) {
      for (int t = 0; t < SERIES.length; t++) {
        for (String series : List.of("x", "y")) {
          driver.send(series, Double.toString(value(series, t)), time(t));
        }
      }
      List<JsonNode> streamed = driver.json("a");
      assertThat(streamed).hasSameSizeAs(verdicts);
      for (int i = 0; i < verdicts.size(); i++) {
        assertThat(streamed.get(i).path("network_version").asText(""))
            .isEqualTo(verdicts.get(i).getField("network_version"));
        for (String field : List.of("expected_value", "upper_bound")) {
          same(streamed.get(i).get(field), verdicts.get(i).getField(field));
        }
      }
      List<JsonNode> fans = driver.json("f");
      for (int i = 0; i < forecasts.size(); i++) {
        JsonNode fan = fans.get(i / 4);
        assertThat(fan.get("network_version").asText())
            .isEqualTo(forecasts.get(i).getField("network_version"))
            .isEqualTo(1 + i / 8 < SWAP ? driver.first() : next.version());
        same(fan.get("forecast_value").get(i % 4), forecasts.get(i).getField("forecast_value"));
      }
      assertThat(driver.json("o"))
          .isNotEmpty()
          .allSatisfy(outcome -> assertThat(outcome.get("network_version").asText()).hasSize(8));
      assertThat(driver.counter("recurrence.weights.swapped")).isEqualTo(2);
    }
  }

  /** Known too late, they hold from the next record of each series on. */
  @Test
  void newsInTheMiddleOfTheStreamHoldFromTheNextRecordOn() {
    PipelineSpec spec = SpecLoader.parse(PIPELINE);
    try (PipelineDriver driver = new PipelineDriver(spec)) {
      List<String> versions = new ArrayList<>();
      for (int t = 0; t < 20; t++) {
        if (t == 10) {
          spec.networks().get(0).schedule().schedule(time(5), next);
        }
        driver.send("x", Double.toString(value("x", t)), time(t));
      }
      driver.json("f").forEach(fan -> versions.add(fan.get("network_version").asText()));
      assertThat(versions.subList(0, 9)).containsOnly(driver.first());
      assertThat(versions.subList(9, 19)).containsOnly(next.version());
    }
  }

  @Test
  void aPipelineWithoutANetworkNamesNone() {
    try (PipelineDriver driver =
        new PipelineDriver(
            "{name: p, input: {topic: in, format: number}, output: {anomalies: a, forecasts: f}}")) {
      driver.number("x", 1, 1);
      driver.number("x", 2, 2);
      assertThat(driver.json("a")).noneMatch(verdict -> verdict.has("network_version"));
      assertThat(driver.json("f")).noneMatch(fan -> fan.has("network_version"));
    }
  }

  /** A topic holds the first nine digits at least of what a backtest writes to the last. */
  private static void same(JsonNode node, String field) {
    assertThat(node.isNull()).isEqualTo(field.isEmpty());
    if (!field.isEmpty()) {
      assertThat(node.doubleValue())
          .isCloseTo(Double.parseDouble(field), Percentage.withPercentage(5e-7));
    }
  }
}
