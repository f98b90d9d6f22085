package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tasks give in a topology of one's own is what a pipeline writes to its topic of results. */
class EventResultsTest {
  private static final String GESTURES =
      "{name: gestures, task: {type: classify, weights: gestures, gap: PT1S}}";

  @TempDir Path directory;
  private final Meters meters = new Meters(new SimpleMeterRegistry(), "t");

  @Test
  void symbolsSayWhatTheTopicOfResultsSays() {
    PipelineSpec spec = SpecLoader.parse("{name: t, task: {type: symbols, split: words}}");
    List<String> texts =
        IntStream.range(0, 60).mapToObj(i -> "door %d is open".formatted(i % 7)).toList();
    List<SymbolEvent> events =
        OwnTopology.events(EventTasks.symbols(spec, meters, text -> text), texts, directory);
    List<JsonNode> json = json("{type: symbols, split: words}", texts);
    assertThat(events).hasSize(60).hasSameSizeAs(json);
    for (int i = 0; i < 60; i++) {
      SymbolEvent event = events.get(i);
      JsonNode record = json.get(i);
      assertThat(record.get("symbol").asText()).isEqualTo(event.symbol());
      assertThat(record.get("expected_symbol").asText()).isEqualTo(event.expected());
      same(record, "timestamp", event.timestamp());
      same(record, "probability", event.probability());
      same(record, "surprise", event.surprise());
      same(record, "anomaly_score", event.score());
      same(record, "entropy", event.entropy());
      same(record, event.probabilities(), event.status());
      assertThat(record.get("is_anomaly").asBoolean()).isEqualTo(event.anomaly());
      assertThat(record.get("reason").asText()).isEqualTo(event.reason());
    }
  }

  @Test
  void classesSayWhatTheTopicOfResultsSays() {
    PipelineSpec spec = SpecLoader.parse(GESTURES);
    List<String> moves = numbers(3, 40);
    moves.add(20, null); // ends the sequence
    List<ClassEvent> events =
        OwnTopology.events(
            EventTasks.classes(spec, meters, OwnTopology::doubles), moves, directory);
    List<JsonNode> json =
        json("{type: classify, weights: gestures, gap: PT1S}", readings(moves, "x", "y", "z"));
    assertThat(events).hasSize(41).hasSameSizeAs(json);
    assertThat(events.get(20).ended()).isTrue();
    for (int i = 0; i < 41; i++) {
      ClassEvent event = events.get(i);
      JsonNode record = json.get(i);
      assertThat(record.get("class").asText()).isEqualTo(event.name());
      assertThat(record.get("ended").asBoolean()).isEqualTo(event.ended());
      same(record, "timestamp", event.timestamp());
      same(record, "window_start", event.start());
      same(record, "records", event.records());
      same(record, "probability", event.probability());
      same(record, event.probabilities(), event.status());
    }
  }

  @Test
  void labelsSayWhatTheTopicOfResultsSays() {
    PipelineSpec spec =
        SpecLoader.parse("{name: t, task: {type: label, model: network, weights: phones}}");
    List<String> formants = numbers(2, 40);
    List<LabelEvent> events =
        OwnTopology.events(
            EventTasks.labels(spec, meters, OwnTopology::doubles), formants, directory);
    List<JsonNode> json =
        json("{type: label, model: network, weights: phones}", readings(formants, "x", "y"));
    assertThat(events).hasSize(37).hasSameSizeAs(json); // three records late
    for (int i = 0; i < 37; i++) {
      LabelEvent event = events.get(i);
      JsonNode record = json.get(i);
      assertThat(record.get("label").asText()).isEqualTo(event.label());
      assertThat(record.get("changed").asBoolean()).isEqualTo(event.changed());
      assertThat(event.duration()).isNaN();
      same(record, "timestamp", event.timestamp());
      same(record, "labelled_timestamp", event.labelled());
      same(record, "probability", event.probability());
      same(record, event.probabilities(), event.status());
    }
  }

  @Test
  void translationsSayWhatTheTopicOfResultsSays() {
    PipelineSpec spec = SpecLoader.parse("{name: t, task: {type: translate, weights: dates}}");
    List<String> dates = List.of("3 may 1999", "27 november 2026");
    List<TranslationEvent> events =
        OwnTopology.events(EventTasks.translations(spec, meters, text -> text), dates, directory);
    List<JsonNode> json = json("{type: translate, weights: dates}", dates);
    assertThat(events)
        .extracting(TranslationEvent::translation)
        .containsExactly("1999-05-03", "2026-11-27");
    for (int i = 0; i < 2; i++) {
      TranslationEvent event = events.get(i);
      JsonNode record = json.get(i);
      assertThat(event.source()).isEqualTo(record.get("source").asText());
      assertThat(event.complete()).isEqualTo(record.get("complete").asBoolean());
      same(record, "probability", event.probability());
      assertThat(event.attention()).hasSameSizeAs(record.get("attention"));
      assertThat(event.attention().get(3)).hasSameSizeAs(record.get("attention").get(3));
    }
  }

  private static List<String> numbers(int width, int records) {
    SplittableRandom random = new SplittableRandom(5);
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < width; k++) {
        text.append(k == 0 ? "" : " ").append(random.nextInt(100) / 50.0);
      }
      numbers.add(text.toString());
    }
    return numbers;
  }

  /** The same numbers as JSON. */
  private static List<String> readings(List<String> numbers, String... names) {
    List<String> readings = new ArrayList<>();
    for (String each : numbers) {
      StringBuilder json = new StringBuilder("{");
      for (int k = 0; k < names.length; k++) {
        String number = each == null ? "null" : each.split(" ", -1)[k];
        json.append(k == 0 ? "" : ",").append("\"%s\":%s".formatted(names[k], number));
      }
      readings.add(json.append('}').toString());
    }
    return readings;
  }

  private static void same(JsonNode record, String field, Number value) {
    assertThat(record.get(field).asDouble()).isCloseTo(value.doubleValue(), within(1e-5));
  }

  private static void same(JsonNode record, Map<String, Double> probabilities, Status status) {
    assertThat(record.get("status").asText()).isEqualTo(status.name());
    List<String> names = new ArrayList<>();
    record.get("probabilities").fieldNames().forEachRemaining(names::add);
    assertThat(probabilities.keySet()).containsExactlyElementsOf(names);
    probabilities.forEach((name, p) -> same(record.get("probabilities"), name, p));
  }

  /** What a pipeline writes to its topic of results. */
  private static List<JsonNode> json(String task, List<String> records) {
    String input =
        records.get(0).startsWith("{\"x\"")
            ? records.get(0).contains("\"z\"") ? "values: [/x, /y, /z]" : "values: [/x, /y]"
            : "format: text";
    try (PipelineDriver driver =
        new PipelineDriver(
            "{name: t, task: %s, input: {topic: in, %s}, output: {results: r}}"
                .formatted(task, input))) {
      for (int i = 0; i < records.size(); i++) {
        driver.send("x", records.get(i), 500L * i);
      }
      return driver.json("r");
    }
  }
}
