package io.recurrence.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.config.InputSpec.Lists;
import io.recurrence.config.OutputSpec.Layout;
import io.recurrence.config.PipelineSpec.Late;
import io.recurrence.config.StatePolicy.Damaged;
import io.recurrence.config.StatePolicy.OnChange;
import io.recurrence.core.Emission;
import io.recurrence.core.NearestName;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.forecast.mixture.Tier;
import io.recurrence.record.TimeField;
import io.recurrence.record.TimeUnit;
import io.recurrence.record.ValueRules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sound specification turns into. */
class SpecSettingsTest {

  @Test
  void aForecastMayBeOfAWeekOfMinutes() {
    PipelineSpec spec =
        SpecLoader.parse(
            "{horizon: 10080, output: {forecasts: f, layout: steps}, input: {topic: i}}");
    assertThat(spec.newPipeline().stateBytes())
        .as("the memory does not grow with the horizon")
        .isEqualTo(SpecLoader.parse("horizon: 24").newPipeline().stateBytes());
  }

  @Test
  void everyKeyHasItsEffect() {
    PipelineSpec spec =
        SpecLoader.parse(
            """
            name: mine
            input:
              {topic: in, format: csv, series: 2, value: 3, delimiter: ";", max-ahead: PT5M, gather: PT1S,
               time: {field: 1, unit: iso}}
            output:
              {anomalies: a, incidents: i, forecasts: f, outcomes: o, features: s, dead-letters: d, metrics: [pump-*, fan], layout: steps,
               format: binary}
            state: {on-change: refuse, max-series: 500, idle: P1W, silence: PT10M}
            time: {late: drop}
            kafka: {num.stream.threads: 2, producer: {linger.ms: 5}}
            """);
    assertThat(spec.input())
        .isEqualTo(
            new InputSpec(
                new SourceTopics(List.of("in"), ""),
                InputFormat.CSV,
                Envelope.NONE,
                SchemaSpec.NONE,
                InputSpec.Key.AUTO,
                "2",
                Lists.REFUSE,
                List.of("3"),
                null,
                false,
                TimeField.of("1", TimeUnit.ISO),
                ';',
                false,
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                ValueRules.NONE));
    assertThat(spec.output())
        .isEqualTo(
            new OutputSpec(
                "a",
                OutputSpec.Write.ALL,
                "i",
                "",
                "f",
                "o",
                "s",
                "",
                "d",
                Layout.STEPS,
                OutputSpec.Format.BINARY,
                OutputSchemas.NONE,
                OutputSpec.MissingSteps.OMIT,
                new SeriesPatterns(List.of("pump-*", "fan"))));
    assertThat(spec.state())
        .isEqualTo(
            new StatePolicy(
                Tier.MEDIUM,
                OnChange.REFUSE,
                Damaged.REFUSE,
                500,
                Duration.ofDays(7),
                Duration.ofMinutes(10)));
    assertThat(spec.late()).isEqualTo(Late.DROP);
    assertThat(spec.kafka())
        .containsEntry("num.stream.threads", "2")
        .containsEntry("producer.linger.ms", "5");
    assertThat(spec.version(spec.newPipeline())).matches("mine@[0-9a-f]{1,16}");
  }

  @Test
  void outputsThatAreRememberedForAreAmongTheSettingsOfTheMemory() {
    PipelineSpec spec =
        SpecLoader.parse("output: {anomalies: a, incidents: i, outcomes: o, forecasts: f}");
    assertThat(spec.memorySettings()).contains("incidents", "outcomes").doesNotContain("anomalies");
    assertThat(SpecLoader.parse(spec.memorySettings()).newPipeline().stages())
        .isEqualTo(spec.newPipeline().stages())
        .containsKey("incidents");
  }

  @Test
  void keysAndListsAreReadAsTheSpecificationSays() {
    InputSpec input = SpecLoader.parse("input: {topic: a, key: long, lists: pick}").input();
    assertThat(input.key()).isEqualTo(InputSpec.Key.LONG);
    assertThat(input.lists()).isEqualTo(Lists.PICK);
    assertThat(SpecLoader.parse("input: {topic: a}").input().key()).isEqualTo(InputSpec.Key.AUTO);
    assertThatThrownBy(() -> SpecLoader.parse("input: {topic: a, key: long, series: /s}"))
        .hasMessageContaining("input.key", "has no meaning where input.series names the series");
    assertThatThrownBy(() -> SpecLoader.parse("input: {topic: a, format: csv, lists: pick}"))
        .hasMessageContaining("input.lists", "not named by pointers");
    assertThatThrownBy(() -> SpecLoader.parse("input: {topic: a, key: avro}"))
        .hasMessageContaining("one of auto, text, json, long, int");
  }

  @Test
  void withoutASeriesTheKeyIsTheSeriesAndItsPartitionTheSeriesOwn() {
    assertThat(SpecLoader.parse("input: {topic: a}").input().partitionedBySeries()).isTrue();
    assertThat(SpecLoader.parse("input: {series: /s}").input().partitionedBySeries()).isFalse();
    assertThat(SpecLoader.parse("input: {topic: a}").input().gathers()).isFalse();
    assertThat(SpecLoader.parse("input: {series: /s}").input().gathers()).isTrue();
    assertThat(SpecLoader.parse("input: {series: /s, gather: PT0S}").input().gathers()).isFalse();
    assertThat(
            SpecLoader.parse("input: {series: /s, partitioned-by-series: true}")
                .input()
                .partitionedBySeries())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"event, 1", "7, 7", "PT1M, 6"})
  void emissionIsByEventByStepOrByPeriod(String emit, int every) {
    SeriesPipeline pipeline = SpecLoader.parse("emit: " + emit + "\nmodel: naive").newPipeline();
    State s = pipeline.newState();
    StepResult out = pipeline.newOutput();
    int emitted = 0;
    for (int t = 0; t < 420; t++) {
      pipeline.step(s, t * 10_000L, t, out);
      emitted += out.forecast().made() ? 1 : 0;
    }
    assertThat(emitted).isBetween(420 / every, 420 / every + 1);
  }

  @ParameterizedTest
  @CsvSource({"auto, 60000", "none, 0", "PT5M, 300000"})
  void theStepIsLearnedGivenOrNone(String step, long millis) {
    SeriesPipeline pipeline = SpecLoader.parse("step: " + step + "\nmodel: naive").newPipeline();
    State s = pipeline.newState();
    for (int t = 0; t < 5; t++) {
      pipeline.step(s, t * 60_000L, t, pipeline.newOutput());
    }
    assertThat(pipeline.samplingInterval(s)).isEqualTo(millis);
  }

  @Test
  void theSameModelTwiceIsNumbered() {
    assertThat(
            SpecLoader.parse("models: [naive, naive, {type: ar, order: 2}, {type: ar, order: 3}]")
                .newPipeline()
                .newOutput()
                .forecast()
                .models())
        .containsExactly("naive", "naive#2", "ar(2)", "ar(3)");
  }

  @Test
  void featuresAreNamedAfterTheirSettingsOrAsAsked() {
    assertThat(
            SpecLoader.parse(
                    """
                    features:
                      - maximum
                      - {type: exponential-average, half-life: PT6H, as: smooth}
                      - {type: moving-average, order: 4}
                      - maximum
                    """)
                .newPipeline()
                .newOutput()
                .features()
                .names())
        .containsExactly("maximum", "smooth", "moving-average(4)", "maximum#2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT90S", "P1D", "P1DT2H", "PT0.001S", "P3W", "p1d", "PT24H"})
  void durationsAreIso8601WithWeeks(String text) {
    assertThat(Scalar.duration(text)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P", "24", "PT", "P1Y", "P1M", "P99999W", "P1DT", "PT1e3S"})
  void whatIsNoDurationIsNone(String text) {
    assertThat(Scalar.duration(text)).isNull();
  }

  @Test
  void tunablesAreNotInTheShapeAndStructureIs() {
    long shape = SpecLoader.parse("model: {type: ar, order: 4}").newPipeline().shape();
    assertThat(
            SpecLoader.parse(
                    "model: {type: ar, order: 4, forgetting: 0.9}\n"
                        + "confidence: 0.5\ndetector: {alarm-rate: 0.01}\nemit: 5")
                .newPipeline()
                .shape())
        .isEqualTo(shape);
    assertThat(SpecLoader.parse("model: {type: ar, order: 5}").newPipeline().shape())
        .isNotEqualTo(shape);
    assertThat(
            SpecLoader.parse("model: {type: ar, order: 4}")
                .newPipeline(Emission.ON_REQUEST)
                .shape())
        .isEqualTo(shape);
  }

  @Test
  void oneRateOfHoltAloneIsEnough() {
    assertThat(SpecLoader.parse("model: {type: holt, beta: 0.3}").newPipeline().stages())
        .containsKey("model:holt(fixed)");
    assertThat(
            SpecLoader.parse("model: {type: holt-winters, season: 4, damping: 1}")
                .newPipeline()
                .stages())
        .containsKey("model:holt-winters(4,fixed)");
  }

  @Test
  void theNearestNameIsNotGuessedWildly() {
    assertThat(NearestName.hint("horizn", List.of("horizon", "emit")))
        .isEqualTo("; did you mean 'horizon'?");
    assertThat(NearestName.hint("qqqqqqqq", List.of("horizon", "emit")))
        .isEqualTo("; known are horizon, emit");
    assertThat(NearestName.hint("x", List.of())).isEmpty();
  }
}
