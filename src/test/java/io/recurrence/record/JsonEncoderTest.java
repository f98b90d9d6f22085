package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recurrence.core.HorizonGrid;
import io.recurrence.core.Judgement;
import io.recurrence.core.PipelineBuilder;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.detect.TailDetector;
import io.recurrence.forecast.ensemble.AdaptiveConformal;
import io.recurrence.forecast.model.Naive;
import io.recurrence.forecast.model.RunningMean;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonEncoderTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Percentage FOUR_DIGITS = withPercentage(5e-2);

  private final JsonEncoder encoder = new JsonEncoder(0.95, "demo@1f");
  private final SeriesPipeline pipeline =
      new PipelineBuilder()
          .horizon(3)
          .levels(0.1, 0.9)
          .outcomes(true)
          .model("naive", new Naive())
          .model("mean", new RunningMean())
          .feature("average", new RunningMean())
          .interval("conformal", new AdaptiveConformal(HorizonGrid.upTo(3), false))
          .detector("tail", new TailDetector(0.01))
          .build();
  private final State state = pipeline.newState();
  private final StepResult out = pipeline.newOutput();

  @BeforeEach
  void twentyValues() {
    for (int t = 0; t < 20; t++) {
      pipeline.step(state, 1000L * t, t % 2, out);
    }
  }

  private static JsonNode parse(byte[] json) {
    try {
      JsonNode node = JSON.readTree(json);
      assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContain("\n", "NaN", "Infinity");
      return node;
    } catch (IOException e) {
      throw new AssertionError(new String(json, StandardCharsets.UTF_8), e);
    }
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(element -> numbers.add(element.doubleValue()));
    return numbers;
  }

  @Test
  void anAnomalyHasItsFieldsInAStableOrder() {
    pipeline.step(state, 20_000, 50, out);
    JsonNode json = parse(encoder.anomaly("pump \"7\"\u0001ü", out.judgement()));
    assertThat(names(json))
        .containsExactly(
            "series",
            "timestamp",
            "value",
            "expected_value",
            "lower_bound",
            "upper_bound",
            "confidence_level",
            "anomaly_score",
            "anomaly_grade",
            "alarm_score",
            "is_anomaly",
            "severity",
            "kind",
            "direction",
            "incident",
            "incident_peak",
            "coverage",
            "status",
            "reason",
            "model");
    assertThat(json.get("series").textValue()).isEqualTo("pump \"7\"\u0001ü");
    assertThat(json.get("timestamp").longValue()).isEqualTo(20_000);
    assertThat(json.get("value").doubleValue()).isEqualTo(50);
    assertThat(json.get("expected_value").doubleValue())
        .isCloseTo(out.judgement().expected(), FOUR_DIGITS);
    assertThat(json.get("lower_bound").doubleValue())
        .isCloseTo(out.judgement().lower(), FOUR_DIGITS);
    assertThat(json.get("upper_bound").doubleValue())
        .isCloseTo(out.judgement().upper(), FOUR_DIGITS);
    assertThat(json.get("is_anomaly").booleanValue()).isTrue();
    assertThat(json.get("severity").textValue())
        .isEqualTo(out.judgement().severity().name())
        .isNotEqualTo("NONE");
    assertThat(json.get("anomaly_score").doubleValue())
        .isCloseTo(out.judgement().verdict().score(), FOUR_DIGITS);
    assertThat(json.get("anomaly_grade").doubleValue())
        .isCloseTo(out.judgement().verdict().grade(), FOUR_DIGITS);
    assertThat(json.get("alarm_score").doubleValue())
        .isCloseTo(out.judgement().verdict().alarm(), FOUR_DIGITS);
    assertThat(json.get("status").textValue()).isEqualTo("OK");
    assertThat(json.get("reason").textValue())
        .isEqualTo(out.judgement().verdict().reason())
        .isNotBlank();
    assertThat(json.get("model").textValue()).isEqualTo(out.forecast().model());
  }

  @Test
  void whatDoesNotExistIsNull() {
    State fresh = pipeline.newState();
    pipeline.step(fresh, 5, 1.5, out);
    JsonNode first = parse(encoder.anomaly("a", out.judgement()));
    assertThat(first.get("value").doubleValue()).isEqualTo(1.5);
    assertThat(first.get("expected_value").isNull()).isTrue();
    assertThat(first.get("lower_bound").isNull()).isTrue();
    assertThat(first.get("upper_bound").isNull()).isTrue();
    pipeline.miss(fresh, 6, out);
    assertThat(parse(encoder.anomaly("a", out.judgement())).get("value").isNull()).isTrue();
    assertThat(parse(encoder.features("a", out.features())).get("value").isNull()).isTrue();
  }

  @Test
  void aForecastHasAnArrayPerColumn() {
    JsonNode json = parse(encoder.forecast("a", out.forecast()));
    assertThat(names(json))
        .containsExactly(
            "series",
            "timestamp",
            "horizon",
            "horizon_index",
            "forecast_timestamp",
            "forecast_value",
            "lower_bound",
            "upper_bound",
            "confidence_level",
            "quantiles",
            "model",
            "weights",
            "pipeline_version");
    assertThat(numbers(json.get("horizon_index"))).containsExactly(1.0, 2.0, 3.0);
    assertThat(numbers(json.get("forecast_timestamp")))
        .containsExactly(20_000.0, 21_000.0, 22_000.0);
    assertThat(names(json.get("quantiles"))).containsExactly("0.1", "0.9");
    for (int k = 1; k <= 3; k++) {
      assertThat(numbers(json.get("forecast_value")).get(k - 1))
          .isCloseTo(out.forecast().mean(k), FOUR_DIGITS);
      assertThat(numbers(json.get("lower_bound")).get(k - 1))
          .isCloseTo(out.forecast().lower(k), FOUR_DIGITS);
      assertThat(numbers(json.get("upper_bound")).get(k - 1))
          .isCloseTo(out.forecast().upper(k), FOUR_DIGITS);
      assertThat(numbers(json.get("quantiles").get("0.9")).get(k - 1))
          .isCloseTo(out.forecast().quantile(1, k), FOUR_DIGITS);
    }
    assertThat(names(json.get("weights"))).containsExactly("naive", "mean");
    assertThat(json.get("pipeline_version").textValue()).isEqualTo("demo@1f");
  }

  @Test
  void aStepOfAForecastSaysTheSameAsTheWhole() {
    JsonNode whole = parse(encoder.forecast("a", out.forecast()));
    for (int k = 1; k <= 3; k++) {
      JsonNode step = parse(encoder.forecastStep("a", out.forecast(), k));
      assertThat(step.get("horizon_index").intValue()).isEqualTo(k);
      for (String column :
          List.of("forecast_timestamp", "forecast_value", "lower_bound", "upper_bound")) {
        assertThat(step.get(column)).isEqualTo(whole.get(column).get(k - 1));
      }
      for (String level : names(whole.get("quantiles"))) {
        assertThat(step.get("quantiles").get(level))
            .isEqualTo(whole.get("quantiles").get(level).get(k - 1));
      }
      assertThat(step.get("weights")).isEqualTo(whole.get("weights"));
      assertThat(step.get("timestamp")).isEqualTo(whole.get("timestamp"));
    }
  }

  @Test
  void anOutcomeSaysWhetherItsBandHeldTheTruth() {
    pipeline.step(state, 20_000, 0.5, out);
    assertThat(out.outcomes().count()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      JsonNode json = parse(encoder.outcome("a", out.outcomes(), i));
      assertThat(names(json))
          .containsExactly(
              "series",
              "forecast_timestamp",
              "horizon_index",
              "forecast_value",
              "actual_value",
              "error",
              "covered");
      assertThat(json.get("actual_value").doubleValue()).isEqualTo(0.5);
      assertThat(json.get("error").doubleValue())
          .isCloseTo(0.5 - out.outcomes().forecast(i), FOUR_DIGITS);
      assertThat(json.get("covered").booleanValue())
          .isEqualTo(out.outcomes().lower(i) <= 0.5 && 0.5 <= out.outcomes().upper(i));
    }
    pipeline.step(state, 21_000, 1e6, out);
    assertThat(parse(encoder.outcome("a", out.outcomes(), 0)).get("covered").booleanValue())
        .isFalse();
  }

  @Test
  void featuresStandUnderTheirNames() {
    JsonNode json = parse(encoder.features("a", out.features()));
    assertThat(names(json)).containsExactly("series", "timestamp", "value", "average");
    assertThat(json.get("average").doubleValue()).isEqualTo(out.features().get(0));
  }

  @Test
  void aSilenceHasTheFieldsOfAnAnomaly() {
    JsonNode silence = parse(encoder.anomaly("a", Judgement.silence(77, "no data for PT1H")));
    assertThat(names(silence)).isEqualTo(names(parse(encoder.anomaly("a", out.judgement()))));
    assertThat(silence.get("timestamp").longValue()).isEqualTo(77);
    assertThat(silence.get("is_anomaly").booleanValue()).isTrue();
    assertThat(silence.get("reason").textValue()).isEqualTo("no data for PT1H");
  }
}
