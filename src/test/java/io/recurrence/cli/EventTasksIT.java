package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.EventContent;
import io.recurrence.core.EventResult;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.streams.EventTasks;
import io.recurrence.streams.Meters;
import io.recurrence.streams.SymbolEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.Test;

/** A task in a topology of one's own, on a broker. */
class EventTasksIT {
  private static final int RECORDS = 3_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final PipelineSpec SPEC =
      SpecLoader.parse("{name: own-doors, task: {type: symbols, most-symbols: 8}}");

  private record Sent(long time, String series, String symbol) {}

  @Test
  void anInstanceWithoutADiskGoesOnWhereTheOneBeforeItStopped() throws Exception {
    KafkaFixture.create(2, List.of("own.in", "own.out"));
    List<Sent> symbols = symbols();
    for (int life = 1; life <= 3; life++) {
      int end = life * RECORDS / 3;
      send(symbols, end - RECORDS / 3, end);
      try (KafkaStreams streams = streams()) {
        streams.start();
        assertThat(KafkaFixture.read("own.out", end, PATIENCE)).hasSize(end);
      }
    }
    assertThat(answers()).isEqualTo(expected(symbols));
  }

  private static KafkaStreams streams() {
    StreamsBuilder builder = new StreamsBuilder();
    Meters meters = new Meters(new SimpleMeterRegistry(), SPEC.name());
    builder.stream("own.in", Consumed.with(Serdes.String(), Serdes.String()))
        .process(EventTasks.symbols(SPEC, meters, text -> text))
        .mapValues(EventTasksIT::answer)
        .to("own.out", Produced.with(Serdes.String(), Serdes.String()));
    Properties settings = new Properties();
    settings.put("application.id", "own");
    settings.put("processing.guarantee", "exactly_once_v2");
    settings.put("commit.interval.ms", 100);
    settings.put("auto.offset.reset", "earliest");
    settings.put("session.timeout.ms", 6000);
    settings.put("heartbeat.interval.ms", 1500);
    settings.putAll(KafkaFixture.settings("own")); // a directory of its own for each
    return new KafkaStreams(builder.build(), settings);
  }

  private static String answer(SymbolEvent event) {
    return "%d %s %s %s"
        .formatted(event.timestamp(), event.symbol(), event.expected(), event.surprise());
  }

  private static void send(List<Sent> symbols, int from, int to) {
    KafkaFixture.send(
        symbols.subList(from, to).stream()
            .map(s -> KafkaFixture.record("own.in", s.time, s.series, s.symbol))
            .toList());
  }

  private static Map<String, List<String>> answers() {
    Map<String, List<String>> answers = new TreeMap<>();
    KafkaFixture.read("own.out", RECORDS, PATIENCE)
        .forEach(
            record ->
                answers
                    .computeIfAbsent(text(record.key()), series -> new ArrayList<>())
                    .add(text(record.value())));
    return answers;
  }

  /** What the pipeline gives without Kafka. */
  private static Map<String, List<String>> expected(List<Sent> symbols) throws Exception {
    Map<String, List<String>> answers = new TreeMap<>();
    Map<String, State> states = new HashMap<>();
    SeriesPipeline pipeline = SPEC.newPipeline();
    Reorderer reorderer = new Reorderer(pipeline);
    for (int i = 0; i < symbols.size(); i++) {
      Sent each = symbols.get(i);
      State state = states.computeIfAbsent(each.series, series -> pipeline.newState());
      EventContent content = new EventContent();
      content.text(each.symbol);
      pipeline.encode(state, content);
      List<String> given = answers.computeIfAbsent(each.series, series -> new ArrayList<>());
      reorderer.accept(
          state,
          i,
          each.time,
          content,
          out -> {
            EventResult result = out.event();
            given.add(
                "%d %s %s %s"
                    .formatted(out.time(), result.source(), result.target(), result.surprise()));
          });
    }
    return answers;
  }

  private static List<Sent> symbols() {
    SplittableRandom random = new SplittableRandom(8);
    List<Sent> symbols = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      int state = random.nextInt(30) == 0 ? random.nextInt(6) : i / 5 % 4;
      symbols.add(new Sent(1_700_000_000_000L + 10L * i, "door-" + i % 5, "s" + state));
    }
    return symbols;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
