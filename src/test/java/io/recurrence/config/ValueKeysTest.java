package io.recurrence.config;

import static io.recurrence.config.Faults.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.ValueRange;
import io.recurrence.record.ValueRules;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueKeysTest {
  @Test
  void whatValuesStandForIsReadWithTheInput() {
    ValueRules rules =
        SpecLoader.parse(
                """
                input:
                  missing: [Unavailable, N/A, -127, 85]
                  words: {On: 1, "off": 0, true: 1}
                  unit-suffix: ["°C", "%"]
                  decimal: comma
                  outside: missing
                range: [0, inf]
                """)
            .input()
            .rules();
    assertThat(rules)
        .isEqualTo(
            new ValueRules(
                Set.of("unavailable", "n/a"),
                Set.of(-127.0, 85.0),
                Map.of("on", 1.0, "off", 0.0, "true", 1.0),
                Set.of("°C", "%"),
                ValueRules.DecimalMark.COMMA,
                new ValueRange(0, Double.POSITIVE_INFINITY),
                ValueRules.Outside.MISSING));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "input: {words: {on: high}} | input.words.on (my.yaml line 1) was 'high' but it must be a number",
        "input: {missing: {a: 1}} | input.missing (my.yaml line 1) must be a text or a list of texts, and none of them empty",
        "input: {decimal: dot} | input.decimal (my.yaml line 1) was 'dot' but it must be one of point, comma",
        "input: {outside: keep} | input.outside (my.yaml line 1) has no meaning without a range of the values (with transform: counter, range is of the rate)",
        "{input: {format: text, missing: [a]}, task: symbols} | input.missing (my.yaml line 1) has no meaning for symbols and texts, which stand for themselves",
        "input: {format: double, words: {on: 1}} | input.words (my.yaml line 1) has no meaning for numbers in bytes",
        "input: {words: {'5': 7}} | input.words.5 (my.yaml line 1) is a number, which stands for itself",
        "{range: [0, 100], input: {words: {on: 500}}} | input.words (my.yaml line 1) has 500.0 for 'on', outside of the range",
        "input: {format: otlp, time: {unit: s}} | input.time.unit (my.yaml line 1) has no meaning for OTLP, whose times are nanoseconds",
        "time: {held-back: 4} | time.held-back (my.yaml line 1) has no meaning without lateness",
        "input: {missing: ['']} | input.missing (my.yaml line 1) must be a text or a list of texts, and none of them empty",
        "input: {format: int, decimal: comma} | input.decimal (my.yaml line 1) has no meaning for numbers in bytes",
        "range: 5 | range (my.yaml line 1) must be [LOWEST, HIGHEST], two ascending numbers; -inf and inf are none",
        "range: [5, 5] | range (my.yaml line 1) must be [LOWEST, HIGHEST], two ascending numbers; -inf and inf are none",
        "range: [0, much] | range (my.yaml line 1) must be [LOWEST, HIGHEST], two ascending numbers; -inf and inf are none"
      })
  void whatValuesStandForIsChecked(String yaml, String fault) {
    assertThat(only(yaml)).isEqualTo(fault);
  }
}
