package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecBuilder;
import io.recurrence.config.SpecLoader;
import io.recurrence.record.BadRecordException.Reason;
import io.recurrence.testing.Above;
import io.recurrence.testing.Median;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.DoubleDeserializer;
import org.apache.kafka.common.serialization.DoubleSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {
  private static final String NAIVE = "{name: t, horizon: 2, models: [naive]}";

  @TempDir Path directory;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<SeriesEvent> events = new ArrayList<>();
  private final List<TestRecord<String, Double>> letters = new ArrayList<>();

  @Test
  void whatCannotBeUsedIsASecondStreamWithItsReason() {
    run(
        SpecLoader.parse(NAIVE),
        values -> {
          values.pipeInput("a", 1.0, 60_000);
          values.pipeInput("a", 2.0, 120_000);
          values.pipeInput("a", 3.0, 60_001); // late
          values.pipeInput("a", 2.0, 120_000); // a duplicate
          values.pipeInput("a", Double.POSITIVE_INFINITY, 180_000);
          values.pipeInput(null, 4.0, 180_000);
        });
    assertThat(events).extracting(SeriesEvent::value).containsExactly(1.0, 2.0);
    assertThat(letters)
        .extracting(OutputsTest::reason)
        .containsExactly(Reason.LATE, Reason.NOT_FINITE, Reason.NO_SERIES);
    assertThat(letters.get(0).value()).isEqualTo(3.0);
    assertThat(letters.get(0).timestamp()).isEqualTo(60_001);
    assertThat(letters.get(0).getKey()).isEqualTo("a");
    assertThat(header(letters.get(0), DeadLetters.MESSAGE)).contains("before the last step");
    assertThat(refused("late")).isEqualTo(1);
  }

  @Test
  void lateRecordsAreDroppedWhereTheSpecificationSaysSo() {
    run(
        SpecLoader.parse("{name: t, horizon: 2, models: [naive], time: {late: drop}}"),
        values -> {
          values.pipeInput("a", 1.0, 120_000);
          values.pipeInput("a", 2.0, 60_000);
        });
    assertThat(letters).isEmpty();
    assertThat(refused("late")).isZero();
  }

  @Test
  void stagesOfOnesOwnForecastAndJudge() {
    PipelineSpec spec =
        new SpecBuilder("{name: t, horizon: 2}")
            .model("median(3)", () -> new Median(3))
            .detector("above(90)", () -> new Above(90))
            .build();
    run(
        spec,
        values -> {
          for (int i = 0; i < 5; i++) {
            values.pipeInput("a", i == 3 ? 91.0 : 10.0 + i, 60_000L * i);
          }
        });
    SeriesEvent flagged = events.get(3);
    assertThat(flagged.anomaly()).isTrue();
    assertThat(flagged.reason()).isEqualTo("above 90.0");
    assertThat(events.get(4).expected()).isEqualTo(12); // of 11, 12, 91
    assertThat(events.get(4).forecast().orElseThrow().weights()).containsOnlyKeys("median(3)");
  }

  private void run(PipelineSpec spec, Consumer<TestInputTopic<String, Double>> feed) {
    StreamsBuilder builder = new StreamsBuilder();
    Outputs<Double, SeriesEvent> outputs =
        Forecasting.with(spec, new Meters(registry, spec.name()))
            .outputs(builder.stream("in", Consumed.with(Serdes.String(), Serdes.Double())));
    outputs.events().foreach((series, event) -> events.add(event));
    outputs
        .deadLetters()
        .mapValues(DeadLetter::value)
        .to("dead", Produced.with(Serdes.String(), Serdes.Double()));
    try (TopologyTestDriver driver = OwnTopology.driver(builder, directory)) {
      feed.accept(driver.createInputTopic("in", new StringSerializer(), new DoubleSerializer()));
      letters.addAll(
          driver
              .createOutputTopic("dead", new StringDeserializer(), new DoubleDeserializer())
              .readRecordsToList());
    }
  }

  private static Reason reason(TestRecord<String, Double> letter) {
    return Reason.valueOf(header(letter, DeadLetters.REASON));
  }

  private static String header(TestRecord<String, Double> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private double refused(String reason) {
    return registry.get("recurrence.dead.letters").tag("reason", reason).counter().count();
  }
}
