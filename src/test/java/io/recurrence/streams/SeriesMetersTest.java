package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What metrics show of chosen series. */
class SeriesMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  @TempDir Path directory;

  private TopologyTestDriver driver(String metrics) {
    PipelineSpec spec =
        SpecLoader.parse(
            "{name: p, input: {topic: in, format: number, partitioned-by-series: true}, horizon: 3,"
                + " models: [naive], output: {anomalies: a, forecasts: f, metrics: "
                + metrics
                + "}}");
    Properties settings = Settings.of(spec, Map.of("state.dir", directory.toString()));
    return new TopologyTestDriver(Topologies.of(spec, new Meters(registry, "p")), settings);
  }

  private static void send(TopologyTestDriver driver, String series, int count) {
    TestInputTopic<String, byte[]> in =
        driver.createInputTopic("in", new StringSerializer(), new ByteArraySerializer());
    for (int i = 0; i < count; i++) {
      in.pipeInput(
          series,
          String.valueOf(10 + i).getBytes(StandardCharsets.UTF_8),
          Instant.ofEpochSecond(1_000_000 + 60L * i));
    }
  }

  private double gauge(String name, String series) {
    return registry.get("recurrence.series." + name).tag("series", series).gauge().value();
  }

  @Test
  void theLastValueItsIntervalAndTheForecastOfTheHorizon() {
    try (TopologyTestDriver driver = driver("[pump-*]")) {
      send(driver, "pump-1", 40);
      assertThat(gauge("value", "pump-1")).isEqualTo(49);
      assertThat(gauge("expected", "pump-1")).isEqualTo(48);
      assertThat(gauge("lower", "pump-1")).isLessThan(49);
      assertThat(gauge("upper", "pump-1")).isGreaterThan(48);
      assertThat(gauge("forecast", "pump-1")).isEqualTo(49);
      assertThat(gauge("forecast.lower", "pump-1")).isLessThanOrEqualTo(49);
      assertThat(gauge("forecast.upper", "pump-1")).isGreaterThanOrEqualTo(49);
      assertThat(gauge("forecast.ahead.seconds", "pump-1")).isEqualTo(180);
      assertThat(gauge("incident", "pump-1")).isIn(0.0, 1.0);
    }
    assertThat(registry.find("recurrence.series.value").gauges())
        .as("none is left when its task ends")
        .isEmpty();
  }

  @Test
  void onlyOfSeriesThatArePickedAndOfNoMoreThanThereIsRoomFor() {
    try (TopologyTestDriver driver = driver("['pump.*', fan]")) {
      send(driver, "pump-1", 3);
      send(driver, "fan", 3);
      send(driver, "fan-2", 3);
      assertThat(registry.find("recurrence.series.value").gauges()).hasSize(1);
      for (int i = 0; i < SeriesMeters.MOST + 5; i++) {
        send(driver, "pump." + i, 1);
      }
      assertThat(registry.find("recurrence.series.value").gauges()).hasSize(SeriesMeters.MOST);
    }
  }

  @Test
  void withoutTheKeyNoSeriesIsALabel() {
    try (TopologyTestDriver driver = driver("[]")) {
      send(driver, "pump-1", 3);
      assertThat(registry.getMeters()).noneMatch(m -> m.getId().getTag("series") != null);
    }
  }
}
