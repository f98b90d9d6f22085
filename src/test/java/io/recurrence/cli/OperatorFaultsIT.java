package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What an operator can mend is said in a line, without a stack trace. */
class OperatorFaultsIT {
  @RegisterExtension private final Console console = new Console();
  @TempDir Path directory;

  private Path pipeline(String name) throws IOException {
    KafkaFixture.create(1, List.of(name + ".in", name + ".out"));
    Files.deleteIfExists(Path.of("target", name + ".log")); // of an earlier run of the test
    return Files.writeString(
        directory.resolve(name + ".yaml"),
        """
        name: %1$s
        input: {topic: %1$s.in, value: /value}
        output: {anomalies: %1$s.out}
        kafka: {bootstrap.servers: "%2$s", state.dir: "%3$s"}
        """
            .formatted(name, KafkaFixture.bootstrapServers(), directory.resolve("state")));
  }

  private void assertFails(String message, String... command) {
    assertThat(console.run(command))
        .as(Arrays.toString(command))
        .startsWith("1 ")
        .contains(message)
        .doesNotContain("\tat ", "unexpected");
  }

  @Test
  void aClientThatCannotBeMadeSaysWhyAndWhatToDo() throws IOException {
    String file = pipeline("unmade").toString();
    for (String command : List.of("run", "read")) {
      String what = command.equals("run") ? file : "unmade.out";
      for (String broker : List.of("nosuchhost.invalid:9092", "nowhere")) {
        assertFails(
            "--bootstrap-server HOST:PORT names the broker",
            command,
            what,
            "--bootstrap-server",
            broker);
      }
      assertFails(
          "JAAS config entry not terminated by semi-colon; sasl.jaas.config",
          command,
          what,
          "--command-config",
          settings(
              """
              security.protocol=SASL_PLAINTEXT
              sasl.mechanism=PLAIN
              sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required password="never"
              """));
      assertFails(
          "/nowhere.jks",
          command,
          what,
          "--command-config",
          settings("security.protocol=SSL\nssl.truststore.location=/nowhere.jks\n"));
    }
    assertThat(console.printed() + console.complained()).doesNotContain("never");
  }

  private String settings(String text) throws IOException {
    return Files.writeString(directory.resolve("client.properties"), text).toString();
  }

  @Test
  void aStateDirectoryThatCannotBeMadeOrIsInUseIsNamed() throws Exception {
    Path file = pipeline("unkept");
    Path taken = Files.writeString(directory.resolve("file"), "");
    assertFails(
        "kafka.state.dir must be a directory that this process may write",
        "run",
        file.toString(),
        "--set",
        "kafka.state.dir=" + taken);
    Path state = directory.resolve("unkept");
    try (AppProcess first = AppProcess.run(file, state)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> first.printed().contains("-> RUNNING"));
      try (Stream<Path> files = Files.list(state.resolve("unkept"))) {
        assertThat(files).as("one library, wherever it is killed").anyMatch(this::isLibrary);
      }
      try (AppProcess second = AppProcess.run(file, state)) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !second.alive());
        assertThat(second.stop()).isEqualTo(1);
        assertThat(second.printed())
            .contains("--set kafka.state.dir=DIRECTORY")
            .doesNotContain("\tat ");
      }
    }
  }

  private boolean isLibrary(Path file) {
    return file.getFileName().toString().startsWith("librocksdbjni");
  }

  @Test
  void aTopicThatGainedPartitionsEndsAtOnce() throws Exception {
    Path file = pipeline("grown");
    Path state = directory.resolve("grown");
    try (AppProcess app = AppProcess.run(file, state)) {
      await().atMost(Duration.ofSeconds(60)).until(() -> app.printed().contains("-> RUNNING"));
      app.stop();
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KafkaFixture.bootstrapServers()))) {
      admin.createPartitions(Map.of("grown.in", NewPartitions.increaseTo(3))).all().get();
    }
    try (AppProcess app = AppProcess.run(file, state)) {
      await().atMost(Duration.ofSeconds(30)).until(() -> !app.alive());
      assertThat(app.stop()).isEqualTo(1);
      assertThat(app.printed())
          .contains("Take a topic that has the earlier number")
          .doesNotContain("is replaced");
    }
  }
}
