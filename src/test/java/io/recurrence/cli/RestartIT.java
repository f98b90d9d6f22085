package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long there is no service after a SIGKILL, with the settings that a pipeline comes with. */
class RestartIT {
  private static final Duration HALF_OF_KAFKA_S_SESSION = Duration.ofSeconds(22);

  @TempDir Path directory;

  /** Sends a record, and waits for what comes of it. */
  private static Duration answered(int count) {
    long begin = System.nanoTime();
    KafkaFixture.send(
        List.of(
            KafkaFixture.record("restart.in", 1_000L * count, "s", "{\"value\": " + count + "}")));
    assertThat(KafkaFixture.read("restart.out", count, Duration.ofSeconds(60))).hasSize(count);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Test
  void anInstanceThatWasKilledIsBackOrReplacedSoon() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("restart.yaml"),
            "name: restart\ninput: {topic: restart.in, value: /value}\noutput: {anomalies: restart.out}\n");
    KafkaFixture.create(2, List.of("restart.in", "restart.out"));
    Path states = directory.resolve("restart");
    try (AppProcess app = AppProcess.run(file, states)) {
      answered(1);
      app.kill();
    }
    try (AppProcess app = AppProcess.run(file, states)) {
      assertThat(answered(2)).as("back on its own states").isLessThan(HALF_OF_KAFKA_S_SESSION);
      app.kill();
    }
    try (AppProcess app = AppProcess.run(file, directory.resolve("restart-elsewhere"))) {
      assertThat(answered(3)).as("its disk is lost").isLessThan(HALF_OF_KAFKA_S_SESSION);
      assertThat(app.alive()).isTrue();
    }
  }
}
