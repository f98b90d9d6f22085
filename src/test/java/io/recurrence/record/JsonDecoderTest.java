package io.recurrence.record;

import static io.recurrence.record.Decoding.assertRefused;
import static io.recurrence.record.Decoding.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.record.BadRecordException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where series, value and time stand in a document, and how they are read. */
class JsonDecoderTest {
  private final Decoder keyed = new JsonDecoder("", "/value", "", TimeUnit.MS);

  private final Decoder full =
      new JsonDecoder(
          "/sensor/id", List.of("/data/1/v"), false, TimeField.of("/ts", TimeUnit.MS), true);

  @Test
  void seriesValueAndTimeStandWhereTheirPointersSay() {
    Measurement reading =
        read(
            full,
            """
            {"ts": 1000, "noise": {"ts": 5, "data": []}, "sensor": {"name": "x", "id": "pump"},
             "data": [{"v": 1}, {"u": 0, "v": 2.5}, {"v": 3}]}
            """);
    assertThat(reading.series()).isEqualTo("pump");
    assertThat(reading.time()).isEqualTo(1000);
    assertThat(reading.present()).isTrue();
    assertThat(reading.value()).isEqualTo(2.5);
  }

  @Test
  void withoutPointersSeriesAndTimeAreThoseOfTheRecord() {
    Measurement reading = read(keyed, "{\"value\": -3}");
    assertThat(reading.series()).isEqualTo("key");
    assertThat(reading.time()).isEqualTo(Decoding.TIMESTAMP);
    assertThat(reading.value()).isEqualTo(-3);
  }

  @Test
  void theRootMayBeAnArray() {
    Decoder decoder = new JsonDecoder("/0", "/2", "", TimeUnit.MS);
    assertThat(read(decoder, "[\"a\", 1, 2]").value()).isEqualTo(2);
    assertThat(read(decoder, "[\"a\", 1, 2]").series()).isEqualTo("a");
  }

  @Test
  void pointersAreUnescaped() {
    Decoder decoder = new JsonDecoder("", "/a~1b/~0c//ü", "", TimeUnit.MS);
    assertThat(read(decoder, "{\"a/b\": {\"~c\": {\"\": {\"ü\": 7}}}}").value()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "-0.0, -0.0",
    "1e3, 1000",
    "1E-5, 1e-5",
    "12345678901234567890, 12345678901234567890",
    "0.1000000000000000055511151231257827, 0.1",
    "1e-400, 0",
    "1e100, 1e100"
  })
  void numbersAreReadToTheNearestDouble(String written, double value) {
    assertThat(read(keyed, "{\"value\": " + written + "}").value()).isEqualTo(value);
    assertThat(read(keyed, "{\"value\": \" " + written + " \"}").value()).isEqualTo(value);
  }

  @Test
  void nullIsAStepWithoutAValueButNoValueIsAFault() {
    assertThat(read(keyed, "{\"value\": null}").present()).isFalse();
    assertRefused(keyed, "{\"valu\": 1}", Reason.NO_VALUE);
    assertRefused(keyed, "{}", Reason.NO_VALUE);
    assertRefused(keyed, "{\"value\": {\"value\": 1}}", Reason.NOT_A_NUMBER);
    assertRefused(keyed, "{\"value\": [1]}", Reason.NOT_A_NUMBER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"\"", "\" \"", "NaN", "\"NaN\"", "\"-nan\"", "\"null\"", "\"None\"", "\"NA\""})
  void whatSaysThatThereIsNoValueIsAStepWithoutOne(String written) {
    assertThat(read(keyed, "{\"value\": " + written + "}").present()).isFalse();
  }

  @Test
  void aListOfOneElementAndARowOfColumnsAreNoLoss() {
    assertThat(
            read(new JsonDecoder("", "/r/0/v", "", TimeUnit.MS), "{\"r\": [{\"v\": 4}]}").value())
        .isEqualTo(4);
    Measurement row =
        read(new JsonDecoder("", "/v/1", "/v/0", TimeUnit.S), "{\"v\": [1709510400.781, \"5\"]}");
    assertThat(row.time()).isEqualTo(1_709_510_400_781L);
    assertThat(row.value()).isEqualTo(5);
    assertRefused(
        new JsonDecoder("", "/0/v", "/0/t", TimeUnit.S),
        "[{\"t\": 1, \"v\": 2}, {\"t\": 2, \"v\": 3}]",
        Reason.SEVERAL_READINGS);
  }

  @Test
  void aReadingIsNotCarriedOverFromTheRecordBefore() {
    assertThat(read(full, "{\"ts\":1,\"sensor\":{\"id\":\"a\"},\"data\":[0,{\"v\":4}]}").value())
        .isEqualTo(4);
    assertRefused(full, "{\"sensor\":{\"id\":\"a\"},\"data\":[0,{\"v\":4}]}", Reason.NO_TIME);
    assertRefused(full, "{\"ts\":1,\"data\":[0,{\"v\":4}]}", Reason.NO_SERIES);
    assertRefused(full, "{\"ts\":1,\"sensor\":{\"id\":\"a\"}}", Reason.NO_VALUE);
    assertThat(read(keyed, "{\"value\": null}").present()).isFalse();
  }

  @Test
  void namesAreBounded() {
    Decoder decoder = new JsonDecoder("/s", "/value", "", TimeUnit.MS);
    String longest = "ü".repeat(Fields.LONGEST_NAME / 2);
    String document = "{\"s\": \"%s\", \"value\": 1}";
    assertThat(read(decoder, document.formatted(longest)).series()).isEqualTo(longest);
    assertRefused(decoder, document.formatted(longest + "x"), Reason.SERIES_TOO_LONG);
    assertRefused(decoder, document.formatted("  "), Reason.NO_SERIES);
    assertRefused(decoder, "{\"s\": null, \"value\": 1}", Reason.NO_SERIES);
    assertRefused(decoder, "{\"s\": false, \"value\": 1}", Reason.NO_SERIES);
    assertThat(read(decoder, "{\"s\": 17, \"value\": 1}").series()).isEqualTo("17");
  }

  @Test
  void timesAreReadAsNumbersOrTexts() {
    Decoder decoder = new JsonDecoder("", "/v", "/t", TimeUnit.S);
    assertThat(read(decoder, "{\"v\":1,\"t\":1.5}").time()).isEqualTo(1500);
    assertThat(read(decoder, "{\"v\":1,\"t\":\"1.5\"}").time()).isEqualTo(1500);
    assertRefused(decoder, "{\"v\":1,\"t\":null}", Reason.NO_TIME);
    assertRefused(decoder, "{\"v\":1,\"t\":true}", Reason.BAD_TIME);
    assertRefused(decoder, "{\"v\":1,\"t\":\"soon\"}", Reason.BAD_TIME);
  }
}
