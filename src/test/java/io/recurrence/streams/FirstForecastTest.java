package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of a forecast have times as soon as two times of the series are known. */
class FirstForecastTest {
  private static final long START = 1_767_225_600_000L;
  private static final long MINUTE = 60_000;

  private static List<JsonNode> forecasts(String settings) {
    String yaml =
        "{name: t, input: {topic: in, format: number}, output: {forecasts: f}, horizon: 3, %s}";
    try (PipelineDriver driver = new PipelineDriver(yaml.formatted(settings))) {
      driver.send("x", "1", START);
      driver.send("x", "2", START + 5 * MINUTE);
      driver.send("x", "3", START + 10 * MINUTE);
      return driver.json("f");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"emit: event", "emit: 1h", "emit: on-change"})
  void itIsWrittenAtTheSecondRecord(String emit) {
    JsonNode first = forecasts(emit).get(0);
    assertThat(first.get("timestamp").asLong()).isEqualTo(START + 5 * MINUTE);
    assertThat(first.get("forecast_timestamp").get(0).asLong()).isEqualTo(START + 10 * MINUTE);
  }

  @Test
  void itIsWrittenAtTheFirstRecordWhereTheSamplingIntervalIsGiven() {
    JsonNode first = forecasts("step: 5m").get(0);
    assertThat(first.get("timestamp").asLong()).isEqualTo(START);
    assertThat(first.get("forecast_timestamp").get(0).asLong()).isEqualTo(START + 5 * MINUTE);
  }
}
