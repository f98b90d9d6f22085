package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * Two instances share the partitions of a pipeline; when one leaves, the other goes on with its
 * series.
 */
class SharedWorkIT {
  private static final int SERIES = 20;
  private static final int ROUNDS = 120;

  private final PipelineSpec spec =
      SpecLoader.parse(
          """
          name: shared
          input: {topic: shared.in, format: number}
          output: {anomalies: shared.a, features: shared.s}
          horizon: 2
          models: [naive]
          features: [sum]
          """);

  @Test
  void noRecordIsLostOrCountedTwiceWhenAnInstanceComesAndLeaves() throws Exception {
    KafkaFixture.create(4, List.of("shared.in", "shared.a", "shared.s"));
    SimpleMeterRegistry first = new SimpleMeterRegistry();
    SimpleMeterRegistry second = new SimpleMeterRegistry();
    try (Application stays = new Application(spec, KafkaFixture.settings("one"), first)) {
      stays.start();
      send(0, ROUNDS / 3);
      KafkaFixture.read("shared.a", SERIES * ROUNDS / 3, Duration.ofSeconds(60));
      try (Application leaves = new Application(spec, KafkaFixture.settings("two"), second)) {
        leaves.start();
        await().atMost(Duration.ofSeconds(60)).until(leaves::running);
        send(ROUNDS / 3, 2 * ROUNDS / 3);
        KafkaFixture.read("shared.a", SERIES * 2 * ROUNDS / 3, Duration.ofSeconds(60));
      }
      send(2 * ROUNDS / 3, ROUNDS);

      Map<String, List<Double>> sums = new TreeMap<>();
      for (ConsumerRecord<byte[], byte[]> record :
          KafkaFixture.read("shared.s", SERIES * ROUNDS, Duration.ofSeconds(60))) {
        JsonNode json = new ObjectMapper().readTree(record.value());
        sums.computeIfAbsent(json.get("series").asText(), s -> new ArrayList<>())
            .add(json.get("sum").asDouble());
      }
      assertThat(sums).hasSize(SERIES);
      assertThat(sums.values()).allSatisfy(each -> assertThat(each).isEqualTo(triangular()));
    }
    assertThat(accepted(first)).isPositive();
    assertThat(accepted(second)).isPositive();
    assertThat(first.get("recurrence.records").tag("result", "replayed").counter().count())
        .isZero();
  }

  private static double accepted(SimpleMeterRegistry registry) {
    return registry.get("recurrence.records").tag("result", "accepted").counter().count();
  }

  /** Every series counts 1, 2, 3, …, so its running sum tells of any record lost or repeated. */
  private static void send(int from, int to) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int round = from; round < to; round++) {
      for (int series = 0; series < SERIES; series++) {
        records.add(
            KafkaFixture.record(
                "shared.in", 1000L * round, "series-" + series, Integer.toString(round + 1)));
      }
    }
    KafkaFixture.send(records);
  }

  private static List<Double> triangular() {
    List<Double> sums = new ArrayList<>();
    double sum = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      sum += round;
      sums.add(sum);
    }
    return sums;
  }
}
