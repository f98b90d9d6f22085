package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupSpecTest {
  @Test
  void windowAndTimeBetweenFalseAlarmsAreThoseThatAreGiven() {
    GroupSpec groups =
        SpecLoader.parse(
                """
                input: {topic: in, group: {series: '([^.]+)[.].*'}}
                output: {groups: g}
                groups: {window: 1m, alarm-every: 1d}
                severity: {warning: 3}
                """)
            .groups();
    assertThat(groups.any()).isTrue();
    assertThat(groups.rule().window()).isEqualTo(60_000);
    assertThat(groups.rule().everyMillis()).isEqualTo(86_400_000);
    assertThat(groups.rule().severity().warning()).isEqualTo(3);
    assertThat(groups.group("north.pump.7")).isEqualTo("north");
    assertThat(groups.group("alone")).isEmpty();
    assertThat(SpecLoader.parse("{}").groups().any()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{groups: {window: 1m}}                                                   | groups",
        "{input: {group: /site}, output: {anomalies: a}}                          | output.groups",
        "{output: {groups: g}}                                                    | output.groups",
        "{input: {group: {series: '.*'}}, output: {groups: g}}                    | input.group.series",
        "{input: {group: {series: '('}}, output: {groups: g}}                     | input.group.series",
        "{input: {group: '{value}'}, output: {groups: g}}                         | input.group",
        "{input: {group: '{site}'}, output: {groups: g}}                          | input.group",
        "{input: {group: [site]}, output: {groups: g}}                            | input.group",
        "{input: {format: csv, group: /site, value: 2}, output: {groups: g}}      | input.group",
        "{input: {group: /s}, output: {groups: g}, groups: {window: 1d, alarm-every: 1h}} | groups.alarm-every",
        "{input: {symbol: /s, group: /g}, task: symbols, output: {results: r}}    | input.group"
      })
  void faultsSayWhereTheyAre(String yaml, String where) {
    assertThatThrownBy(() -> SpecLoader.parse(yaml))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(where);
  }
}
