package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that would have no effect on what is written. */
class OutputKeysTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{output: {forecasts: f, write: flagged}} | output.write | without output.anomalies",
        "{output: {anomalies: a, write: flagged, missing-steps: write}} | output.missing-steps | no effect",
        "{output: {anomalies: a}, emit: on-change} | emit | without output.forecasts",
        "{output: {forecasts: f}, emit: on-demand} | emit | leaves the topic",
        "{output: {anomalies: a}, quantiles: [0.1, 0.5, 0.9]} | quantiles | without output.forecasts",
        "{output: {anomalies: a, layout: steps}} | output.layout | without output.forecasts",
        "{output: {features: f}} | output.features | no features are named",
        "{output: {forecasts: f}, features: [maximum]} | features | name output.features"
      })
  void aKeyWithoutEffectIsAFault(String yaml, String key, String problem) {
    assertThatThrownBy(
            () ->
                SpecLoader.parseToRun(
                    yaml.replaceFirst("\\{", "{input: {topic: in}, "), (k, v) -> Optional.empty()))
        .isInstanceOf(SpecException.class)
        .hasMessageContainingAll(key, problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{limits: {above: 5}, range: [10, 20]} | limits.above | passed by every value",
        "{limits: {below: 50}, range: [10, 20]} | limits.below | passed by every value"
      })
  void aLimitThatEveryValuePassesIsAFault(String yaml, String key, String problem) {
    assertThatThrownBy(() -> SpecLoader.parse(yaml)).hasMessageContainingAll(key, problem);
  }

  @Test
  void aPipelineThatIsNotRunOnABrokerIsReadByWhoeverStepsIt() {
    SpecLoader.parse("{output: {anomalies: a}, features: [maximum], emit: on-change}");
  }
}
