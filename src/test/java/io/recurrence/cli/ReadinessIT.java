package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.broker.BrokerProcess;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that gets nowhere does not say that it is ready. */
class ReadinessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  @TempDir Path directory;

  @Test
  void aBrokerThatIsGoneAndAnOutputThatCannotBeWrittenAreNotReady() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(Files.createDirectory(directory.resolve("b")));
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      Map<String, String> settings =
          Map.of(
              "bootstrap.servers",
              broker.bootstrapServers(),
              "state.dir",
              directory.resolve("s").toString());
      try (Topics topics = new Topics(settings)) {
        topics.create(List.of("r.in", "r.out"), 1);
      }
      try (Application application =
          new Application(
              SpecLoader.parse(
                  "{name: r, input: {topic: r.in, value: /value}, output: {anomalies: r.out}}"),
              settings,
              new SimpleMeterRegistry())) {
        application.start();
        await().atMost(PATIENCE).until(application::ready);

        signal(broker, "STOP");
        await().atMost(PATIENCE).until(() -> !application.ready());
        assertThat(application.live()).as("it goes on by itself").isTrue();
        signal(broker, "CONT");
        await().atMost(PATIENCE).until(application::ready);

        admin.deleteTopics(List.of("r.out")).all().get();
        producer.send(KafkaFixture.record("r.in", 1000, "s", "{\"value\": 1}")).get();
        await().atMost(PATIENCE).until(() -> !application.ready());
      }
    }
  }

  private static void signal(BrokerProcess broker, String name) throws Exception {
    String pid = Long.toString(broker.handle().pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }
}
