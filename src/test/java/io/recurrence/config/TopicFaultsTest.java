package io.recurrence.config;

import static io.recurrence.config.Faults.only;
import static io.recurrence.config.Faults.quoted;
import static io.recurrence.config.Faults.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics and settings of clients that cannot be. */
class TopicFaultsTest {
  @Test
  void placesAreOfTheKindOfTheFormat() {
    assertThat(only("input: {format: csv, value: /v}")).contains("the number of a column");
    assertThat(only("input: {format: csv, value: 0}")).contains("the number of a column");
    assertThat(only("input: {format: json, value: 2}")).contains("a JSON pointer");
    assertThat(only("input: {format: number, value: /v}")).contains("no meaning for plain numbers");
  }

  @Test
  void aPipelineThatIsToRunNeedsTopics() {
    BiFunction<String, String, Optional<String>> any = (name, value) -> Optional.empty();
    assertThatThrownBy(() -> SpecLoader.parseToRun("name: a\ninput: {format: csv}", any))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("input.topic (pipeline line 2) is missing")
        .hasMessageContaining("output (pipeline line 1) names no topic");
    assertThatThrownBy(
            () -> SpecLoader.parseToRun("input: {topic: a}\noutput: {dead-letters: b}", any))
        .hasMessageContaining("output (pipeline line 2) names no topic");
    SpecLoader.parseToRun("input: {topic: a}\nfeatures: [maximum]\noutput: {features: b}", any);
  }

  @Test
  void settingsOfClientsAreCheckedBesideAllElse() {
    assertThatThrownBy(
            () ->
                SpecLoader.parseToRun(
                    "horizon: 0\nkafka:\n  one: {two: x}\n  three: y\n",
                    (name, value) -> Optional.of("was " + name + " " + value)))
        .hasMessageContaining("has 5 faults")
        .hasMessageContaining("horizon (pipeline line 1) was '0'")
        .hasMessageContaining("input.topic (pipeline line 1) is missing")
        .hasMessageContaining("output (pipeline line 1) names no topic")
        .hasMessageContaining("kafka.one.two (pipeline line 3) was one.two x")
        .hasMessageContaining("kafka.three (pipeline line 4) was three y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", ".", "..", "a/b", "ä", "$", "a:b"})
  void aTopicNeedsANameThatKafkaTakes(String name) {
    for (String key :
        List.of("input.topic", "output.anomalies", "output.dead-letters", "models[0].control")) {
      SpecException e =
          refused("models: [{type: lstm}]", key + "=" + quoted(name), "output.forecasts=f.1-2_3");
      assertThat(e.faults()).hasSize(1);
      assertThat(e.getMessage())
          .contains(key + " (command line) was '" + name + "'", "the name of a topic: 1 to 249");
    }
  }

  @Test
  void theNameOfATopicIsNotTooLong() {
    SpecLoader.parse("input: {topic: " + "a".repeat(249) + "}");
    assertThat(only("input: {topic: " + "a".repeat(250) + "}")).contains("1 to 249 letters");
  }

  @Test
  void aTopicHasOneUse() {
    assertThat(only("input: {topic: a}\noutput:\n  anomalies: a\n"))
        .isEqualTo(
            "output.anomalies (my.yaml line 3) was 'a', the topic that is read: a pipeline must not"
                + " read what it writes");
    assertThat(only("input: {topic: a}\noutput: {anomalies: b, dead-letters: a}"))
        .contains("output.dead-letters", "must not read what it writes");
    assertThat(only("output: {anomalies: b, features: b}"))
        .isEqualTo(
            "output.features (my.yaml line 1) was 'b', which is that of output.anomalies too: each topic"
                + " has one use");
    assertThat(only("input: {topic: a.b}\noutput: {anomalies: a_b}"))
        .contains("output.anomalies", "refuses beside 'a.b'");
    assertThat(only("input: {topic: a}\noutput: {anomalies: b}\nfeedback: b"))
        .isEqualTo(
            "feedback (my.yaml line 3) was 'b', which is that of output.anomalies too: each topic has one use");
    assertThat(only("input: {topic-pattern: 'a.*'}\noutput: {anomalies: b}\nfeedback: a-said"))
        .isEqualTo("feedback (my.yaml line 3) was 'a-said', which input.topic-pattern matches too");
    assertThat(only("input: {topic: a}\noutput: {anomalies: b}\nfeedback: 'a b'"))
        .contains("feedback", "the name of a topic");
    assertThat(only("input: {topic: c}\nmodels: [{type: lstm, control: c}]"))
        .contains("models", "must not have the control topic 'c', the topic that is read");
  }
}
