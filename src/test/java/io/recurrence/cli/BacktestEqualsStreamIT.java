package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.DataSets;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.evaluate.Backtest;
import io.recurrence.evaluate.BacktestOptions;
import io.recurrence.evaluate.Origins;
import io.recurrence.evaluate.RowFile;
import io.recurrence.record.Times;
import io.recurrence.streams.Application;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a file gives in a backtest, it gives through a broker: record by record, number by number.
 */
class BacktestEqualsStreamIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "machine-temperature, nab/data/realKnownCause/machine_temperature_system_failure.csv.gz, 6",
    "travel-time,         nab/data/realTraffic/TravelTime_387.csv.gz,                        24"
  })
  void onRealData(String name, String file, int horizon) throws IOException {
    compare(name, DataSets.file(file), horizon);
  }

  @Test
  void onAGeneratedPlant() throws IOException {
    Path file = directory.resolve("plant.csv");
    assertThat(
            Main.run(
                "generate",
                "plant",
                "--count",
                "4000",
                "--series",
                "1",
                "--step",
                "PT5M",
                "--output",
                file.toString()))
        .isZero();
    compare("plant", file, 12);
  }

  private void compare(String name, Path file, int horizon) throws IOException {
    PipelineSpec spec =
        SpecLoader.parse(
            """
            name: same-%1$s
            input: {topic: %1$s.in, time: {field: /ts, unit: ms}}
            output: {anomalies: %1$s.a, forecasts: %1$s.f}
            horizon: %2$d
            time: {duplicates: keep}
            """
                .formatted(name, horizon));
    new Backtest(spec, BacktestOptions.of(Origins.parse("every"), 1))
        .run(file, directory.resolve("out"), rows -> {});
    List<NamedCsvRecord> anomalies = withoutLate(table("anomalies.csv"), "timestamp");
    List<NamedCsvRecord> forecasts = withoutLate(table("forecasts.csv"), "origin");

    KafkaFixture.create(1, List.of(name + ".in", name + ".a", name + ".f"));
    try (Application application =
        new Application(spec, KafkaFixture.settings(name), new SimpleMeterRegistry())) {
      application.start();
      KafkaFixture.send(records(spec, name + ".in", file));

      List<ConsumerRecord<byte[], byte[]>> verdicts =
          KafkaFixture.read(name + ".a", anomalies.size(), PATIENCE);
      assertThat(verdicts.size()).isEqualTo(anomalies.size());
      for (int i = 0; i < anomalies.size(); i++) {
        JsonNode verdict = JSON.readTree(verdicts.get(i).value());
        for (String column :
            List.of(
                "value",
                "expected_value",
                "lower_bound",
                "upper_bound",
                "anomaly_score",
                "alarm_score")) {
          same(verdict.get(column), anomalies.get(i).getField(column), column + " of row " + i);
        }
        assertThat(verdict.get("is_anomaly").asText())
            .isEqualTo(anomalies.get(i).getField("is_anomaly"));
      }
      List<ConsumerRecord<byte[], byte[]>> fans =
          KafkaFixture.read(name + ".f", forecasts.size() / horizon, PATIENCE);
      assertThat(fans.size()).isEqualTo(forecasts.size() / horizon);
      for (int i = 0; i < forecasts.size(); i++) {
        JsonNode fan = JSON.readTree(fans.get(i / horizon).value());
        NamedCsvRecord row = forecasts.get(i);
        same(fan.get("forecast_value").get(i % horizon), row.getField("forecast_value"), "path");
        same(fan.get("quantiles").get("0.1").get(i % horizon), row.getField("q0.1"), "q0.1");
        same(fan.get("quantiles").get("0.9").get(i % horizon), row.getField("q0.9"), "q0.9");
      }
    }
  }

  /**
   * Rows that come too late have no verdict on the topic; the backtest has a row for each row that
   * it was given.
   */
  private static List<NamedCsvRecord> withoutLate(List<NamedCsvRecord> rows, String column) {
    Map<String, Long> last = new HashMap<>();
    List<NamedCsvRecord> inTime = new ArrayList<>();
    for (NamedCsvRecord row : rows) {
      long time = Times.millis(row.getField(column));
      if (time >= last.getOrDefault(row.getField("series"), Long.MIN_VALUE)) {
        last.put(row.getField("series"), time);
        inTime.add(row);
      }
    }
    return inTime;
  }

  /** A topic holds the first nine digits at least of what a backtest writes to the last. */
  private static void same(JsonNode node, String field, String what) {
    assertThat(node.isNull()).as(what).isEqualTo(field.isEmpty());
    if (!field.isEmpty()) {
      assertThat(node.doubleValue())
          .as(what)
          .isCloseTo(Double.parseDouble(field), Percentage.withPercentage(.1));
    }
  }

  private List<NamedCsvRecord> table(String name) throws IOException {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(directory.resolve("out").resolve(name))) {
      return reader.stream().toList();
    }
  }

  private static List<ProducerRecord<byte[], byte[]>> records(
      PipelineSpec spec, String topic, Path file) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    RowFile.of(file, spec.input(), 0)
        .read(
            row -> {
              String json =
                  "{\"ts\":%d,\"value\":%s}"
                      .formatted(row.time(), row.present() ? Double.toString(row.value()) : "null");
              String series = row.series().isEmpty() ? "the one" : row.series();
              records.add(KafkaFixture.record(topic, row.time(), series, json));
            });
    return records;
  }
}
