package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which topics a pipeline reads. */
class SourceTopicsTest {
  private static InputSpec input(String keys) {
    return SpecLoader.parse("input: {%s, series: /s}\noutput: {anomalies: site.a}".formatted(keys))
        .input();
  }

  @Test
  void severalAreReadByNameOrByAPattern() {
    SourceTopics named = input("topic: [site-1, site-2]").topics();
    assertThat(named.names()).containsExactly("site-1", "site-2");
    assertThat(named.several()).isTrue();
    assertThat(named).hasToString("site-1, site-2");
    SourceTopics matched = input("topic-pattern: 'site-\\d+'").topics();
    assertThat(matched.contains("site-17")).isTrue();
    assertThat(matched.contains("my-site-17")).isFalse();
    assertThat(matched.several()).isTrue();
    assertThat(matched).hasToString("/site-\\d+/");
    assertThat(input("topic: [site-1]").topics().several()).isFalse();
  }

  @Test
  void recordsOfSeveralTopicsAreGatheredBySeriesEvenWhereTheKeyIsTheSeries() {
    assertThat(
            SpecLoader.parse("input: {topic: [a, b]}\noutput: {anomalies: c}")
                .input()
                .partitionedBySeries())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "topic: [a, b], topic-pattern: c | give one of them",
        "topic: [a, 'b c'] | was 'b c' but it must be the name of a topic",
        "topic: [a, a] | names a topic twice",
        "topic: [a, site.a] | a pipeline must not read what it writes",
        "topic-pattern: '(' | a regular expression",
        "topic-pattern: 'site.*' | matches 'site.a': a pipeline must not read what it writes",
        "topic: [a, b], partitioned-by-series: true | must be false where several topics are read"
      })
  void whatCannotBeIsAFault(String keys, String problem) {
    assertThatThrownBy(() -> input(keys))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(problem);
  }
}
