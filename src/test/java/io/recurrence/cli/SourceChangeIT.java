package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A living state goes on with records of another source, whose offsets begin anew. */
class SourceChangeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SERIES = 5;
  private static final long START = 1_700_000_000_000L;

  private int minute;
  private int sent;

  @Test
  void noValueIsDroppedWhereTheInputTopicChanges() {
    KafkaFixture.create(1, List.of("sc.one", "sc.other", "sc.a"));
    run("sc", "sc.one", true, 60);
    run("sc", "sc.other", true, 20);
    run("sc", "sc.one", true, 20);
  }

  @Test
  void noValueIsDroppedWhereTheWayThroughTheInternalTopicIsTurnedOnOrOff() {
    KafkaFixture.create(1, List.of("sp.one", "sp.a"));
    run("sp", "sp.one", true, 60);
    run("sp", "sp.one", false, 20);
    run("sp", "sp.one", true, 20);
  }

  @Test
  void noValueIsDroppedWhereATopicIsCreatedAnew() throws Exception {
    KafkaFixture.create(1, List.of("sn.one", "sn.a"));
    run("sn", "sn.one", true, 60);
    Map<String, Object> settings = Map.of("bootstrap.servers", KafkaFixture.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      admin.deleteTopics(List.of("sn.one")).all().get();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> !admin.listTopics().names().get().contains("sn.one"));
      admin.deleteConsumerGroups(List.of("sn")).all().get();
    }
    KafkaFixture.create(1, List.of("sn.one"));
    run("sn", "sn.one", true, 20);
  }

  /** Sends records of each series, runs the pipeline, and waits for a verdict on each of them. */
  private void run(String name, String topic, boolean partitioned, int records) {
    List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
    for (int i = 0; i < records; i++, minute++) {
      for (int series = 0; series < SERIES; series++) {
        batch.add(
            KafkaFixture.record(
                topic,
                START + 60_000L * minute,
                "s" + series,
                "{\"value\":%d}".formatted(minute % 7)));
      }
    }
    KafkaFixture.send(batch);
    sent += batch.size();
    PipelineSpec spec =
        SpecLoader.parse(
            """
            name: %1$s
            input: {topic: %2$s, partitioned-by-series: %3$s}
            output: {anomalies: %1$s.a}
            models: [naive]
            """
                .formatted(name, topic, partitioned));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Map<String, String> settings = new HashMap<>(KafkaFixture.settings(name));
    try (Application application = new Application(spec, settings, registry)) {
      application.start();
      assertThat(KafkaFixture.read(name + ".a", sent, PATIENCE)).hasSize(sent);
    }
    assertThat(registry.get("recurrence.records").tag("result", "replayed").counter().count())
        .isZero();
  }
}
