package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import io.recurrence.streams.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records as large as the broker takes, or larger before compression, never stop a pipeline. */
class LargestRecordIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int GOOD = 20;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theStreamGoesOnAndTheDeadLettersSayWhatWasCut(boolean partitioned) throws Exception {
    String name = partitioned ? "largest" : "largest-routed";
    KafkaFixture.create(1, List.of(name + ".in", name + ".a", name + ".d"));
    PipelineSpec spec =
        SpecLoader.parse(
            """
            name: %1$s
            input: {topic: %1$s.in, series: /s, partitioned-by-series: %2$s}
            output: {anomalies: %1$s.a, dead-letters: %1$s.d}
            models: [naive]
            """
                .formatted(name, partitioned));
    byte[] noise = new byte[1_048_400];
    new Random(5).nextBytes(noise);
    String text = "{\"s\":\"q\",\"value\":1,\"pad\":\"" + "x".repeat(1_100_000) + "\"}";
    ProducerRecord<byte[], byte[]> headed = value(name, 0);
    headed.headers().add("huge", new byte[1_048_430]);
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            KafkaFixture.bootstrapServers(),
            "max.request.size",
            4 << 20,
            "compression.type",
            "lz4");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(name + ".in", 0, 0L, null, noise)).get();
      producer
          .send(
              new ProducerRecord<>(
                  name + ".in", 0, 0L, null, text.getBytes(StandardCharsets.UTF_8)))
          .get();
      producer.send(headed).get();
      for (int i = 1; i < GOOD; i++) {
        producer.send(value(name, i)).get();
      }
    }
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (Application application = new Application(spec, KafkaFixture.settings(name), registry)) {
      application.start();
      List<ConsumerRecord<byte[], byte[]>> verdicts =
          KafkaFixture.read(name + ".a", GOOD, PATIENCE);
      assertThat(verdicts).hasSize(GOOD);
      assertThat(header(verdicts.get(0), DeadLetters.TRUNCATED)).startsWith("headers=10484");
      List<ConsumerRecord<byte[], byte[]>> letters = KafkaFixture.read(name + ".d", 2, PATIENCE);
      assertThat(letters)
          .hasSize(2)
          .extracting(letter -> header(letter, DeadLetters.TRUNCATED))
          .containsExactly("value=1048400", "value=" + text.length());
      assertThat(letters)
          .extracting(letter -> header(letter, DeadLetters.REASON))
          .containsExactly("MALFORMED", "TOO_LARGE");
      assertThat(application.failure()).isNull();
    }
  }

  private static ProducerRecord<byte[], byte[]> value(String name, int i) {
    return KafkaFixture.record(
        name + ".in", 60_000L * i, "k", "{\"s\":\"q\",\"value\":%d}".formatted(i));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
