package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.record.JsonEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class SeriesEventSerdeTest {
  private static final Set<String> OF_STEPS = Set.of("series", "timestamp", "horizon");

  private final Serde<SeriesEvent> serde = new SeriesEventSerde();
  private final PipelineSpec spec =
      SpecLoader.parse(
          "{name: t, horizon: 3, limits: {above: 3, below: -1000}, output: {incidents: i, outcomes: o}}");
  private final SeriesPipeline pipeline = spec.newPipeline();
  private final State state = pipeline.newState();
  private final StepResult out = pipeline.newOutput();

  @Test
  void eventsAreReadAsTheyWereWritten() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      double value = i == 150 ? 1e6 : random.nextGaussian();
      SeriesEvent event = event(i, value);
      assertThat(read(serde.serializer().serialize("t", event))).isEqualTo(event);
    }
    assertThat(event(200, 1e7).forecast().orElseThrow().horizon()).isEqualTo(3);
    assertThat(serde.serializer().serialize("t", null)).isNull();
    assertThat(read(null)).isNull();
  }

  @Test
  void anEventSaysWhatTheTopicsSay() throws IOException {
    event(0, 1);
    SeriesEvent event = event(1, 2);
    JsonNode json = new JsonMapper().readTree(serde.serializer().serialize("t", event));
    JsonEncoder encoder = new JsonEncoder(spec.confidence(), "v");
    assertThat(names(json)).containsAll(names(encoder.anomaly("s", out.judgement())));
    Set<String> forecast = names(encoder.forecast("s", out.forecast()));
    forecast.removeAll(OF_STEPS);
    forecast.remove("horizon_index"); // 1, 2, …
    forecast.remove("confidence_level"); // that of the event
    assertThat(names(json.get("forecast"))).containsAll(forecast);
  }

  @Test
  void anEventHasLimitsIncidentsAndOutcomes() {
    Random random = new Random(3);
    Set<String> incidents = new TreeSet<>();
    for (int i = 0; i < 220; i++) {
      SeriesEvent event = event(i, random.nextGaussian() + (i >= 190 && i < 200 ? 50 : 0));
      assertThat(read(serde.serializer().serialize("t", event))).isEqualTo(event);
      event.incidents().forEach(each -> incidents.add(each.trigger() + " " + each.change()));
      if (i > 3) {
        assertThat(event.outcomes()).extracting(EventOutcome::step).contains(1);
        assertThat(event.forecast().orElseThrow().limits())
            .extracting(EventLimit::above)
            .containsExactlyInAnyOrder(true, false);
      }
    }
    assertThat(incidents).contains("DETECTOR OPEN", "ABOVE OPEN");
  }

  @Test
  void theFirstForecastWaitsUntilTheTimesOfItsStepsAreKnown() {
    assertThat(event(0, 1).forecast()).isEmpty();
    assertThat(event(1, 1).forecast()).isPresent();
  }

  @Test
  void otherBytesAreRefused() {
    for (String text : new String[] {"", "{}", "[1]", "{\"series\":\"a\",\"timestamp\":1}"}) {
      assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("no event");
    }
  }

  private SeriesEvent event(int minute, double value) {
    pipeline.step(state, 60_000L * minute, value, out);
    return SeriesEvent.of("s", out, spec.confidence(), "v");
  }

  private SeriesEvent read(byte[] bytes) {
    return serde.deserializer().deserialize("t", bytes);
  }

  private static Set<String> names(byte[] json) throws IOException {
    return names(new JsonMapper().readTree(json));
  }

  private static Set<String> names(JsonNode json) {
    Set<String> names = new TreeSet<>();
    json.properties().stream().map(Map.Entry::getKey).forEach(names::add);
    return names;
  }
}
