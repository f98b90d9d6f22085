package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recurrence.generate.Plant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standby takes over from an instance that is killed, and goes on as if nothing had been. */
class StandbyIT {
  private static final int RECORDS = 4_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void outputAfterATakeOverEqualsThatOfAnUndisturbedRun() throws Exception {
    KafkaFixture.create(2, List.of("standby.in"));
    Path disturbed = pipeline("taken-over");
    Path undisturbed = pipeline("alone");
    Plant plant = new Plant(9, 1_700_000_000_000L, 60_000, 4);

    send(plant, RECORDS / 4);
    Path stays = directory.resolve("stays");
    Path dies = directory.resolve("dies");
    try (AppProcess survivor = run(disturbed, stays);
        AppProcess victim = run(disturbed, dies)) {
      KafkaFixture.read("taken-over.a", RECORDS / 4, PATIENCE);
      await("each instance keeps both tasks, one as a standby")
          .atMost(PATIENCE)
          .until(() -> stores(stays) == 2 && stores(dies) == 2);
      send(plant, RECORDS / 4);
      KafkaFixture.read("taken-over.a", RECORDS / 2, PATIENCE);
      send(plant, RECORDS / 2);
      victim.kill(); // in the middle of them
      Map<String, List<String>> verdicts = KafkaFixture.bySeries("taken-over.a", RECORDS, PATIENCE);
      assertThat(survivor.stop()).isIn(0, 143);

      try (AppProcess reference = run(undisturbed, directory.resolve("alone"))) {
        assertThat(verdicts).isEqualTo(KafkaFixture.bySeries("alone.a", RECORDS, PATIENCE));
        assertThat(reference.stop()).isIn(0, 143);
      }
      assertThat(verdicts.values().stream().mapToInt(List::size).sum()).isEqualTo(RECORDS);
    }
  }

  private static AppProcess run(Path pipeline, Path state) throws IOException {
    return AppProcess.run(pipeline, state, "--set", "kafka.num.standby.replicas=1");
  }

  /** How many tasks have a store of states on the disk of an instance. */
  private static long stores(Path state) throws IOException {
    if (!Files.exists(state)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(state)) {
      return files.filter(file -> file.endsWith(Path.of("rocksdb", "states"))).count();
    }
  }

  private Path pipeline(String name) throws IOException {
    KafkaFixture.create(2, List.of(name + ".a"));
    return Files.writeString(
        directory.resolve(name + ".yaml"),
        """
        name: %1$s
        input: {topic: standby.in, value: /value, time: {field: /ts, unit: ms}}
        output: {anomalies: %1$s.a}
        horizon: 6
        kafka: {session.timeout.ms: 6000, heartbeat.interval.ms: 1500}
        """
            .formatted(name));
  }

  private static void send(Plant plant, int count) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(KafkaFixture.record("standby.in", plant.next()));
    }
    KafkaFixture.send(records);
  }
}
