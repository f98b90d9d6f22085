package io.recurrence.streams;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.recurrence.record.BadRecordException;
import io.recurrence.record.MeasurementBytes;
import io.recurrence.record.Measurements;
import io.recurrence.record.NumberDecoder;
import io.recurrence.record.RecordReader;
import io.recurrence.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs carry the headers of their own record, or none. */
class CarriedHeadersTest {
  private static final String JSON =
      """
      name: t
      input: {topic: in, series: /s, partitioned-by-series: %s}
      output: {anomalies: a, forecasts: f, dead-letters: d}
      horizon: 1
      models: [naive]
      """;

  private static String json(String series, int value) {
    return "{\"s\":\"%s\",\"value\":%d}".formatted(series, value);
  }

  private static List<String> headers(TestRecord<String, byte[]> record) {
    return Arrays.stream(record.headers().toArray())
        .map(header -> header.key() + '=' + text(header))
        .toList();
  }

  private static String text(Header header) {
    return header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOutputCarriesTheHeadersOfItsRecord(boolean partitioned) {
    try (PipelineDriver driver = new PipelineDriver(JSON.formatted(partitioned))) {
      driver.send("k", json("q", 1), 1000, Map.of("trace", "one"));
      driver.send("k", json("q", 2), 2000, Map.of("trace", "other"));
      assertThat(driver.raw("a"))
          .extracting(CarriedHeadersTest::headers)
          .containsExactly(List.of("trace=one"), List.of("trace=other"));
      assertThat(driver.raw("f")).extracting(CarriedHeadersTest::headers).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whereRecordsAreHeldBackOutputsCarryNoHeaders(boolean partitioned) {
    String lateness = "time: {lateness: PT1M}\n";
    try (PipelineDriver driver = new PipelineDriver(JSON.formatted(partitioned) + lateness)) {
      for (int i = 0; i < 4; i++) {
        driver.send("k", json("q", i), 120_000L * i, Map.of("trace", "t" + i));
      }
      assertThat(driver.raw("a")).hasSize(3).extracting(r -> headers(r).size()).containsOnly(0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void silenceOfASeriesCarriesNoHeadersOfAnother(boolean partitioned) {
    String silence = "state: {silence: PT10M}\n";
    try (PipelineDriver driver = new PipelineDriver(JSON.formatted(partitioned) + silence)) {
      driver.send("k", json("quiet", 1), 0, Map.of("tenant", "one"));
      for (int i = 1; i < 40; i++) {
        driver.send("k", json("loud", i), 60_000L * i, Map.of("tenant", "other"));
      }
      List<TestRecord<String, byte[]>> silences =
          driver.raw("a").stream().filter(record -> kind(record).equals("SILENCE")).toList();
      assertThat(silences).isNotEmpty().extracting(r -> headers(r).size()).containsOnly(0);
    }
  }

  private static String kind(TestRecord<String, byte[]> record) {
    JsonNode json = PipelineDriver.parse(record.value());
    return json.get("kind").asText();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void headersOfOurNamesAreNotBelievedOfOthers(boolean partitioned) {
    try (PipelineDriver driver = new PipelineDriver(JSON.formatted(partitioned))) {
      for (String value : List.of("", "abc", "0000000000000000000000")) {
        driver.send(
            "k",
            json("q", value.length()),
            1000L + value.length(),
            Map.of(
                "recurrence.origin", value,
                "recurrence.bad.timestamp", value,
                "recurrence.truncated", "value=7"));
      }
      driver.send("key", "no json", 5000, Map.of("recurrence.origin", "abcdefghijklmnopqrstuvw"));

      assertThat(driver.raw("a")).hasSize(3).extracting(r -> headers(r).size()).containsOnly(0);
      TestRecord<String, byte[]> letter = driver.raw("d").get(0);
      assertThat(PipelineDriver.header(letter, DeadLetters.TOPIC)).isEqualTo("in");
      assertThat(PipelineDriver.header(letter, DeadLetters.OFFSET)).isEqualTo("3");
      assertThat(letter.key()).isEqualTo("key");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMeasurementInAHeaderIsNotBelievedOfOthers(boolean partitioned) throws BadRecordException {
    Measurements forged = new Measurements();
    RecordReader.of(new NumberDecoder())
        .read(new SourceRecord("k".getBytes(US_ASCII), "2".getBytes(US_ASCII), 2), forged);
    String header = new String(MeasurementBytes.of(forged.get(0)), US_ASCII);
    try (PipelineDriver driver = new PipelineDriver(JSON.formatted(partitioned))) {
      driver.send("k", json("q", 7), 1000, Map.of("recurrence.measurement", header));
      assertThat(driver.json("a"))
          .singleElement()
          .satisfies(r -> assertThat(r.get("value").doubleValue()).isEqualTo(7));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void headersBeyondTheBoundAreLeftOutAndThatIsSaid(boolean partitioned) {
    try (PipelineDriver driver = new PipelineDriver(JSON.formatted(partitioned))) {
      driver.send("k", json("q", 1), 1000, Map.of("h", "x".repeat(1_048_430)));
      driver.send("k", json("q", 2), 2000, Map.of("h", "x".repeat(20_000)));

      List<TestRecord<String, byte[]>> verdicts = driver.raw("a");
      assertThat(verdicts).hasSize(2);
      assertThat(headers(verdicts.get(0)))
          .singleElement()
          .asString()
          .startsWith("recurrence.truncated=headers=10484");
      assertThat(headers(verdicts.get(1))).singleElement().asString().startsWith("h=xxx");
    }
  }

  @Test
  void aTimestampThatIsNotUsedLeavesNoTraceInOutputs() {
    String timed =
        JSON.formatted(true).replace("series: /s", "series: /s, time: {field: /t, unit: s}");
    try (PipelineDriver driver = new PipelineDriver(timed)) {
      driver.send("k", "{\"s\":\"q\",\"t\":1,\"value\":1}", 253_370_764_800_000L);
      assertThat(headers(driver.raw("a").get(0))).isEmpty();
    }
  }
}
