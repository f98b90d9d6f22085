package io.recurrence.record;

import static io.recurrence.record.EncodedOutputs.narrowest;
import static io.recurrence.record.EncodedOutputs.outputs;
import static io.recurrence.record.EncodedOutputs.parse;
import static io.recurrence.record.EncodedOutputs.same;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.recurrence.core.Judgement;
import io.recurrence.core.StepResult;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three encoders say the same. */
class EncodersTest {
  private static final String NAME = "pump \"7\"\\\n\u0001 ü 東京 😀";
  private static final double CONFIDENCE = 0.9;
  private static final String VERSION = "ünit@1f";

  private final JacksonText jackson = new JacksonText(CONFIDENCE, VERSION);
  private final JsonEncoder json = new JsonEncoder(CONFIDENCE, VERSION);
  private final BinaryEncoder binary = new BinaryEncoder(CONFIDENCE, VERSION);
  private final BinaryDecoder decoder = new BinaryDecoder();

  @ParameterizedTest
  @CsvSource({"0, 1", "100, 10", "1.7e9, 1", "64123.25, 0.25", "0, 1e-12", "-5e12, 1e9", "0, 1e90"})
  void theDocumentsAreThoseOfJacksonUpToTheDigitsOfTheNumbers(double level, double unit) {
    outputs(
        level,
        unit,
        out -> {
          double band =
              out.judgement().hasExpectation()
                  ? out.judgement().upper() - out.judgement().lower()
                  : 0;
          same(
              parse(json.anomaly(NAME, out.judgement())),
              parse(jackson.anomaly(NAME, out)),
              band,
              "");
          assertThat(parse(json.features(NAME, out.features())))
              .isEqualTo(parse(jackson.features(NAME, out)));
          for (int i = 0; i < out.outcomes().count(); i++) {
            JsonNode wanted = parse(jackson.outcome(NAME, out, i));
            double error = Math.abs(wanted.get("error").doubleValue());
            same(parse(json.outcome(NAME, out.outcomes(), i)), wanted, error, "");
          }
          if (out.forecast().made()) {
            same(
                parse(json.forecast(NAME, out.forecast())),
                parse(jackson.forecast(NAME, out)),
                narrowest(out),
                "");
            for (int k = 1; k <= out.forecast().horizon(); k += 7) {
              same(
                  parse(json.forecastStep(NAME, out.forecast(), k)),
                  parse(jackson.forecastStep(NAME, out, k)),
                  out.forecast().upper(k) - out.forecast().lower(k),
                  "");
            }
          }
        });
    same(
        parse(json.anomaly(NAME, Judgement.silence(7, "no data for PT1H"))),
        parse(jackson.silence(NAME, 7, "no data for PT1H")),
        0,
        "");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1.7e9, 1", "0, 1e-12", "-5e12, 1e9", "0, 1e-60", "0, 1e90"})
  void aBinaryRecordSaysWhatTheJsonDocumentSays(double level, double unit) {
    outputs(
        level,
        unit,
        out -> {
          assertThat(decoder.json(binary.anomaly(NAME, out.judgement())))
              .isEqualTo(json.anomaly(NAME, out.judgement()));
          assertThat(decoder.json(binary.features(NAME, out.features())))
              .isEqualTo(json.features(NAME, out.features()));
          for (int i = 0; i < out.outcomes().count(); i++) {
            assertThat(decoder.json(binary.outcome(NAME, out.outcomes(), i)))
                .isEqualTo(json.outcome(NAME, out.outcomes(), i));
          }
          if (out.forecast().made()) {
            assertThat(decoder.json(binary.forecastStep(NAME, out.forecast(), 3)))
                .isEqualTo(json.forecastStep(NAME, out.forecast(), 3));
            forecast(out);
          }
        });
    assertThat(decoder.json(binary.anomaly(NAME, Judgement.silence(7, "silent"))))
        .isEqualTo(json.anomaly(NAME, Judgement.silence(7, "silent")));
  }

  private void forecast(StepResult out) {
    Map<String, Object> fields = decoder.fields(binary.forecast(NAME, out.forecast()));
    JsonNode document = parse(json.forecast(NAME, out.forecast()));
    assertThat(fields.keySet()).containsExactlyElementsOf(() -> document.fieldNames());
    assertThat(fields.get("series")).isEqualTo(NAME);
    assertThat(fields.get("timestamp")).isEqualTo(out.time());
    long[] times = (long[]) fields.get("forecast_timestamp");
    double[] forecast = (double[]) fields.get("forecast_value");
    double[] lower = (double[]) fields.get("lower_bound");
    double[] upper = (double[]) fields.get("upper_bound");
    double[][] quantiles =
        ((Map<?, ?>) fields.get("quantiles"))
            .values().stream().map(column -> (double[]) column).toArray(double[][]::new);
    double anchor = out.forecast().mean(1);
    for (int k = 1; k <= out.forecast().horizon(); k++) {
      assertThat(times[k - 1]).isEqualTo(out.forecast().time(k));
      near(forecast[k - 1], out.forecast().mean(k), anchor);
      near(lower[k - 1], out.forecast().lower(k), anchor);
      near(upper[k - 1], out.forecast().upper(k), anchor);
      for (int i = 0; i < quantiles.length; i++) {
        near(quantiles[i][k - 1], out.forecast().quantile(i, k), anchor);
      }
    }
    assertThat(forecast[0]).isEqualTo(anchor);
    same(
        parse(decoder.json(binary.forecast(NAME, out.forecast()))).get("weights"),
        document.get("weights"),
        1,
        "/weights");
  }

  private static void near(double actual, double wanted, double anchor) {
    assertThat(Math.abs(actual - wanted))
        .isLessThanOrEqualTo(6e-8 * Math.abs(wanted - anchor) + Math.ulp(wanted) + Float.MIN_VALUE);
  }
}
