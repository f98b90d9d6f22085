package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store with damaged files is wiped and restored; no record pays for it. */
class DamagedStoreIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String NAME = "damaged";
  private static final int SERIES = 50;
  private static final int RECORDS = 150;

  @TempDir Path directory;

  @Test
  void flippedBytesInTheFilesOfAStoreCostNoRecord() throws Exception {
    KafkaFixture.create(1, List.of(NAME + ".in", NAME + ".a", NAME + ".d"));
    Path state = directory.resolve("state");
    run(state, 0);
    List<Path> damaged = damage(state);
    assertThat(damaged).isNotEmpty();
    SimpleMeterRegistry registry = run(state, 1);
    assertThat(KafkaFixture.read(NAME + ".d", 0, Duration.ofSeconds(2))).isEmpty();
    assertThat(registry.get("recurrence.records").tag("result", "accepted").counter().count())
        .isGreaterThanOrEqualTo(SERIES * RECORDS);
  }

  private SimpleMeterRegistry run(Path state, int round) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      for (int series = 0; series < SERIES; series++) {
        int minute = round * RECORDS + i;
        records.add(
            KafkaFixture.record(
                NAME + ".in",
                60_000L * minute,
                "s" + series,
                "{\"value\":%d}".formatted(minute % 11)));
      }
    }
    KafkaFixture.send(records);
    PipelineSpec spec =
        SpecLoader.parse(
            """
            name: %1$s
            input: {topic: %1$s.in}
            output: {anomalies: %1$s.a, dead-letters: %1$s.d}
            kafka: {session.timeout.ms: 6000, heartbeat.interval.ms: 1500}
            """
                .formatted(NAME));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Map<String, String> settings =
        Map.of("bootstrap.servers", KafkaFixture.bootstrapServers(), "state.dir", state.toString());
    try (Application application = new Application(spec, settings, registry)) {
      application.start();
      int expected = (round + 1) * SERIES * RECORDS;
      assertThat(KafkaFixture.read(NAME + ".a", expected, PATIENCE)).hasSize(expected);
      assertThat(application.failure()).isNull();
    }
    return registry;
  }

  /** Flips bytes in each table of the store. */
  private static List<Path> damage(Path state) throws IOException {
    Random random = new Random(3);
    try (Stream<Path> files = Files.walk(state)) {
      List<Path> tables = files.filter(file -> file.toString().endsWith(".sst")).toList();
      for (Path table : tables) {
        try (RandomAccessFile file = new RandomAccessFile(table.toFile(), "rw")) {
          for (int i = 0; i < 20; i++) {
            long at = (long) (random.nextDouble() * 0.9 * file.length());
            file.seek(at);
            int before = file.read();
            file.seek(at);
            file.write(before ^ 0xff);
          }
        }
      }
      return tables;
    }
  }
}
