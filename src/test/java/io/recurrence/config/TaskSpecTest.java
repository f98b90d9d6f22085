package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskSpecTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "task: symbols, input: {value: /x} | is missing; it must say where the symbol or the text stands",
        "task: symbols, input: {symbol: /x}, horizon: 3 | has no meaning for the task 'symbols'",
        "task: symbols, input: {symbol: /x}, state: {tier: small} | must not name a tier",
        "task: symbols, output: {forecasts: f} | is not written by the task 'symbols'",
        "task: symbols, output: {incidents: f} | is not written by the task 'symbols'",
        "task: forecast, output: {results: f} | is not written by the task 'forecast'",
        "input: {symbol: /x} | takes numbers; set task: symbols",
        "input: {format: csv, values: [1, 2]} | names 2 but the task 'forecast' takes 1",
        "task: {type: classify, weights: gestures}, input: {values: [/x]} | takes 3 of each record",
        "task: classify | is missing; it must be the file of a trained classifier",
        "task: {type: classify, weights: nowhere} | nowhere",
        "task: {type: classify, weights: reviews}, input: {value: /x} | must say where the symbol or the text stands",
        "task: {type: classify, weights: reviews, split: words, gap: PT1S} | each record is a sequence by itself",
        "task: {type: classify, weights: gestures, split: words} | split",
        "task: {type: classify, weights: dates} | dates",
        "task: {type: translate, weights: gestures} | gestures",
        "task: {type: symbols, alphabet: [a]} | at least 2 symbols",
        "task: {type: symbols, alphabet: [a, b, a]} | 'a' stands twice",
        "task: {type: symbols, alphabet: [a, b], most-symbols: 9} | has no meaning beside 'alphabet'",
        "task: {type: symbols, split: bytes, most-symbols: 9} | has no meaning beside 'alphabet'",
        "task: {type: symbols, split: letters, alphabet: [a, b]} | has no meaning beside this 'split'",
        "task: {type: symbols, weights: text, alphabet: [a, b]} | has no meaning beside 'weights'",
        "task: {type: symbols, weights: dates} | dates",
        "task: {type: symbols, bytes: 600, most-symbols: 4000} | bytes are too few",
        "task: {type: symbls} | must be one of forecast, symbols, classify, label, translate",
        "task: {type: symbols, ordre: 3} | did you mean 'order'?",
        "input: {format: text, symbol: /x}, task: symbols | has no meaning for plain text",
        "input: {value: /a, symbol: /b} | cannot stand beside the others: give one of value, values and symbol"
      })
  void whatDoesNotGoTogetherIsSaidWhereItStands(String yaml, String problem) {
    assertThatThrownBy(() -> SpecLoader.parse("{" + yaml + "}"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void aTaskThatIsNotKnownIsTheOnlyFaultThatIsSaid() {
    assertThatThrownBy(
            () ->
                SpecLoader.parse(
                    "{task: {type: symbls, order: 3}, input: {symbol: /x}, output: {results: r}}"))
        .isInstanceOfSatisfying(
            SpecException.class,
            e -> assertThat(e.faults()).extracting(Fault::path).containsExactly("task.type"));
  }

  @Test
  void theTaskIsAmongTheSettingsThatDecideWhatIsRemembered() {
    PipelineSpec spec = SpecLoader.parse("{task: {type: symbols, order: 2}, input: {symbol: /x}}");
    PipelineSpec again = SpecLoader.parse(spec.memorySettings());
    assertThat(again.newPipeline().shape()).isEqualTo(spec.newPipeline().shape());
    assertThat(again.forecasts()).isFalse();
  }

  @Test
  void otherWeightsAreAnotherShapeOfState() {
    PipelineSpec one = SpecLoader.parse("{task: {type: symbols, order: 2}}");
    PipelineSpec other = SpecLoader.parse("{task: {type: symbols, order: 3}}");
    assertThat(one.newPipeline().shape()).isNotEqualTo(other.newPipeline().shape());
  }
}
