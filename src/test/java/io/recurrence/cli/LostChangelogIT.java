package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** States that are gone, with the disk and the changelog, are missed aloud. */
class LostChangelogIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NAME = "lost";
  private static final String CHANGELOG = NAME + "-states-changelog";
  private static final int RECORDS = 50;

  @Test
  void aDeletedChangelogIsCounted() throws Exception {
    KafkaFixture.create(1, List.of(NAME + ".in", NAME + ".a"));
    assertThat(run(0)).isZero();
    assertThat(run(1)).as("restored from the changelog").isZero();
    Map<String, Object> settings = Map.of("bootstrap.servers", KafkaFixture.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      admin.deleteTopics(List.of(CHANGELOG)).all().get();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> !admin.listTopics().names().get().contains(CHANGELOG));
    }
    assertThat(run(2)).isEqualTo(1);
  }

  /** Runs the pipeline without what was on its disk; how often it found its states lost. */
  private static double run(int round) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      long time = 60_000L * (round * RECORDS + i);
      records.add(KafkaFixture.record(NAME + ".in", time, "s", "{\"value\":%d}".formatted(i % 7)));
    }
    KafkaFixture.send(records);
    PipelineSpec spec =
        SpecLoader.parse(
            "{name: %1$s, input: {topic: %1$s.in}, output: {anomalies: %1$s.a}, models: [naive]}"
                .formatted(NAME));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (Application application = new Application(spec, KafkaFixture.settings(NAME), registry)) {
      application.start();
      int expected = (round + 1) * RECORDS;
      assertThat(KafkaFixture.read(NAME + ".a", expected, PATIENCE)).hasSize(expected);
    }
    return registry.get("recurrence.states.lost").counter().count();
  }
}
