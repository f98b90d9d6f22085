package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** Outputs to be encoded, and documents to be compared. */
final class EncodedOutputs {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Set<String> SHARES =
      Set.of("anomaly_score", "anomaly_grade", "alarm_score", "incident_peak", "coverage");

  private EncodedOutputs() {}

  /** Runs a pipeline over a series with gaps, spikes and a level, in a unit. */
  static void outputs(double level, double unit, Consumer<StepResult> each) {
    PipelineSpec spec =
        SpecLoader.parse(
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
    StepResult out = pipeline.newOutput();
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

  static JsonNode parse(byte[] document) {
    try {
      return MAPPER.readTree(document);
    } catch (IOException e) {
      throw new AssertionError(new String(document, StandardCharsets.UTF_8), e);
    }
  }

  /**
   * The same fields in the same order, texts and whole numbers the same, and numbers to half a
   * ten-thousandth of {@code band}, or to four digits where that is finer.
   */
  static void same(JsonNode actual, JsonNode wanted, double band, String where) {
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
      double scale = where.contains("/weights/") ? 1 : band;
      double relative = 5e-4;
      double error = Math.abs(actual.doubleValue() - x);
      assertThat(error).as(where).isLessThanOrEqualTo(relative * Math.abs(x));
      assertThat(error).as(where).isLessThanOrEqualTo(Math.max(.5e-4 * scale, 6e-15 * Math.abs(x)));
    } else {
      assertThat(actual).as(where).isEqualTo(wanted);
    }
  }

  static double narrowest(StepResult out) {
    double narrowest = Double.POSITIVE_INFINITY;
    for (int k = 1; k <= out.forecast().horizon(); k++) {
      narrowest = Math.min(narrowest, out.forecast().upper(k) - out.forecast().lower(k));
    }
    return narrowest;
  }
}
