package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.spec.PipelineSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.DoubleSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastingTest {
  @TempDir Path directory;

  @Test
  void aPipelineIsOneStepOfYourOwnTopology() {
    StreamsBuilder builder = new StreamsBuilder();
    PipelineSpec spec =
        PipelineSpec.parse(
            "{name: temperatures, horizon: 12, models: [naive], detector: {alarm-rate: 0.001}}");
    Meters meters = new Meters(new SimpleMeterRegistry(), spec.name());

    builder.stream("sensors", Consumed.with(Serdes.String(), Serdes.Double()))
        .process(Forecasting.with(spec, meters))
        .filter((series, event) -> event.anomaly())
        .mapValues(
            event -> "%.1f where %.1f was expected".formatted(event.value(), event.expected()))
        .to("alerts", Produced.with(Serdes.String(), Serdes.String()));

    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            StreamsConfig.APPLICATION_ID_CONFIG, "own",
            StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1",
            StreamsConfig.STATE_DIR_CONFIG, directory.toString()));
    try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), settings)) {
      var sensors =
          driver.createInputTopic("sensors", new StringSerializer(), new DoubleSerializer());
      var alerts =
          driver.createOutputTopic("alerts", new StringDeserializer(), new StringDeserializer());
      for (int i = 0; i < 200; i++) {
        sensors.pipeInput("boiler", 20 + 0.1 * (i % 7), 1000L * i);
      }
      sensors.pipeInput("boiler", Double.NaN, 200_000L);
      assertThat(alerts.isEmpty()).isTrue();

      sensors.pipeInput("boiler", 95.0, 201_000L);
      assertThat(alerts.readValue()).startsWith("95.0 where 20.");
      assertThat(alerts.isEmpty()).isTrue();
    }
  }
}
