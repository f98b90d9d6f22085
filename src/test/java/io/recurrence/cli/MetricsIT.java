package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.recurrence.cli.page.HttpOptions;
import io.recurrence.cli.page.LivePage;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a running application says over HTTP. */
class MetricsIT {
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:recurrence|kafka|jvm|process|system)_[a-z0-9_]+");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static Application application;
  private static LivePage page;

  @BeforeAll
  static void start() {
    PipelineSpec spec =
        SpecLoader.parse(
            """
            name: metrics
            input: {topic: metrics.in, partitioned-by-series: true, time: {field: /ts}}
            output: {anomalies: metrics.anomalies, forecasts: metrics.forecasts,
                     dead-letters: metrics.dead, metrics: ["a*"]}
            horizon: 3
            """);
    KafkaFixture.create(1, Topics.of(spec));
    Map<String, String> settings = KafkaFixture.settings("metrics");
    PrometheusMeterRegistry registry = LivePage.registry();
    application = new Application(spec, settings, registry);
    HttpOptions options = new HttpOptions();
    options.port = 0;
    page = LivePage.open(options, List.of(application), settings, registry);
    application.start();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    long now = System.currentTimeMillis();
    for (int i = 0; i < 300; i++) {
      double value = 10 + Math.sin(i / 3.0) + (i == 250 ? 50 : 0);
      String json = "{\"ts\":%d,\"value\":%s}".formatted(now - 300_000 + i * 1000L, value);
      records.add(KafkaFixture.record("metrics.in", now, "a/b c", json));
    }
    records.add(KafkaFixture.record("metrics.in", now, "a/b c", "{\"ts\":1000,\"value\":1}"));
    records.add(KafkaFixture.record("metrics.in", now, "bad", "this is no JSON"));
    KafkaFixture.send(records);
  }

  @AfterAll
  static void stop() {
    application.close();
    page.close();
  }

  private static HttpResponse<String> get(String path) {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(URI.create(page.address().replaceAll("/$", "") + path))
              .timeout(Duration.ofSeconds(10))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double metric(String start) {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(start))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void everyMetricOfABoardOrAnAlertExists() throws Exception {
    Set<String> named = new TreeSet<>();
    for (String file : List.of("operations.json", "forecasting.json", "alerts.yml")) {
      String text = Files.readString(Path.of("dashboards", file));
      Matcher matcher =
          METRIC.matcher(
              text.lines()
                  .filter(line -> !line.contains("action:"))
                  .collect(Collectors.joining("\n")));
      while (matcher.find()) {
        named.add(matcher.group());
      }
    }
    assertThat(named).hasSizeGreaterThan(25);
    await("every metric that a board or an alert names")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              Set<String> existing =
                  get("/metrics")
                      .body()
                      .lines()
                      .filter(line -> !line.startsWith("#"))
                      .map(line -> line.replaceFirst("[{ ].*", ""))
                      .collect(Collectors.toSet());
              assertThat(named).isSubsetOf(existing);
            });
  }

  @Test
  void everyMetricOfOursIsExplained() throws Exception {
    String explained = Files.readString(Path.of("docs", "metrics.md"));
    try (Stream<String> lines = get("/metrics").body().lines()) {
      assertThat(
              lines
                  .filter(line -> line.startsWith("# TYPE recurrence_"))
                  .map(line -> line.replaceAll("# TYPE (\\S+) .*", "$1"))
                  .filter(name -> !name.endsWith("_max")))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(explained).contains('`' + name));
    }
  }

  @Test
  void countsWhatHappenedAndNamesNoSeries() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> metric("recurrence_dead_letters_total") == 2);
    assertThat(metric("recurrence_records_total{pipeline=\"metrics\",result=\"accepted\"}"))
        .isEqualTo(300);
    assertThat(metric("recurrence_dead_letters_total{pipeline=\"metrics\",reason=\"late\"}"))
        .isEqualTo(1);
    assertThat(metric("recurrence_dead_letters_total{pipeline=\"metrics\",reason=\"malformed\"}"))
        .isEqualTo(1);
    assertThat(metric("recurrence_lateness_seconds_count")).isEqualTo(1);
    assertThat(metric("recurrence_forecast_judged_total")).isEqualTo(299);
    assertThat(metric("recurrence_anomalies_total")).isPositive();
    assertThat(metric("recurrence_processing_seconds_count")).isEqualTo(302);
    assertThat(metric("recurrence_ready")).isEqualTo(1);
    assertThat(metric("recurrence_series{")).isEqualTo(1);
    assertThat(metric("recurrence_state_bytes")).isEqualTo(metric("recurrence_series_state_bytes"));
    assertThat(get("/metrics").body().lines().filter(line -> !line.contains("recurrence_series_")))
        .as("but for the metrics of series that are asked for")
        .noneMatch(line -> line.contains("a/b c"));
  }

  @Test
  void answersInJsonWithTheRightStatus() {
    await().atMost(Duration.ofSeconds(30)).until(() -> get("/readyz").statusCode() == 200);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                get("/api/series/a%2Fb%20c").body().contains("\"quantiles\"")
                    && get("/api/series/a%2Fb%20c/state").body().contains("\"observations\":300"));
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    assertThat(get("/api/series/a%2Fb%20c/forecast").body()).contains("\"forecast_value\":[");
    assertThat(get("/api/series/a%2Fb%20c/state").body())
        .contains("\"observations\":300", "\"stages\":{", "\"forecast_value\":[");
    assertThat(get("/api/series/a%2Fb%20c/why").body()).contains("\"reason\":\"");
    assertThat(get("/api/incidents").body()).contains("\"series\":\"a/b c\"");
    assertThat(get("/api/pipelines/metrics").body()).contains("\"horizon\":3");
    for (Map.Entry<String, Integer> each :
        Map.of(
                "/api/series/none",
                404,
                "/api/series/none/state",
                404,
                "/api/series/none/why",
                404,
                "/api/nothing",
                404,
                "/..%2f..%2fetc/passwd",
                404,
                "/api/series?limit=1000",
                400,
                "/api/series?sort=luck",
                400,
                "/api/series/" + "x".repeat(600),
                400,
                "/api/series?search=" + "x".repeat(9_000),
                414)
            .entrySet()) {
      HttpResponse<String> response = get(each.getKey());
      assertThat(response.statusCode()).as(each.getKey()).isEqualTo(each.getValue());
      assertThat(response.body())
          .as(each.getKey())
          .startsWith("{\"status\":" + each.getValue() + ",\"error\":\"")
          .doesNotContain("Exception", "at org.", "at io.");
    }
  }

  @Test
  void refusesToChangeAnythingAndToAnswerToOtherNames() throws Exception {
    HttpResponse<String> posted =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(page.address() + "api/series"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("Allow")).contains("GET, HEAD");
    try (java.net.Socket socket =
        new java.net.Socket("127.0.0.1", URI.create(page.address()).getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n"
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertThat(
              new String(
                  socket.getInputStream().readAllBytes(),
                  java.nio.charset.StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 421 ");
    }
  }
}
