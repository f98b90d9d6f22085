package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.SpecLoader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRuleTest {
  private static List<String> rules(String pipeline, boolean page) {
    return AccessRule.of(ApplicationSpec.of(SpecLoader.parse(pipeline)), page).stream()
        .map(
            rule ->
                "%s %s %s %s"
                    .formatted(rule.resource(), rule.pattern(), rule.name(), rule.operations()))
        .toList();
  }

  @Test
  void anApplicationReadsItsSourcesWritesItsOutputsAndOwnsWhatBeginsWithItsName() {
    assertThat(
            rules(
                "{name: plant, input: {topic: [a, b]}, output: {anomalies: plant.anomalies,"
                    + " dead-letters: plant.dead}, horizon: 2}",
                false))
        .containsExactly(
            "TOPIC LITERAL a [READ]",
            "TOPIC LITERAL b [READ]",
            "TOPIC LITERAL plant.anomalies [WRITE, DESCRIBE_CONFIGS]",
            "TOPIC LITERAL plant.dead [WRITE, DESCRIBE_CONFIGS]",
            "TOPIC PREFIXED plant- [READ, WRITE, CREATE, DELETE, DESCRIBE_CONFIGS]",
            "GROUP LITERAL plant [READ]",
            "TRANSACTIONAL_ID PREFIXED plant- [WRITE]");
  }

  @Test
  void thePageReadsWhatIsWritten() {
    assertThat(
            rules(
                "{name: p, input: {topic: a}, output: {anomalies: x, dead-letters: d}, horizon: 2}",
                true))
        .contains(
            "TOPIC LITERAL x [READ, WRITE, DESCRIBE_CONFIGS]",
            "TOPIC LITERAL d [WRITE, DESCRIBE_CONFIGS]");
  }

  @Test
  void feedbackIsRead() {
    assertThat(rules("{name: p, input: {topic: a}, output: {anomalies: x}, feedback: said}", false))
        .contains("TOPIC LITERAL said [READ]");
  }

  @Test
  void aNetworkReadsTheTopicOfItsWeights() {
    assertThat(
            rules(
                "{name: p, input: {topic: a}, output: {anomalies: x}, horizon: 2,"
                    + " models: [{type: lstm, control: a.weights}]}",
                false))
        .contains("TOPIC LITERAL a.weights [READ]");
  }

  @ParameterizedTest
  @CsvSource({
    "site-.*, TOPIC PREFIXED site- [READ]",
    "'sites?', TOPIC PREFIXED site [READ]",
    "'plant\\.[ab]', TOPIC PREFIXED plant [READ]",
    "'[a-m].*', TOPIC LITERAL * [READ]",
    "'a|b', TOPIC LITERAL * [READ]"
  })
  void ofAPatternWhatItsNamesBeginWith(String pattern, String rule) {
    assertThat(
            rules(
                "{name: p, input: {topic-pattern: '"
                    + pattern
                    + "'}, output: {anomalies: x},"
                    + " horizon: 2}",
                false))
        .contains(rule);
  }
}
