package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.serialization.DoubleDeserializer;
import org.apache.kafka.common.serialization.DoubleSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastingTest {
  @TempDir Path directory;

  @Test
  void aPipelineIsOneStepOfYourOwnTopology() {
    StreamsBuilder builder = new StreamsBuilder();
    PipelineSpec spec =
        SpecLoader.parse(
            "{name: temperatures, horizon: 12, models: [naive], detector: {alarm-rate: 0.001}}");
    Meters meters = new Meters(new SimpleMeterRegistry(), spec.name());

    builder.stream("sensors", Consumed.with(Serdes.String(), Serdes.Double()))
        .process(Forecasting.with(spec, meters))
        .filter((series, event) -> event.anomaly())
        .mapValues(
            event -> "%.1f where %.1f was expected".formatted(event.value(), event.expected()))
        .to("alerts", Produced.with(Serdes.String(), Serdes.String()));

    try (TopologyTestDriver driver = OwnTopology.driver(builder, directory)) {
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

  @Test
  void eachValueOfARecordThatHoldsSeveralIsAnswered() {
    StreamsBuilder builder = new StreamsBuilder();
    answers(
        builder.stream("sensors", Consumed.with(Serdes.String(), Serdes.String()))
            .flatMapValues(text -> Arrays.stream(text.split(" ")).map(Double::valueOf).toList()));
    try (TopologyTestDriver driver = OwnTopology.driver(builder, directory)) {
      var sensors =
          driver.createInputTopic("sensors", new StringSerializer(), new StringSerializer());
      for (int i = 0; i < 10; i++) {
        sensors.pipeInput(
            "boiler", "%d %d %d %d".formatted(4 * i, 4 * i + 1, 4 * i + 2, 4 * i + 3), 60_000L * i);
      }
      assertThat(answered(driver)).hasSize(40).doesNotHaveDuplicates();
    }
  }

  @Test
  void valuesOfSeveralTopicsAreAllAnswered() {
    StreamsBuilder builder = new StreamsBuilder();
    answers(
        builder.stream(List.of("one", "other"), Consumed.with(Serdes.String(), Serdes.Double())));
    try (TopologyTestDriver driver = OwnTopology.driver(builder, directory)) {
      var one = driver.createInputTopic("one", new StringSerializer(), new DoubleSerializer());
      var other = driver.createInputTopic("other", new StringSerializer(), new DoubleSerializer());
      for (int i = 0; i < 90; i++) {
        (i < 50 ? one : other).pipeInput("boiler", (double) i, 60_000L * i);
      }
      assertThat(answered(driver)).hasSize(90).doesNotHaveDuplicates();
    }
  }

  @Test
  void oneClockFarAheadCostsItsOwnValueAlone() {
    StreamsBuilder builder = new StreamsBuilder();
    answers(builder.stream("sensors", Consumed.with(Serdes.String(), Serdes.Double())));
    try (TopologyTestDriver driver = OwnTopology.driver(builder, directory)) {
      var sensors =
          driver.createInputTopic("sensors", new StringSerializer(), new DoubleSerializer());
      for (int i = 0; i < 100; i++) {
        sensors.pipeInput("boiler", (double) i, i == 10 ? 253_370_764_800_000L : 60_000L * i);
      }
      assertThat(answered(driver)).hasSize(99);
    }
  }

  private void answers(KStream<String, Double> values) {
    PipelineSpec spec =
        SpecLoader.parse("{name: t, horizon: 3, models: [naive], time: {duplicates: keep}}");
    values
        .process(Forecasting.with(spec, new Meters(new SimpleMeterRegistry(), spec.name())))
        .mapValues(SeriesEvent::value)
        .to("answers", Produced.with(Serdes.String(), Serdes.Double()));
  }

  private static List<Double> answered(TopologyTestDriver driver) {
    return driver
        .createOutputTopic("answers", new StringDeserializer(), new DoubleDeserializer())
        .readValuesToList();
  }
}
