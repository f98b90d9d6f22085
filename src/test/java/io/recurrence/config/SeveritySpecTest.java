package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.core.SeverityRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeveritySpecTest {
  private static SeverityRule rule(String yaml) {
    return SpecLoader.parse(yaml).newPipeline().severity();
  }

  @Test
  void thresholdsAreThoseThatAreGiven() {
    assertThat(rule("{}")).isEqualTo(SeverityRule.DEFAULT);
    assertThat(rule("severity: {warning: 5, critical: 20, warning-after: 1h, critical-after: P1D}"))
        .isEqualTo(new SeverityRule(5, 20, 3_600_000, 86_400_000));
    assertThat(rule("severity: {warning: 1e6}").critical()).isEqualTo(1e6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{severity: {warning: 0.5}}                              | severity.warning",
        "{severity: {warning: 100, critical: 10}}                | severity.critical",
        "{severity: {warning-after: 1h, critical-after: 1m}}     | severity.critical-after",
        "{severity: {urgent: 7}}                                 | severity.urgent",
        "{severity: {warning: 5}, task: symbols, input: {symbol: /s}} | severity"
      })
  void faultsSayWhereTheyAre(String yaml, String where) {
    assertThatThrownBy(() -> SpecLoader.parse(yaml))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(where);
  }
}
