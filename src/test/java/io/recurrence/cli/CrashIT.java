package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.generate.Plant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What has been committed after a SIGKILL in mid-stream is, byte for byte, what an undisturbed run
 * commits.
 */
class CrashIT {
  private static final int RECORDS = 12_000;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path directory;

  /** The default, and one that keeps hidden and cell vectors of a network. */
  @ParameterizedTest
  @CsvSource({"mixture, model: mixture", "lstm, 'models: [naive, lstm]'"})
  void outputAfterKillsEqualsThatOfAnUndisturbedRun(String name, String models) throws Exception {
    String input = name + ".in";
    KafkaFixture.create(2, List.of(input));
    String one = name + "-disturbed";
    String other = name + "-undisturbed";
    Path disturbed = pipeline(one, input, models);
    Path undisturbed = pipeline(other, input, models);
    Path state = directory.resolve(one);

    int kills = 0;
    AppProcess app = AppProcess.run(disturbed, state);
    try (KafkaProducer<byte[], byte[]> producer = KafkaFixture.producer()) {
      Plant plant = new Plant(5, 1_700_000_000_000L, 60_000, 4);
      for (int i = 1; i <= RECORDS; i++) {
        producer.send(KafkaFixture.record(input, plant.next()));
        if (i % 3_000 == 0 && i < RECORDS) {
          producer.flush();
          int committed = i - 2_500; // so each life of the application gets something done
          assertThat(KafkaFixture.read(one + ".a", committed, PATIENCE))
              .hasSizeGreaterThanOrEqualTo(committed);
          // the application is in the middle of what is left
          assertThat(app.alive()).isTrue();
          app.kill();
          kills++;
          app = AppProcess.run(disturbed, state);
        }
      }
    }
    Map<String, List<String>> verdicts = KafkaFixture.bySeries(one + ".a", RECORDS, PATIENCE);
    Map<String, List<String>> forecasts = KafkaFixture.bySeries(one + ".f", 1, PATIENCE);
    assertThat(app.stop()).isIn(0, 143);
    assertThat(kills).isEqualTo(3);

    try (AppProcess reference = AppProcess.run(undisturbed, directory.resolve(other))) {
      assertThat(verdicts).isEqualTo(KafkaFixture.bySeries(other + ".a", RECORDS, PATIENCE));
      assertThat(forecasts).isEqualTo(KafkaFixture.bySeries(other + ".f", 1, PATIENCE));
      assertThat(reference.stop()).isIn(0, 143);
    }
    assertThat(verdicts.values().stream().mapToInt(List::size).sum()).isEqualTo(RECORDS);
  }

  private Path pipeline(String name, String input, String models) throws Exception {
    KafkaFixture.create(2, List.of(name + ".a", name + ".f", name + ".d"));
    return Files.writeString(
        directory.resolve(name + ".yaml"),
        """
        name: %1$s
        input: {topic: %2$s, value: /value, time: {field: /ts, unit: ms}}
        output: {anomalies: %1$s.a, forecasts: %1$s.f, dead-letters: %1$s.d}
        horizon: 12
        emit: 10
        %3$s
        kafka: {session.timeout.ms: 6000, heartbeat.interval.ms: 1500}
        """
            .formatted(name, input, models));
  }
}
