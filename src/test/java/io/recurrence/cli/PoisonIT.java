package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import io.recurrence.streams.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records that cannot be used reach the dead letters once each, with reason and origin; the others
 * are unharmed.
 */
class PoisonIT {
  private static final int GOOD = 300;

  /** Value of the record to the reason it must get. */
  private static Map<String, String> poison() {
    Map<String, String> poison = new LinkedHashMap<>();
    poison.put("", "EMPTY");
    poison.put("not json", "MALFORMED");
    poison.put("{\"id\":\"p\",\"ts\":1,\"value\":", "MALFORMED");
    poison.put("{\"id\":\"p\",\"ts\":1,\"value\":1} trailing", "MALFORMED");
    poison.put("{\"id\":\"p\",\"ts\":1,\"value\":1}{}", "MALFORMED");
    poison.put("7", "MALFORMED");
    poison.put("[".repeat(70) + "]".repeat(70), "MALFORMED");
    poison.put("{\"id\":\"p\",\"ts\":1,\"value\":1,\"value\":2}", "MALFORMED");
    poison.put("{\"id\":\"p\",\"ts\":1,\"value\":1e" + "9".repeat(80) + "}", "MALFORMED");
    poison.put("{\"ts\":1,\"value\":1}", "NO_SERIES");
    poison.put("{\"id\":\"  \",\"ts\":1,\"value\":1}", "NO_SERIES");
    poison.put("{\"id\":true,\"ts\":1,\"value\":1}", "NO_SERIES");
    poison.put("{\"id\":\"" + "x".repeat(600) + "\",\"ts\":1,\"value\":1}", "SERIES_TOO_LONG");
    poison.put("{\"id\":\"p\",\"ts\":1}", "NO_VALUE");
    poison.put("{\"id\":\"p\",\"ts\":1,\"value\":{\"x\":1}}", "NOT_A_NUMBER");
    poison.put("{\"id\":\"p\",\"ts\":1,\"value\":\"seven\"}", "NOT_A_NUMBER");
    poison.put("{\"id\":\"p\",\"ts\":1,\"value\":false}", "NOT_A_NUMBER");
    poison.put("{\"id\":\"p\",\"ts\":1,\"value\":\"-Infinity\"}", "NOT_FINITE");
    poison.put("{\"id\":\"p\",\"ts\":1,\"value\":1e999}", "NOT_FINITE");
    poison.put("{\"id\":\"p\",\"ts\":1,\"value\":1e200}", "NOT_FINITE");
    poison.put("{\"id\":\"p\",\"value\":1}", "NO_TIME");
    poison.put("{\"id\":\"p\",\"ts\":\"yesterday\",\"value\":1}", "BAD_TIME");
    poison.put("{\"id\":\"p\",\"ts\":1e400,\"value\":1}", "BAD_TIME");
    poison.put("{\"id\":\"p\",\"ts\":-5,\"value\":1}", "BEFORE_EPOCH");
    poison.put("{\"id\":\"p\",\"ts\":9223372036854775807,\"value\":1}", "BAD_TIME");
    poison.put("{\"id\":\"p\",\"ts\":99999999999,\"value\":1}", "AHEAD_OF_TIME");
    poison.put("{\"id\":\"good\",\"ts\":1,\"value\":1}", "LATE");
    poison.put("{\"id\":\"p\",\"ts\":1,\"value\":\"" + "9".repeat(70_000) + "\"}", "MALFORMED");
    return poison;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eachReachesTheDeadLettersOnceWithItsReason(boolean partitioned) {
    String name = partitioned ? "poison" : "poison-routed";
    KafkaFixture.create(1, List.of(name + ".in", name + ".a", name + ".d"));
    PipelineSpec spec =
        SpecLoader.parse(
            """
            name: %1$s
            input:
              topic: %1$s.in
              series: /id
              time: {field: /ts, unit: s}
              partitioned-by-series: %2$s
            output: {anomalies: %1$s.a, dead-letters: %1$s.d}
            models: [naive]
            """
                .formatted(name, partitioned));
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    List<String> values = new ArrayList<>(poison().keySet());
    Map<Long, String> expected = new TreeMap<>();
    for (int i = 0; i < GOOD; i++) {
      records.add(
          KafkaFixture.record(
              name + ".in",
              0,
              null,
              "{\"id\":\"good\",\"ts\":%d,\"value\":%d}".formatted(100 + i, i)));
      if (i % 10 == 5 && i / 10 < values.size()) {
        String value = values.get(i / 10);
        expected.put((long) records.size(), poison().get(value) + " " + value.length());
        records.add(KafkaFixture.record(name + ".in", 0, null, value));
      }
    }
    expected.put((long) records.size(), "EMPTY 0");
    records.add(KafkaFixture.record(name + ".in", 0, "tombstone", null));
    expected.put((long) records.size(), "MALFORMED 2");
    records.add(
        new ProducerRecord<>(name + ".in", null, 0L, null, new byte[] {(byte) 0xff, (byte) 0xfe}));

    try (Application application =
        new Application(spec, KafkaFixture.settings(name), new SimpleMeterRegistry())) {
      application.start();
      KafkaFixture.send(records);

      Map<Long, String> letters = new TreeMap<>();
      for (ConsumerRecord<byte[], byte[]> letter :
          KafkaFixture.read(name + ".d", expected.size(), Duration.ofSeconds(60))) {
        assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo(name + ".in");
        assertThat(header(letter, DeadLetters.PARTITION)).isEqualTo("0");
        assertThat(header(letter, DeadLetters.MESSAGE)).isNotBlank();
        int length = letter.value() == null ? 0 : letter.value().length;
        String before =
            letters.put(
                Long.parseLong(header(letter, DeadLetters.OFFSET)),
                header(letter, DeadLetters.REASON) + " " + length);
        assertThat(before).isNull();
      }
      assertThat(letters).isEqualTo(expected);
      assertThat(KafkaFixture.read(name + ".a", GOOD, Duration.ofSeconds(60))).hasSize(GOOD);
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
