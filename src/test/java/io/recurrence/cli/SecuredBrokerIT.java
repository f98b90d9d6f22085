package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.testing.MadeCertificate;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The application against a broker that wants TLS and a login, with the rights that {@code acls}
 * prints and no others, and secrets that stand in files: they are seen nowhere.
 */
class SecuredBrokerIT {
  private static final String PASSWORD = "vvery-hidden-4711";

  @RegisterExtension private final Console console = new Console();
  @TempDir Path directory;

  private Path pipeline(SecuredBroker broker, String name) throws Exception {
    return broker.file(
        name + ".yaml",
        """
        name: %1$s
        input: {topic: %1$s.in, series: /id, value: /value}
        output: {anomalies: %1$s.out, dead-letters: %1$s.dead}
        horizon: 2
        """
            .formatted(name));
  }

  private void prepare(SecuredBroker broker, Admin admin, Path pipeline, String user)
      throws Exception {
    ApplicationSpec spec = ApplicationSpec.of(SpecLoader.load(pipeline, Map.of(), List.of()));
    try (Topics topics = new Topics(broker.administrator())) {
      topics.create(Topics.of(spec.pipelines().get(0)), 2);
    }
    admin.createAcls(AclsIT.rights(spec, true, user)).all().get();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            new HashMap<>(broker.administrator()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < 40; i++) {
        String json = "{\"id\":\"s%d\",\"value\":%d}".formatted(i % 3, i);
        producer.send(
            new ProducerRecord<>(spec.name() + ".in", json.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  private void assertWorks(
      SecuredBroker broker, Admin admin, Path pipeline, String servers, String settings)
      throws Exception {
    String name = pipeline.getFileName().toString().replace(".yaml", "");
    Path config = broker.file(name + ".properties", settings);
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (AppProcess app =
        AppProcess.start(
            directory.resolve(name + ".log"),
            Map.of("RECURRENCE_LOG", "debug"),
            "run",
            List.of(
                pipeline.toString(),
                "--bootstrap-server",
                servers,
                "--command-config",
                config.toString(),
                "--set",
                "kafka.state.dir=" + directory.resolve("state"),
                "--http-port",
                Integer.toString(port)))) {
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(
              () -> {
                assertThat(app.alive()).isTrue();
                assertThat(AclsIT.records(admin, name + ".out")).isGreaterThanOrEqualTo(40);
              });
      for (String path : List.of("/api/pipelines", "/api/health", "/metrics", "/readyz")) {
        assertThat(get(port, path)).as(path).doesNotContain(PASSWORD, "BEGIN PRIVATE");
      }
      assertThat(app.printed())
          .contains("-> RUNNING", "[hidden]")
          .doesNotContain(PASSWORD, "BEGIN PRIVATE", "AuthorizationException");
    }
    for (String command : List.of("check", "describe")) {
      assertThat(console.run(command, pipeline.toString())).doesNotContain(PASSWORD);
    }
    assertThat(
            console.run(
                "read",
                name + ".out",
                "--last",
                "1",
                "--bootstrap-server",
                servers,
                "--command-config",
                config.toString()))
        .startsWith("0 ")
        .contains("\"series\":");
  }

  private static String get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  void itLogsInByScramOverTls() throws Exception {
    try (SecuredBroker broker = new SecuredBroker(directory);
        Admin admin = Admin.create(new HashMap<>(broker.administrator()))) {
      broker.user(admin, "scrambled", PASSWORD);
      broker.file("password", PASSWORD);
      Path pipeline = pipeline(broker, "scrambled");
      prepare(broker, admin, pipeline, "scrambled");
      String login =
          """
          security.protocol=SASL_SSL
          sasl.mechanism=SCRAM-SHA-512
          sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="scrambled" password="%s";
          ssl.truststore.type=PEM
          ssl.truststore.location=%s
          config.providers.dir.param.allowed.paths=%s
          """;
      assertWorks(
          broker,
          admin,
          pipeline,
          broker.scram(),
          login.formatted("${dir:" + directory + ":password}", broker.certificate(), directory));
      Path wrong =
          broker.file(
              "wrong.properties", login.formatted("wrong-4712", broker.certificate(), directory));
      assertThat(
              console.run(
                  "run",
                  pipeline.toString(),
                  "--bootstrap-server",
                  broker.scram(),
                  "--command-config",
                  wrong.toString()))
          .startsWith("1 ")
          .contains("Authentication failed")
          .doesNotContain("wrong-4712", "\tat ");
    }
  }

  @Test
  void itShowsACertificateOfItsOwn() throws Exception {
    MadeCertificate client = MadeCertificate.of(directory, "shown", "EC");
    try (SecuredBroker broker = new SecuredBroker(directory, client);
        Admin admin = Admin.create(new HashMap<>(broker.administrator()))) {
      Path pipeline = pipeline(broker, "shown");
      prepare(broker, admin, pipeline, "CN=shown");
      assertWorks(
          broker,
          admin,
          pipeline,
          broker.tls(),
          """
          security.protocol=SSL
          ssl.truststore.type=PEM
          ssl.truststore.location=%1$s
          ssl.keystore.type=PEM
          ssl.keystore.key=${dir:%2$s:shown.key}
          ssl.keystore.certificate.chain=${dir:%2$s:shown.crt}
          config.providers.dir.param.allowed.paths=%2$s
          """
              .formatted(broker.certificate(), directory));
    }
  }
}
