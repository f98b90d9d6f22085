package io.recurrence.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.core.HorizonGrid;
import io.recurrence.core.PipelineBuilder;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.detect.TailDetector;
import io.recurrence.forecast.ensemble.AdaptiveConformal;
import io.recurrence.forecast.model.Naive;
import io.recurrence.forecast.model.RunningMean;
import io.recurrence.time.Calendar;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bytes of the format, which programs of others read. They may not change within a version. */
class BinaryEncoderTest {
  private final BinaryEncoder encoder = new BinaryEncoder(0.75, "p@1f");
  private final SeriesPipeline pipeline =
      new PipelineBuilder()
          .horizon(2)
          .levels(0.25, 0.75)
          .outcomes(true)
          .model("naive", new Naive())
          .feature("mean", new RunningMean())
          .interval("conformal", new AdaptiveConformal(HorizonGrid.upTo(2), false))
          .detector("tail", new TailDetector(0.01))
          .build();
  private final StepResult out = pipeline.newOutput();

  @BeforeEach
  void threeValues() {
    State state = pipeline.newState();
    pipeline.step(state, 1_000, 4, out);
    pipeline.step(state, 2_000, 4, out);
    pipeline.step(state, 3_000, 5.5, out);
  }

  private static ByteBuffer buffer() {
    ByteBuffer bytes = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.put((byte) 'R').put((byte) 1);
  }

  private static ByteBuffer text(ByteBuffer bytes, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return bytes.putShort((short) utf8.length).put(utf8);
  }

  private static byte[] bytes(ByteBuffer bytes) {
    byte[] all = new byte[bytes.position()];
    bytes.flip().get(all);
    return all;
  }

  @Test
  void anOutcomeAsBytes() {
    assertThat(HexFormat.of().formatHex(encoder.outcome("pümp", out.outcomes(), 0)))
        .isEqualTo(
            "520104" // R, version 1, outcome
                + "050070c3bc6d70" // pümp
                + "b80b000000000000" // at 3000 ms
                + "0100000000000000" // one step ahead
                + "0000000000001040" // 4 was forecast
                + "0000000000001640" // 5.5 came
                + "00" // not covered
                + "0000"); // no network
  }

  @Test
  void featuresAsBytes() {
    ByteBuffer wanted = text(buffer().put((byte) 5), "a").putLong(3_000).putDouble(5.5);
    text(wanted.putShort((short) 1), "mean").putDouble(out.features().get(0));
    assertThat(encoder.features("a", out.features())).isEqualTo(bytes(wanted));
  }

  @Test
  void aVerdictAsBytes() {
    ByteBuffer wanted = text(buffer().put((byte) 17), "a").putLong(3_000).putDouble(5.5);
    wanted
        .putDouble(out.judgement().expected())
        .putDouble(out.judgement().lower())
        .putDouble(out.judgement().upper())
        .putDouble(0.75);
    wanted.putDouble(out.judgement().verdict().score()).putDouble(0).putDouble(0).put((byte) 0);
    text(text(text(text(wanted, "NONE"), "NONE"), "NONE"), "NONE")
        .putDouble(0)
        .putDouble(out.judgement().coverage());
    text(text(text(text(wanted, "WARMING_UP"), ""), "naive"), "");
    assertThat(encoder.anomaly("a", out.judgement())).isEqualTo(bytes(wanted));
  }

  @Test
  void aVerdictOfBeforeThereWereAlarmScoresIsStillRead() {
    byte[] stored =
        HexFormat.of()
            .parseHex(
                "520101" // R, version 1, anomaly without an alarm score
                    + "010061" // a
                    + "b80b000000000000" // at 3000 ms
                    + "0000000000001640" // 5.5
                    + "0000000000001040" // 4 was expected
                    + "0000000000000c40" // from 3.5
                    + "0000000000001240" // to 4.5
                    + "000000000000e83f" // of 75 %
                    + "000000000000f03f" // score 1
                    + "000000000000e03f" // grade 0.5
                    + "01" // flagged
                    + "0500504f494e54" // POINT
                    + "050041424f5645" // ABOVE
                    + "05004f4e534554" // ONSET
                    + "000000000000f03f" // peak 1
                    + "000000000000e83f" // coverage 0.75
                    + "02004f4b" // OK
                    + "040068696768" // high
                    + "05006e61697665" // naive
                    + "0000"); // no network
    assertThat(new String(new BinaryDecoder().json(stored), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"series\":\"a\",\"timestamp\":3000,\"value\":5.5,\"expected_value\":4.0,"
                + "\"lower_bound\":3.5,\"upper_bound\":4.5,\"confidence_level\":0.75,"
                + "\"anomaly_score\":1.0,\"anomaly_grade\":0.5,\"is_anomaly\":true,"
                + "\"kind\":\"POINT\",\"direction\":\"ABOVE\",\"incident\":\"ONSET\","
                + "\"incident_peak\":1.0,\"coverage\":0.75,\"status\":\"OK\","
                + "\"reason\":\"high\",\"model\":\"naive\"}");
  }

  @Test
  void aVerdictOfBeforeThereWereSeveritiesIsStillRead() {
    String now = HexFormat.of().formatHex(encoder.anomaly("a", out.judgement()));
    String none = "04004e4f4e45"; // NONE
    String then = now.replaceFirst("520111", "520107").replaceFirst("00" + none, "00");
    BinaryDecoder decoder = new BinaryDecoder();
    Map<String, Object> fields = new HashMap<>(decoder.fields(HexFormat.of().parseHex(now)));
    assertThat(fields.remove("severity")).isEqualTo("NONE");
    assertThat(decoder.fields(HexFormat.of().parseHex(then))).isEqualTo(fields);
  }

  @Test
  void whatDoesNotExistIsNotANumber() {
    pipeline.step(pipeline.newState(), 1_000, 4, out);
    ByteBuffer bytes =
        ByteBuffer.wrap(encoder.anomaly("a", out.judgement())).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 3; i++) {
      assertThat(bytes.getDouble(22 + 8 * i)).isNaN();
    }
    assertThat(new BinaryDecoder().fields(bytes.array()))
        .containsEntry("expected_value", null)
        .containsEntry("lower_bound", null)
        .containsEntry("upper_bound", null)
        .containsEntry("value", 4.0);
  }

  @Test
  void aForecastAsBytes() {
    ByteBuffer wanted = text(buffer().put((byte) 2), "a").putLong(3_000);
    wanted.putShort((short) 2).putLong(4_000).putLong(1_000).putDouble(0.75);
    wanted.putShort((short) 2).putDouble(0.25).putDouble(0.75);
    wanted.putDouble(5.5).put((byte) 4).putFloat(0).putFloat(0);
    wanted
        .putFloat((float) (out.forecast().lower(1) - 5.5))
        .putFloat((float) (out.forecast().lower(2) - 5.5));
    wanted
        .putFloat((float) (out.forecast().upper(1) - 5.5))
        .putFloat((float) (out.forecast().upper(2) - 5.5));
    for (int i = 0; i < 2; i++) {
      for (int k = 1; k <= 2; k++) {
        wanted.putFloat((float) (out.forecast().quantile(i, k) - 5.5));
      }
    }
    text(wanted, "naive").putShort((short) 1);
    text(text(text(wanted, "naive").putFloat(1), ""), "p@1f");
    assertThat(encoder.forecast("a", out.forecast())).isEqualTo(bytes(wanted));
  }

  @Test
  void aStepOfAForecastAsBytes() {
    ByteBuffer wanted = text(buffer().put((byte) 3), "a").putLong(3_000).putLong(2).putLong(5_000);
    wanted
        .putDouble(5.5)
        .putDouble(out.forecast().lower(2))
        .putDouble(out.forecast().upper(2))
        .putDouble(0.75);
    wanted.putShort((short) 2).putDouble(0.25).putDouble(out.forecast().quantile(0, 2));
    wanted.putDouble(0.75).putDouble(out.forecast().quantile(1, 2));
    text(wanted, "naive").putShort((short) 1);
    text(text(text(wanted, "naive").putFloat(1), ""), "p@1f");
    assertThat(encoder.forecastStep("a", out.forecast(), 2)).isEqualTo(bytes(wanted));
  }

  @Test
  void aForecastOfMonthsHasATimeForEachStep() {
    SeriesPipeline months =
        new PipelineBuilder().horizon(3).step(Calendar.MONTH).model("naive", new Naive()).build();
    StepResult forecast = months.newOutput();
    months.step(
        months.newState(), Instant.parse("2026-01-31T00:00:00Z").toEpochMilli(), 4, forecast);
    long[] times =
        Stream.of("2026-02-28T00:00:00Z", "2026-03-31T00:00:00Z", "2026-04-30T00:00:00Z")
            .mapToLong(time -> Instant.parse(time).toEpochMilli())
            .toArray();
    byte[] record = encoder.forecast("a", forecast.forecast());
    ByteBuffer wanted = text(buffer().put((byte) 6), "a").putLong(forecast.time());
    wanted.putShort((short) 3).putLong(times[0]).putLong(times[1]).putLong(times[2]);
    assertThat(record).startsWith(bytes(wanted));
    BinaryDecoder decoder = new BinaryDecoder();
    assertThat((long[]) decoder.fields(record).get("forecast_timestamp")).isEqualTo(times);
    assertThat(new String(decoder.json(record), StandardCharsets.UTF_8))
        .contains("\"forecast_timestamp\":" + Arrays.toString(times).replace(" ", ""));
  }

  @Test
  void readersGetColumns() {
    Map<String, Object> fields = new BinaryDecoder().fields(encoder.forecast("a", out.forecast()));
    assertThat((long[]) fields.get("forecast_timestamp")).containsExactly(4_000, 5_000);
    assertThat((double[]) fields.get("forecast_value")).containsExactly(5.5, 5.5);
    assertThat(fields)
        .containsEntry("horizon", 2L)
        .containsEntry("model", "naive")
        .containsEntry("weights", Map.of("naive", 1.0))
        .containsEntry("pipeline_version", "p@1f");
  }
}
