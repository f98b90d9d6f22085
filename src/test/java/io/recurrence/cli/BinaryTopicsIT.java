package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.recurrence.cli.page.HttpOptions;
import io.recurrence.cli.page.LivePage;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Topics in the binary format, as the page and the command line read them. */
class BinaryTopicsIT {
  private static final int RECORDS = 120;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void thePageAndTheCommandLineReadBinaryTopics() throws Exception {
    PipelineSpec spec =
        SpecLoader.parse(
            """
            name: compact
            input: {topic: compact.in, format: number}
            output: {anomalies: compact.a, forecasts: compact.f, format: binary}
            horizon: 3
            """);
    KafkaFixture.create(2, Topics.of(spec));
    Map<String, String> settings = KafkaFixture.settings("compact");
    PrometheusMeterRegistry registry = LivePage.registry();
    HttpOptions options = new HttpOptions();
    options.port = 0;
    try (Application application = new Application(spec, settings, registry);
        LivePage page = LivePage.open(options, List.of(application), settings, registry)) {
      application.start();
      KafkaFixture.send(records());
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> get(page, "/api/series/b").contains("\"records\":" + RECORDS));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> get(page, "/api/series/b").contains("\"forecast_value\":["));

      List<JsonNode> verdicts = read("compact.a", "--all");
      assertThat(verdicts).hasSize(2 * RECORDS);
      assertThat(verdicts).extracting(v -> v.get("series").asText()).containsOnly("a", "b");
      List<JsonNode> last = read("compact.f", "--series", "a", "--last", "2");
      assertThat(last).hasSize(2);
      long end = 1_700_000_000_000L + 1_000L * (RECORDS - 1);
      assertThat(last)
          .extracting(v -> v.get("timestamp").longValue())
          .containsExactly(end - 1_000, end);
      assertThat(last.get(1).get("quantiles").get("0.5")).hasSize(3);
    }
  }

  @Test
  void deadLettersAreShownWithTheirReasons() throws IOException {
    PipelineSpec spec =
        SpecLoader.parse(
            """
            name: refused
            input: {topic: refused.in}
            output: {anomalies: refused.a, dead-letters: refused.d}
            """);
    KafkaFixture.create(1, Topics.of(spec));
    try (Application application =
        new Application(spec, KafkaFixture.settings("refused"), new SimpleMeterRegistry())) {
      application.start();
      KafkaFixture.send(
          List.of(
              new ProducerRecord<>("refused.in", bytes("pump"), bytes("{\"v\": 1}")),
              new ProducerRecord<>("refused.in", bytes("pump"), null),
              new ProducerRecord<>(
                  "refused.in",
                  bytes("pump"),
                  new byte[] {0x40, 0x35, (byte) 0x80, 0, 0, 0, 0, 0})));
      KafkaFixture.read("refused.d", 3, Duration.ofSeconds(60));
      List<JsonNode> letters = read("refused.d", "--all", "--series", "pump");
      assertThat(letters)
          .extracting(letter -> letter.get("reason").asText())
          .containsExactly("NO_VALUE", "EMPTY", "MALFORMED");
      assertThat(letters.get(0).get("message").asText()).contains("the document has no /value");
      assertThat(letters.get(0).get("topic").asText()).isEqualTo("refused.in");
      assertThat(letters.get(0).get("offset").asText()).isEqualTo("0");
      assertThat(letters.get(0).get("key").asText()).isEqualTo("pump");
      assertThat(letters.get(0).get("value").asText()).isEqualTo("{\"v\": 1}");
      assertThat(letters.get(1).get("value").isNull()).isTrue();
      assertThat(letters.get(2).get("value_hex").asText()).isEqualTo("4035800000000000");
      assertThat(
              Main.run(
                  "read",
                  "refused.d",
                  "--series",
                  "nobody",
                  "--bootstrap-server",
                  KafkaFixture.bootstrapServers()))
          .isEqualTo(Main.WRONG);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aTopicThatIsNotThereIsNamed() {
    PrintStream err = System.err;
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.run("read", "nowhere", "--bootstrap-server", KafkaFixture.bootstrapServers()))
          .isEqualTo(Main.WRONG);
    } finally {
      System.setErr(err);
    }
    assertThat(complained.toString(StandardCharsets.UTF_8)).contains("there is no topic nowhere");
  }

  private static List<ProducerRecord<byte[], byte[]>> records() {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      long time = 1_700_000_000_000L + 1_000L * i;
      records.add(KafkaFixture.record("compact.in", time, "a", Double.toString(i % 12)));
      records.add(KafkaFixture.record("compact.in", time, "b", Double.toString(i % 7)));
    }
    return records;
  }

  private static String get(LivePage page, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(page.address().replaceAll("/$", "") + path))
                .timeout(Duration.ofSeconds(10))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static List<JsonNode> read(String topic, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("read", topic, "--bootstrap-server", KafkaFixture.bootstrapServers()));
    command.addAll(List.of(options));
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.run(command.toArray(String[]::new))).isZero();
    } finally {
      System.setOut(out);
    }
    List<JsonNode> records = new ArrayList<>();
    for (String line : printed.toString(StandardCharsets.UTF_8).lines().toList()) {
      records.add(JSON.readTree(line));
    }
    return records;
  }
}
