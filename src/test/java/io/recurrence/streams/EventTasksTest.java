package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventTasksTest {
  private static final String DOORS =
      "{name: doors, task: {type: symbols, alphabet: [open, shut]}}";
  private static final String GESTURES =
      "{name: gestures, task: {type: classify, weights: gestures, gap: PT1S}}";

  @TempDir Path directory;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  /** A value of a topology of one's own. */
  private record Door(String state, long at) {
    static Door parse(String text) {
      String[] parts = text.split("@", -1);
      return new Door(parts[0], Long.parseLong(parts[1]));
    }
  }

  @Test
  void aTaskIsOneStepOfYourOwnTopology() {
    StreamsBuilder builder = new StreamsBuilder();
    PipelineSpec spec = SpecLoader.parse("{name: doors, task: {type: symbols, alarm-rate: 0.01}}");
    Meters meters = new Meters(registry, spec.name());

    builder.stream("doors", Consumed.with(Serdes.String(), Serdes.String()))
        .mapValues(Door::parse)
        .process(EventTasks.symbols(spec, meters, Door::state).at(Door::at))
        .filter((door, event) -> event.anomaly())
        .mapValues(event -> "%s where %s was expected".formatted(event.symbol(), event.expected()))
        .to("alerts", Produced.with(Serdes.String(), Serdes.String()));

    try (TopologyTestDriver driver = OwnTopology.driver(builder, directory)) {
      var doors = driver.createInputTopic("doors", new StringSerializer(), new StringSerializer());
      List<String> states = List.of("closed", "opening", "open", "closing");
      for (int i = 0; i < 200; i++) {
        doors.pipeInput("a", states.get(i % 4) + "@" + 1000L * i, 7);
      }
      doors.pipeInput("a", "open@200000", 7);
      var alert =
          driver
              .createOutputTopic("alerts", new StringDeserializer(), new StringDeserializer())
              .readRecord();
      assertThat(alert.value()).isEqualTo("open where closed was expected");
      assertThat(alert.timestamp()).isEqualTo(200_000);
    }
  }

  @Test
  void whatCannotBeTakenIsLeftOutAndCounted() {
    PipelineSpec doors = SpecLoader.parse(DOORS);
    List<String> states = new ArrayList<>(List.of("open", "opn", "shut"));
    states.add(null);
    assertThat(
            OwnTopology.events(
                EventTasks.symbols(doors, meters(), text -> text), states, directory))
        .extracting(SymbolEvent::symbol)
        .containsExactly("open", "shut");
    assertThat(refused("unknown_symbol")).isEqualTo(1);

    PipelineSpec gestures = SpecLoader.parse(GESTURES);
    List<String> moves = List.of("1 2", "1 2 3 4", "1 2 NaN", "1 2 3");
    assertThat(
            OwnTopology.events(
                EventTasks.classes(gestures, meters(), OwnTopology::doubles), moves, directory))
        .hasSize(1);
    assertThat(refused("no_value")).isEqualTo(1);
    assertThat(refused("several_readings")).isEqualTo(1);
    assertThat(refused("not_finite")).isEqualTo(1);
  }

  @Test
  void aPipelineOfAnotherTaskIsRefused() {
    PipelineSpec doors = SpecLoader.parse(DOORS);
    assertThatThrownBy(() -> EventTasks.classes(doors, meters(), unused -> new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("result of pipeline 'doors' is a symbol, not a class");
    assertThatThrownBy(() -> Forecasting.with(doors, meters()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("EventTasks");
    PipelineSpec values = SpecLoader.parse("{name: v}");
    assertThatThrownBy(() -> EventTasks.symbols(values, meters(), unused -> ""))
        .hasMessageContaining("a forecast, not a symbol");
  }

  private Meters meters() {
    return new Meters(registry, "t");
  }

  private double refused(String reason) {
    return registry.get("recurrence.dead.letters").tag("reason", reason).counter().count();
  }
}
