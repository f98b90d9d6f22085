package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a specification may say of JSON records that hold several measurements. */
class ShapeSpecTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{each: readings} | input.each | JSON pointers to lists",
        "{each: /r, format: csv} | input.each | not named by pointers",
        "{where: {/a: b}, format: number} | input.where | not named by pointers",
        "{where: {a: b}} | input.where.a | a JSON pointer",
        "{where: [a]} | input.where | must be a map",
        "{where: x} | input.where | must be a map",
        "{series: '{/a}.{'} | input.series | without its other half",
        "{series: '{vale}'} | input.series | did you mean 'value'?",
        "{series: '{../a}'} | input.series | leads out of input.each",
        "{series: [/a, b]} | input.series | has 'b'",
        "{series: '{/a}', key: text} | input.key | no meaning",
        "{values: [/a/t, /b/t]} | input.values | end in 't'",
        "{values: {a: /t, b: '/u/*'}} | input.values.b | one name for many",
        "{values: {a: t}} | input.values.a | a JSON pointer",
        "{each: /r, partitioned-by-series: true} | input.partitioned-by-series | must be false",
        "{each: /r, time: {field: ../../t}} | input.time.field | a JSON pointer",
        "{values: {a: /t, b: /t}} | input.values | has /t twice",
        "{values: {'': /t}} | input.values | without a name",
        "{eahc: /r} | input.eahc | did you mean 'each'?",
      })
  void faultsOfTheSpecificationAreLocated(String input, String path, String problem) {
    assertThatThrownBy(() -> SpecLoader.parse("input: " + input))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(path)
        .hasMessageContaining(problem)
        .satisfies(e -> assertThat(((SpecException) e).faults()).as(e.getMessage()).hasSize(1));
  }

  @Test
  void aTaskTakesSeveralValuesAsOneRecord() {
    String task = "task: {type: classify, weights: gestures}\n";
    assertThatThrownBy(() -> SpecLoader.parse(task + "input: {values: \"/f/*\"}"))
        .hasMessageContaining("has '*'");
  }

  @Test
  void recordsOfSeveralSeriesGoThroughTheTopicThatGathersThem() {
    assertThat(SpecLoader.parse("input: {values: [/a, /b]}").input().partitionedBySeries())
        .isFalse();
    assertThat(SpecLoader.parse("input: {each: /r}").input().partitionedBySeries()).isFalse();
    assertThat(SpecLoader.parse("input: {where: {/a: b}}").input().partitionedBySeries()).isTrue();
  }
}
