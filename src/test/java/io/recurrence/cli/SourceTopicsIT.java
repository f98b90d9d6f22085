package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * Records of a series that lie in several topics, each in order: what comes out is what comes out
 * of the same records in one.
 */
class SourceTopicsIT {
  private static final int DEVICES = 10;
  private static final int STEPS = 600;
  private static final int RECORDS = DEVICES * STEPS;
  private static final long START = 1_700_000_000_000L;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void aBacklogOverTopicsGivesWhatOneTopicGives() {
    KafkaFixture.create(1, List.of("lists.in", "lists.a1", "lists.d1"));
    KafkaFixture.send(records(0, STEPS, step -> "lists.in"));
    Map<String, List<String>> expected;
    try (Application one = application("lists-one", "topic: lists.in", "lists.a1", "lists.d1")) {
      one.start();
      expected = KafkaFixture.bySeries("lists.a1", RECORDS, PATIENCE);
    }
    KafkaFixture.create(3, List.of("lists.x", "lists.a2", "lists.d2"));
    KafkaFixture.create(2, List.of("lists.y"));
    KafkaFixture.create(1, List.of("lists.z"));
    KafkaFixture.send(
        records(
            0, STEPS, step -> step % 9 == 2 ? "lists.z" : step % 2 == 0 ? "lists.x" : "lists.y"));
    try (Application several =
        application(
            "lists-several", "topic: [lists.y, lists.x, lists.z]", "lists.a2", "lists.d2")) {
      several.start();
      assertThat(KafkaFixture.bySeries("lists.a2", RECORDS, PATIENCE)).isEqualTo(expected);
      assertThat(KafkaFixture.read("lists.d2", 0, Duration.ofSeconds(3))).isEmpty();
    }
  }

  @Test
  void aTopicThatComesLaterIsReadToo() {
    KafkaFixture.create(2, List.of("site-1", "sites.a", "sites.d"));
    KafkaFixture.send(records(0, 20, step -> "site-1"));
    try (Application matched =
        application("sites", "topic-pattern: 'site-.*'", "sites.a", "sites.d")) {
      matched.start();
      KafkaFixture.read("sites.a", 20 * DEVICES, PATIENCE);
      KafkaFixture.create(4, List.of("site-2"));
      KafkaFixture.send(records(20, 40, step -> "site-2"));
      await().atMost(PATIENCE).until(() -> matched.pipelines().get(0).records() >= 40 * DEVICES);
      assertThat(KafkaFixture.read("sites.a", 40 * DEVICES, PATIENCE)).hasSize(40 * DEVICES);
      assertThat(KafkaFixture.read("sites.d", 0, Duration.ofSeconds(2))).isEmpty();
    }
  }

  private static Application application(
      String name, String topics, String anomalies, String deadLetters) {
    String yaml =
        """
        name: %s
        input: {%s, series: /id, time: {field: /ts}}
        output: {anomalies: %s, dead-letters: %s}
        horizon: 6
        kafka: {metadata.max.age.ms: 2000}
        """
            .formatted(name, topics, anomalies, deadLetters);
    Map<String, String> settings = new HashMap<>(KafkaFixture.settings(name));
    return new Application(SpecLoader.parse(yaml), settings, new SimpleMeterRegistry());
  }

  private static List<ProducerRecord<byte[], byte[]>> records(
      int from, int to, IntFunction<String> topic) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int step = from; step < to; step++) {
      for (int device = 0; device < DEVICES; device++) {
        long time = START + step * 60_000L;
        double value = 20 + device + 5 * Math.sin(step * Math.PI / 60) + (step * 7 + device) % 11;
        records.add(
            new ProducerRecord<>(
                topic.apply(step),
                null,
                time,
                KafkaFixture.bytes("device-" + device),
                KafkaFixture.bytes(
                    "{\"id\":\"device-%d\",\"ts\":%d,\"value\":%s}"
                        .formatted(device, time, value))));
      }
    }
    return records;
  }
}
