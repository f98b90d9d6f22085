package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads of a pipeline that runs with the settings that it comes with. */
class RunLogIT {
  @TempDir Path directory;

  private Path pipeline(String name, String more) throws Exception {
    return Files.writeString(
        directory.resolve(name + ".yaml"),
        "name: %1$s\ninput: {topic: %1$s.in, value: /value}\noutput: {anomalies: %1$s.out}\n%2$s"
            .formatted(name, more));
  }

  private static void send(String topic, int count, String value) {
    long now = System.currentTimeMillis();
    KafkaFixture.send(
        IntStream.range(0, count)
            .mapToObj(i -> KafkaFixture.record(topic, now + i, "pump", value))
            .toList());
  }

  @Test
  void aPipelineOfWhichEveryRecordIsRefusedSaysWhyWithoutADeadLetterTopic() throws Exception {
    Path file = pipeline("refusing", "");
    KafkaFixture.create(1, List.of("refusing.in", "refusing.out"));
    send("refusing.in", 300, "{\"temperature\": 1}");
    try (AppProcess app = AppProcess.run(file, directory.resolve("refusing"))) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(app.printed())
                      .contains("NO_VALUE: refusing.in-0@0: the document has no /value")
                      .contains("input.value says where the value stands")
                      .contains("refusing: none of the last 300 records was used"));
      assertThat(app.printed().split("NO_VALUE: ", -1)).as("one example a minute").hasSize(2);
      assertThat(app.stop()).isIn(0, 143);
    }
  }

  @Test
  void itLogsItsCountsWhileItWorksAndOnceMoreAtItsEnd() throws Exception {
    Path file = pipeline("counting", "");
    KafkaFixture.create(1, List.of("counting.in", "counting.out"));
    send("counting.in", 50, "{\"value\": 1}");
    try (AppProcess app = AppProcess.run(file, directory.resolve("counting"))) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(app.printed())
                      .containsPattern(
                          "counting: RUNNING, 50 records, .*lag 0, to restore 0, dead"));
      send("counting.in", 7, "{\"value\": 2}");
      KafkaFixture.read("counting.out", 57, Duration.ofSeconds(30));
      assertThat(app.stop()).isIn(0, 143);
      assertThat(app.printed().lines().reduce((first, last) -> last))
          .hasValueSatisfying(
              last ->
                  assertThat(last)
                      .contains(
                          "INFO",
                          "counting: NOT_RUNNING, 57 records",
                          " 1 series",
                          "dead letters 0"));
      assertThat(app.printed()).doesNotContain("ERROR", "\tat ");
    }
  }

  @Test
  void whereThePortOfThePageIsTakenItEndsAtOnceAndSaysSo() throws Exception {
    Path file = pipeline("port", "");
    KafkaFixture.create(1, List.of("port.in", "port.out"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        AppProcess app =
            AppProcess.run(
                file, directory.resolve("port"), "--http-port", "" + taken.getLocalPort())) {
      await().atMost(Duration.ofSeconds(30)).until(() -> !app.alive());
      assertThat(app.stop()).isEqualTo(1);
      assertThat(app.printed())
          .contains("cannot serve on 127.0.0.1 port " + taken.getLocalPort(), "--http-port 0")
          .doesNotContain("\tat ");
    }
  }
}
