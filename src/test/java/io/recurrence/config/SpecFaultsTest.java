package io.recurrence.config;

import static io.recurrence.config.Faults.only;
import static io.recurrence.config.Faults.quoted;
import static io.recurrence.config.Faults.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecFaultsTest {
  @Test
  void allFaultsAreToldAtOnceWithPathPlaceValueAndRule() {
    SpecException e =
        refused(
            """
            name: my pipeline
            horizon: 0
            input:
              topc: sensors
              format: xml
              time: {field: ts, unit: hours}
            output: {layout: row}
            confidence: 1.5
            quantiles: [0.5, 0.1]
            emit: PT0S
            models:
              - naiv
              - {type: ar, order: 300, forgeting: 0.9}
            time: {lateness: soon}
            """,
            "state.idle=-PT5M");
    assertThat(e.faults())
        .extracting(Fault::toString)
        .containsExactlyInAnyOrder(
            "name (my.yaml line 1) was 'my pipeline' but it must be of letters, digits, '.', '_', '-'",
            "horizon (my.yaml line 2) was '0' but it must be a whole number in [1, 10080]",
            "input.topc (my.yaml line 4) is not a known key; did you mean 'topic'?",
            "input.format (my.yaml line 5) was 'xml' but it must be one of json, number, double, float, long, int, csv, text, cbor, messagepack, avro, protobuf, json-schema, influx, telegraf, otlp, otlp-json",
            "input.time.field (my.yaml line 6) was 'ts' but it must be a JSON pointer such as /value",
            "input.time.unit (my.yaml line 6) was 'hours' but it must be one of d, h, min, s, ms, us, ns, iso, auto",
            "output.layout (my.yaml line 7) was 'row' but it must be one of arrays, steps",
            "confidence (my.yaml line 8) was '1.5' but it must be a number in (0, 1)",
            "quantiles (my.yaml line 9) must be a list of ascending numbers in (0, 1)",
            "emit (my.yaml line 10) was 'PT0S' but it must be a duration of at least 1 ms, such as 5m, 7d or PT5M",
            "models[0].type (my.yaml line 12) was 'naiv', which is not known; did you mean 'naive'?",
            "models[1].order (my.yaml line 13) was '300' but it must be a whole number in [1, 256]",
            "models[1].forgeting (my.yaml line 13) is not a known key; did you mean 'forgetting'?",
            "time.lateness (my.yaml line 14) was 'soon' but it must be a duration, such as 0s, 5m, 7d or PT5M",
            "state.idle (command line) was '-PT5M' but it must be a duration, such as 0s, 5m, 7d or PT5M");
    assertThat(e.getMessage()).startsWith("my.yaml has 15 faults:\n").contains("\n  horizon (");
  }

  @Test
  void anUnknownKeyFarFromAllIsAnsweredWithTheKnownOnes() {
    assertThat(only("state: {zzzzzzzz: 1}"))
        .isEqualTo(
            "state.zzzzzzzz (my.yaml line 1) is not a known key; known are type, tier, on-change, damaged, max-series, idle, silence");
    assertThat(only("colour: blue"))
        .contains(
            "known are name, input, output, state, time, task, range, transform, transforms, kafka, horizon");
  }

  @Test
  void aKeyGivenTwiceIsToldWithItsSecondLine() {
    assertThat(only("name: a\nhorizon: 3\nname: b\n"))
        .isEqualTo("name (my.yaml line 3) is given twice");
  }

  @Test
  void whatIsNoYamlIsToldWithItsLineAndColumn() {
    assertThat(refused("name: a\ninput: {topic: x\nhorizon: 3\n").faults().get(0).toString())
        .startsWith("the document (my.yaml line 3 column 8)")
        .contains("is not YAML: ");
    assertThat(refused("name: a\n\thorizon: 3\n").faults().get(0).where())
        .isEqualTo("my.yaml line 2 column 1");
    assertThat(refused("name: \"a\u0000b\"").faults().get(0).problem()).startsWith("is not YAML");
    assertThat(refused("name: a\n---\nname: b\n").faults().get(0).problem())
        .startsWith("is not YAML");
  }

  @ParameterizedTest
  @ValueSource(strings = {"- naive", "naive", "17", "[a, b]"})
  void aDocumentThatIsNoMapIsRefused(String yaml) {
    assertThat(only(yaml)).isEqualTo("the document (my.yaml line 1) must be a map of keys");
  }

  @Test
  void aDocumentThatIsNestedTooDeeplyIsRefusedWithItsLine() {
    for (String deep :
        List.of(
            "[".repeat(50_000), "[".repeat(50_000) + "]".repeat(50_000), "{a: ".repeat(5_000))) {
      assertThat(catchThrowable(() -> SpecLoader.parse("name: x\nmodels: " + deep)))
          .isInstanceOf(SpecException.class)
          .hasMessageContaining("line 2) is nested deeper than 50 lists and maps");
    }
  }

  @Test
  void anAliasOfItselfIsRefused() {
    assertThat(only("kafka: &a {x: *a}")).contains("alias for what it stands in");
    assertThat(only("models: &a [naive, *a]")).contains("alias for what it stands in");
  }

  @Test
  void seasonsByTheClockNeedAStep() {
    assertThat(only("model: {type: holt-winters, season: P1D}"))
        .contains("model.season (my.yaml line 1) was 'P1D'", "needs the key 'step'", "step: 1h");
    assertThat(only("model: naive\ntransforms: [{type: seasonal-difference, season: P1D}]"))
        .contains("transforms[0].season", "needs the key 'step'");
    assertThat(only("step: PT7H\nmodel: {type: holt-winters, season: P1D}"))
        .contains("not a whole number of steps of PT7H");
    assertThat(only("step: PT0.001S\nmodel: {type: holt-winters, season: P1D}"))
        .contains("more than 10000 steps");
    assertThat(only("model: {type: holt-winters}")).contains("model.season", "is missing");
    SpecLoader.parse("step: PT1H\nmodel: {type: holt-winters, season: P1D}");
  }

  @Test
  void seasonsOfTheSeasonalNaiveAreOfOneKind() {
    assertThat(only("model: {type: seasonal-naive}")).contains("model.season", "is missing");
    assertThat(only("model: {type: seasonal-naive, season: [24, P1D]}"))
        .contains("was '24'", "a list has one kind");
    assertThat(only("model: {type: seasonal-naive, season: 1}")).contains("was '1'");
    assertThat(only("model: {type: seasonal-naive, season: PT0S}")).contains("was 'PT0S'");
    SpecLoader.parse("model: {type: seasonal-naive, season: [P1D, P7D, P4W]}");
  }

  @Test
  void aMinimumDeviationIsInOneOfThreeUnits() {
    assertThat(only("detector: {minimum-deviation: 5 percent}"))
        .isEqualTo(
            "detector.minimum-deviation (my.yaml line 1) was '5 percent' but it must be a number of at"
                + " least 0, in the unit of the series (5), in per cent of the expected value (5 %) or"
                + " in widths of the prediction interval (2 widths)");
    assertThat(only("detector: {minimum-deviation: -2 widths}")).contains("was '-2 widths'");
    for (String minimum : List.of("0", "5", "1e3", "2.5 %", "7%", "1 width", "2 widths")) {
      SpecLoader.parse("detector: {minimum-deviation: " + minimum + "}");
    }
  }

  @Test
  void aLogarithmComesFirst() {
    assertThat(only("model: naive\ntransforms: [difference, log]"))
        .contains("transforms", "must begin with log");
    SpecLoader.parse("model: naive\ntransforms: [log, difference]");
  }

  @Test
  void whatExcludesEachOtherIsToldSo() {
    assertThat(only("model: naive\nmodels: [naive]")).contains("cannot stand beside 'models'");
    assertThat(only("model: {type: exponential-average, alpha: 0.5, half-life: PT1H}"))
        .contains("cannot stand beside 'half-life'");
    assertThat(only("model: naive\ncombine: [discounted-error, discounted-error]"))
        .contains("must be one");
  }

  @Test
  void theMixtureHasStagesOfItsOwn() {
    assertThat(only("models: [mixture, lstm]"))
        .contains("models", "must not name a trained network");
    assertThat(only("models: [mixture, {type: seasonal-naive, season: 2000}]"))
        .contains("models", "reads 2000 values, of which the window holds 171");
    assertThat(only("models: [mixture, holt]\ncombine: discounted-error"))
        .contains("combine", "the mixture has its own");
    assertThat(only("transforms: [log]")).contains("transforms", "named under 'models'");
    assertThat(only("interval: conformal")).contains("interval", "the mixture has its own");
    assertThat(only("model: naive\nstate: small")).contains("state", "must not name a tier");
    assertThat(only("state: tiny")).contains("'tiny'", "small, medium, large");
    SpecLoader.parse("model: mixture\nstate: {tier: large, idle: P30D}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "input: sensors | input (my.yaml line 1) was 'sensors' but it must be a map of keys",
        "input: {time: /ts} | input.time (my.yaml line 1) was '/ts' but it must be a map of keys",
        "output: [a] | output (my.yaml line 1) must be a map, not a list",
        "horizon: [1] | horizon (my.yaml line 1) was a list but it must be a whole number",
        "horizon: {a: 1} | horizon (my.yaml line 1) was a map but it must be a whole number",
        "output: {metrics: some.topic} | output.metrics (my.yaml line 1) was 'some.topic' but it must be a list of series",
        "horizon: 1e3 | horizon (my.yaml line 1) was '1e3' but it must be a whole number",
        "horizon: 99999999999 | horizon (my.yaml line 1) was '99999999999' but it must be",
        "confidence: NaN | confidence (my.yaml line 1) was 'NaN' but it must be a number in (0, 1)",
        "model: {type: ar, forgetting: 0} | model.forgetting (my.yaml line 1) was '0'",
        "step: PT0S | step (my.yaml line 1) was 'PT0S' but it must be a duration of at least 1 ms",
        "step: P106751991168D | step (my.yaml line 1) was 'P106751991168D' but it must be",
        "time: {lateness: P999999999999999D} | time.lateness (my.yaml line 1) was",
        "time: {longest-gap: -1} | time.longest-gap (my.yaml line 1) was '-1'",
        "detector: {alarm-rate: 0.5} | detector.alarm-rate (my.yaml line 1) was '0.5'",
        "kafka: {acks: [all]} | kafka.acks (my.yaml line 1) must be a text, not a list",
        "input: {delimiter: ';;'} | input.delimiter (my.yaml line 1) was ';;'",
        "features: [{type: sum, as: value}] | features[0].as (my.yaml line 1) was 'value'",
        "features: [holt] | features[0].type (my.yaml line 1) was 'holt', which is not known",
        "{horizon: 1000, quantiles: [.1, .2, .3, .4, .5, .6, .7, .8, .9, .91, .92, .93, .94, .95, .96,"
            + " .97, .98, .981, .982, .983, .984, .985, .986, .987, .988, .989, .99, .991, .992, .993,"
            + " .994, .995, .996, .997, .998], output: {forecasts: f}} | quantiles (my.yaml line 1) makes"
            + " forecasts too large for a topic: 1000 steps and 35 quantiles",
        "quantiles: [0.5, x] | quantiles (my.yaml line 1) must be a list of ascending numbers"
      })
  void aFaultNamesItsPlaceItsValueAndItsRule(String yaml, String fault) {
    assertThat(only(yaml)).startsWith(fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\r", "\n", ""})
  void aDelimiterThatCsvCannotHaveIsRefused(String delimiter) {
    assertThat(refused("input: {format: csv}", "input.delimiter=" + quoted(delimiter)).getMessage())
        .contains("input.delimiter (command line)", "one character");
  }
}
