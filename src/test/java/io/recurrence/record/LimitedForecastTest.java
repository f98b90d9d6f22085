package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.recurrence.core.ForecastLimits;
import io.recurrence.core.HorizonGrid;
import io.recurrence.core.LimitCrossing;
import io.recurrence.core.PipelineBuilder;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.forecast.ensemble.AdaptiveConformal;
import io.recurrence.forecast.model.Naive;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Forecasts that say when they pass limits, in both formats and both layouts. */
class LimitedForecastTest {
  private final JsonEncoder json = new JsonEncoder(.9, "p@1");
  private final BinaryEncoder binary = new BinaryEncoder(.9, "p@1");
  private final BinaryDecoder decoder = new BinaryDecoder();

  private static StepResult forecast(ForecastLimits limits) {
    SeriesPipeline pipeline =
        new PipelineBuilder()
            .horizon(3)
            .levels(.5)
            .limits(limits)
            .model("naive", new Naive())
            .interval("conformal", new AdaptiveConformal(HorizonGrid.upTo(3), false))
            .build();
    State state = pipeline.newState();
    StepResult out = pipeline.newOutput();
    for (int t = 0; t < 80; t++) {
      pipeline.step(state, 1000L * t, 10 + StrictMath.sin(t), out);
    }
    return out;
  }

  @Test
  void aForecastSaysWhenAndHowProbablyItPassesItsLimit() {
    StepResult out = forecast(new ForecastLimits(9, Double.NEGATIVE_INFINITY, .5));
    LimitCrossing crossing = out.forecast().crossings().get(0);
    JsonNode whole = EncodedOutputs.parse(json.forecast("a", out.forecast()));
    assertThat(whole.get("limit_above").asDouble()).isEqualTo(9);
    assertThat(whole.get("limit_above_timestamp").asLong()).isEqualTo(80_000);
    assertThat(whole.get("limit_above_probability").asDouble())
        .isBetween(.5, 1.0)
        .isCloseTo(crossing.probability(), org.assertj.core.api.Assertions.within(1e-4));
    assertThat(whole.get("limit_below").isNull()).isTrue();
    assertThat(whole.get("limit_below_timestamp").isNull()).isTrue();
    assertThat(whole.get("quantiles").size()).as("only those asked for").isEqualTo(1);
    for (int step = 1; step <= 3; step++) {
      JsonNode one = EncodedOutputs.parse(json.forecastStep("a", out.forecast(), step));
      for (String field : new String[] {"limit_above_timestamp", "limit_above_probability"}) {
        assertThat(one.get(field)).isEqualTo(whole.get(field));
      }
    }
  }

  @Test
  void bothFormatsSayTheSame() {
    StepResult out = forecast(new ForecastLimits(Double.POSITIVE_INFINITY, 9.5, .5));
    assertThat(
            EncodedOutputs.parse(decoder.json(binary.forecast("a", out.forecast()))).fieldNames())
        .toIterable()
        .containsExactlyElementsOf(
            () -> EncodedOutputs.parse(json.forecast("a", out.forecast())).fieldNames());
    assertThat(decoder.json(binary.forecastStep("a", out.forecast(), 2)))
        .isEqualTo(json.forecastStep("a", out.forecast(), 2));
  }

  @Test
  void theLimitsStandBehindTheQuantilesInBytes() {
    StepResult out = forecast(new ForecastLimits(9, 2, .5));
    byte[] limited = binary.forecastStep("a", out.forecast(), 1);
    byte[] plain = binary.forecastStep("a", forecast(ForecastLimits.NONE).forecast(), 1);
    LimitCrossing above = out.forecast().crossings().get(0);
    LimitCrossing below = out.forecast().crossings().get(1);
    ByteBuffer wanted =
        ByteBuffer.allocate(limited.length).order(ByteOrder.LITTLE_ENDIAN).put(plain);
    wanted.put(2, (byte) 15);
    int origin = (2 + "naive".length()) * 2 + 2 + 4 + 2 + 2 + "p@1".length();
    wanted.position(plain.length - origin);
    wanted.putDouble(9).putLong(80_000).putDouble(above.probability());
    wanted.putDouble(2).putLong(Long.MIN_VALUE).putDouble(below.probability());
    wanted.put(Arrays.copyOfRange(plain, plain.length - origin, plain.length));
    assertThat(limited).isEqualTo(wanted.array());
    assertThat(new String(plain, StandardCharsets.ISO_8859_1)).doesNotContain("limit");
  }
}
