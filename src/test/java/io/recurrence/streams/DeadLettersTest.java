package io.recurrence.streams;

import static io.recurrence.streams.PipelineDriver.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.recurrence.record.BadRecordException;
import io.recurrence.record.BadRecordException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersTest {
  private static final long YEAR_9999 = 253_370_764_800_000L;
  private static final String YAML =
      """
      name: t
      input: {topic: in, series: /s, partitioned-by-series: %s}
      output: {anomalies: a, dead-letters: d}
      models: [naive]
      """;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keyValueHeadersAndTimestampAreAsTheyCame(boolean partitioned) {
    try (PipelineDriver driver = new PipelineDriver(YAML.formatted(partitioned))) {
      driver.send("original", "not json", 7000, Map.of("trace", "t"));
      driver.send("late", "{\"s\":\"q\",\"value\":1}", 9000);
      driver.send("later", "{\"s\":\"q\",\"value\":2}", 8000, Map.of("trace", "u"));
      driver.send(null, "", 9000);

      var letters = driver.raw("d");
      assertThat(letters).extracting(TestRecord::key).containsExactly("original", "later", null);
      assertThat(letters)
          .extracting(letter -> new String(letter.value(), StandardCharsets.UTF_8))
          .containsExactly("not json", "{\"s\":\"q\",\"value\":2}", "");
      assertThat(letters).extracting(TestRecord::timestamp).containsExactly(7000L, 8000L, 9000L);
      assertThat(header(letters.get(0), "trace")).isEqualTo("t");
      assertThat(header(letters.get(1), "trace")).isEqualTo("u");
      assertThat(header(letters.get(1), DeadLetters.REASON)).isEqualTo("LATE");
      assertThat(letters.get(0).headers().lastHeader("recurrence.origin")).isNull();
      assertThat(letters.get(0).headers().lastHeader(DeadLetters.TIMESTAMP)).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTimestampThatNoTopicWouldTakeStandsInAHeader(boolean partitioned) {
    try (PipelineDriver driver = new PipelineDriver(YAML.formatted(partitioned))) {
      driver.send("k", "{\"s\":\"q\",\"value\":1}", 5000);
      driver.send("k", "{\"s\":\"q\",\"value\":2}", YEAR_9999);

      TestRecord<String, byte[]> letter = driver.raw("d").get(0);
      assertThat(header(letter, DeadLetters.REASON)).isEqualTo("AHEAD_OF_TIME");
      assertThat(header(letter, DeadLetters.TIMESTAMP)).isEqualTo(Long.toString(YEAR_9999));
      assertThat(letter.timestamp()).isEqualTo(5000);
      assertThat(letter.headers().lastHeader("recurrence.bad.timestamp")).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10, 2000, 10, value=2000",
    "10, 100, 2000, headers=2018",
    "2000, 100, 10, 'key=2000, headers=28, value=100'",
    "10, 900, 900, value=900",
    "10, 100, 100, ''"
  })
  void whatIsTooLargeIsCutAndSaysSo(int key, int value, int header, String truncated) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace/id", new byte[header]);
    Record<byte[], byte[]> record = new Record<>(new byte[key], new byte[value], 0, headers);
    Origin origin = new Origin("in", 0, 1, 0, record.key());

    Record<byte[], byte[]> letter =
        DeadLetters.of(record, origin, new BadRecordException(Reason.MALFORMED, "no"), 1800);

    assertThat(RecordSize.of(letter.key(), letter.value(), letter.headers()))
        .isLessThanOrEqualTo(1800);
    assertThat(TruncatedRecord.note(letter.headers())).isEqualTo(truncated);
    assertThat(
            new String(
                letter.headers().lastHeader(DeadLetters.REASON).value(), StandardCharsets.UTF_8))
        .isEqualTo("MALFORMED");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRecordAsLargeAsABrokerTakesIsRefusedAndTheStreamGoesOn(boolean partitioned) {
    try (PipelineDriver driver = new PipelineDriver(YAML.formatted(partitioned))) {
      for (int length : new int[] {70_000, 1_048_300, 1_048_400, 1_048_500, 3_000_000}) {
        driver.send("k", "x".repeat(length), 5000);
        TestRecord<String, byte[]> letter = driver.raw("d").get(0);
        assertThat(header(letter, DeadLetters.REASON))
            .isEqualTo(length <= 1024 * 1024 ? "MALFORMED" : "TOO_LARGE");
        boolean whole = letter.value().length == length;
        assertThat(whole).isEqualTo(length < 1_048_000);
        if (!whole) {
          assertThat(header(letter, DeadLetters.TRUNCATED)).isEqualTo("value=" + length);
          assertThat(letter.value().length).isGreaterThan(1_040_000);
        }
      }
      driver.send("k", "{\"s\":\"q\",\"value\":1}", 5000);
      assertThat(driver.json("a")).hasSize(1);
    }
  }

  @Test
  void theMessageIsShort() {
    BadRecordException e = new BadRecordException(Reason.FAILED, "x".repeat(100_000));
    Record<byte[], byte[]> record = new Record<>(null, null, 0, new RecordHeaders());
    Record<byte[], byte[]> letter =
        DeadLetters.of(record, new Origin("in", 0, 1, 0, null), e, 10_000);
    assertThat(letter.headers().lastHeader(DeadLetters.MESSAGE).value().length).isLessThan(1100);
  }

  @Test
  void aFaultOfTheStoreIsNoFaultOfTheRecord() {
    try (PipelineDriver driver = new PipelineDriver(YAML.formatted(true))) {
      driver.send("k", "{\"s\":\"q\",\"value\":1}", 5000);
      driver.states().close();
      assertThatThrownBy(() -> driver.send("k", "{\"s\":\"q\",\"value\":2}", 6000))
          .isInstanceOf(StreamsException.class);
      assertThat(driver.raw("d")).isEmpty();
    }
  }
}
