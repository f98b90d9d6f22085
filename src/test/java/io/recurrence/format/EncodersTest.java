package io.recurrence.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recurrence.core.Output;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.spec.PipelineSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodersTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String NAME = "pump \"7\"\\\n\u0001 ü 東京 😀";
  private static final double CONFIDENCE = 0.9;
  private static final String VERSION = "ünit@1f";

  private static final Set<String> SHARES =
      Set.of("anomaly_score", "anomaly_grade", "alarm_score", "incident_peak", "coverage");

  private final JacksonText jackson = new JacksonText(CONFIDENCE, VERSION);
  private final JsonEncoder json = new JsonEncoder(CONFIDENCE, VERSION);
  private final BinaryEncoder binary = new BinaryEncoder(CONFIDENCE, VERSION);
  private final BinaryDecoder decoder = new BinaryDecoder();

  /** Runs a pipeline over a series with gaps, spikes and a level, in a unit. */
  private static void outputs(double level, double unit, Consumer<Output> each) {
    PipelineSpec spec =
        PipelineSpec.parse(
            """
            name: t
            horizon: 24
            step: PT1M
            models: [naive, holt]
            confidence: 0.9
            output: {outcomes: o}
            features: [mean, {type: maximum, as: "high \\"tide\\" ü"}]
            """);
    SeriesPipeline pipeline = spec.newPipeline();
    State state = pipeline.newState();
    Output out = pipeline.newOutput();
    Random random = new Random(1);
    for (int t = 0; t < 250; t++) {
      long time = 1_700_000_000_000L + 60_000L * t;
      if (t % 50 == 49) {
        pipeline.miss(state, time, out);
      } else {
        double x = StrictMath.sin(t / 5.0) + random.nextGaussian() / 10 + (t % 70 == 69 ? 20 : 0);
        pipeline.step(state, time, level + unit * x, out);
      }
      each.accept(out);
    }
  }

  private static JsonNode parse(byte[] document) {
    try {
      return MAPPER.readTree(document);
    } catch (IOException e) {
      throw new AssertionError(new String(document, StandardCharsets.UTF_8), e);
    }
  }

  /**
   * The same fields in the same order, texts and whole numbers the same, and numbers to nine digits
   * and to a hundred-thousandth of {@code band}.
   */
  private static void same(JsonNode actual, JsonNode wanted, double band, String where) {
    assertThat(actual.getNodeType()).as(where).isEqualTo(wanted.getNodeType());
    if (wanted.isObject()) {
      Iterator<Map.Entry<String, JsonNode>> fields = actual.properties().iterator();
      for (Map.Entry<String, JsonNode> field : wanted.properties()) {
        Map.Entry<String, JsonNode> next = fields.next();
        assertThat(next.getKey()).as(where).isEqualTo(field.getKey());
        boolean banded = !where.equals("/weights") && !SHARES.contains(field.getKey());
        same(
            next.getValue(),
            field.getValue(),
            banded ? band : Double.POSITIVE_INFINITY,
            where + "/" + field.getKey());
      }
      assertThat(fields.hasNext()).as(where).isFalse();
    } else if (wanted.isArray()) {
      assertThat(actual.size()).as(where).isEqualTo(wanted.size());
      for (int i = 0; i < wanted.size(); i++) {
        same(actual.get(i), wanted.get(i), band, where + "/" + i);
      }
    } else if (wanted.isFloatingPointNumber()) {
      assertThat(actual.isFloatingPointNumber()).as(where).isTrue();
      double x = wanted.doubleValue();
      double relative = where.contains("/weights/") ? 5e-7 : 5e-9;
      double error = Math.abs(actual.doubleValue() - x);
      assertThat(error).as(where).isLessThanOrEqualTo(relative * Math.abs(x));
      assertThat(error).as(where).isLessThanOrEqualTo(Math.max(1e-5 * band, 6e-15 * Math.abs(x)));
    } else {
      assertThat(actual).as(where).isEqualTo(wanted);
    }
  }

  private static double narrowest(Output out) {
    double narrowest = Double.POSITIVE_INFINITY;
    for (int k = 1; k <= out.horizon(); k++) {
      narrowest = Math.min(narrowest, out.upper(k) - out.lower(k));
    }
    return narrowest;
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "100, 10", "1.7e9, 1", "64123.25, 0.25", "0, 1e-12", "-5e12, 1e9", "0, 1e90"})
  void theDocumentsAreThoseOfJacksonUpToTheDigitsOfTheNumbers(double level, double unit) {
    outputs(
        level,
        unit,
        out -> {
          double band = out.expects() ? out.upper() - out.lower() : 0;
          same(parse(json.anomaly(NAME, out)), parse(jackson.anomaly(NAME, out)), band, "");
          assertThat(parse(json.features(NAME, out))).isEqualTo(parse(jackson.features(NAME, out)));
          for (int i = 0; i < out.outcomes(); i++) {
            JsonNode wanted = parse(jackson.outcome(NAME, out, i));
            double error = Math.abs(wanted.get("error").doubleValue());
            same(parse(json.outcome(NAME, out, i)), wanted, error, "");
          }
          if (out.forecasts()) {
            same(
                parse(json.forecast(NAME, out)),
                parse(jackson.forecast(NAME, out)),
                narrowest(out),
                "");
            for (int k = 1; k <= out.horizon(); k += 7) {
              same(
                  parse(json.forecastStep(NAME, out, k)),
                  parse(jackson.forecastStep(NAME, out, k)),
                  out.upper(k) - out.lower(k),
                  "");
            }
          }
        });
    same(
        parse(json.silence(NAME, 7, "silent for PT1H")),
        parse(jackson.silence(NAME, 7, "silent for PT1H")),
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
          assertThat(decoder.json(binary.anomaly(NAME, out))).isEqualTo(json.anomaly(NAME, out));
          assertThat(decoder.json(binary.features(NAME, out))).isEqualTo(json.features(NAME, out));
          for (int i = 0; i < out.outcomes(); i++) {
            assertThat(decoder.json(binary.outcome(NAME, out, i)))
                .isEqualTo(json.outcome(NAME, out, i));
          }
          if (out.forecasts()) {
            assertThat(decoder.json(binary.forecastStep(NAME, out, 3)))
                .isEqualTo(json.forecastStep(NAME, out, 3));
            forecast(out);
          }
        });
    assertThat(decoder.json(binary.silence(NAME, 7, "silent")))
        .isEqualTo(json.silence(NAME, 7, "silent"));
  }

  private void forecast(Output out) {
    Map<String, Object> fields = decoder.fields(binary.forecast(NAME, out));
    JsonNode document = parse(json.forecast(NAME, out));
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
    double anchor = out.forecast(1);
    for (int k = 1; k <= out.horizon(); k++) {
      assertThat(times[k - 1]).isEqualTo(out.forecastTime(k));
      near(forecast[k - 1], out.forecast(k), anchor);
      near(lower[k - 1], out.lower(k), anchor);
      near(upper[k - 1], out.upper(k), anchor);
      for (int i = 0; i < quantiles.length; i++) {
        near(quantiles[i][k - 1], out.quantile(i, k), anchor);
      }
    }
    assertThat(forecast[0]).isEqualTo(anchor);
    same(
        parse(decoder.json(binary.forecast(NAME, out))).get("weights"),
        document.get("weights"),
        1,
        "/weights");
  }

  private static void near(double actual, double wanted, double anchor) {
    assertThat(Math.abs(actual - wanted))
        .isLessThanOrEqualTo(6e-8 * Math.abs(wanted - anchor) + Math.ulp(wanted) + Float.MIN_VALUE);
  }

  @Test
  void namesOfAllKindsAreReadAgainAsTheKeyOfTheRecordIs() {
    Output[] last = new Output[1];
    outputs(0, 1, out -> last[0] = out);
    Random random = new Random(5);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder name = new StringBuilder("n");
      int length = random.nextInt(40);
      int widest = new int[] {0x20, 0x80, 0x800, 0x10000, 0x110000}[random.nextInt(5)];
      for (int j = 0; j < length; j++) {
        name.appendCodePoint(random.nextInt(widest)); // halves of pairs among them
      }
      String key =
          new String(name.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      assertThat(parse(json.outcome(name.toString(), last[0], 0)).get("series").textValue())
          .isEqualTo(key);
      assertThat(decoder.fields(binary.outcome(name.toString(), last[0], 0)).get("series"))
          .isEqualTo(key);
    }
  }

  @Test
  void whatIsNotBinaryIsReturnedAsItIs() {
    byte[] document = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    assertThat(decoder.json(document)).isSameAs(document);
    assertThat(decoder.json(new byte[0])).isEmpty();
    assertThatThrownBy(() -> decoder.fields(document))
        .isInstanceOf(RecordFormatException.class)
        .hasMessageContaining("not a binary record");
  }

  @Test
  void damagedRecordsGiveAClearError() {
    Output[] last = new Output[1];
    outputs(0, 1, out -> last[0] = out);
    for (byte[] record :
        new byte[][] {
          binary.anomaly("a", last[0]),
          binary.forecast("a", last[0]),
          binary.forecastStep("a", last[0], 1),
          binary.outcome("a", last[0], 0),
          binary.features("a", last[0])
        }) {
      for (int length = 0; length < record.length; length++) {
        byte[] cut = Arrays.copyOf(record, length);
        assertThatThrownBy(() -> decoder.fields(cut))
            .isInstanceOf(RecordFormatException.class)
            .hasMessageContaining("the record ends at byte " + length);
      }
      assertThatThrownBy(() -> decoder.json(Arrays.copyOf(record, record.length + 2)))
          .isInstanceOf(RecordFormatException.class)
          .hasMessageContaining("2 bytes behind its end");
      Random random = new Random(6);
      for (int i = 0; i < 3_000; i++) { // it is read as something, or refused, and nothing else
        byte[] spoilt = record.clone();
        spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
        try {
          if (BinaryDecoder.recognises(spoilt)) {
            parse(decoder.json(spoilt));
          }
        } catch (RecordFormatException e) {
          assertThat(e).hasMessageNotContaining("null");
        }
      }
    }
    byte[] later = binary.anomaly("a", last[0]);
    later[1] = 9;
    assertThatThrownBy(() -> decoder.json(later))
        .isInstanceOf(RecordFormatException.class)
        .hasMessage("the record has format version 9; version 1 is known here");
    later[1] = 1;
    later[2] = 77;
    assertThatThrownBy(() -> decoder.json(later)).hasMessageContaining("number 77");
  }
}
