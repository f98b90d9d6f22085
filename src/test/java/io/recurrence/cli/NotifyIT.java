package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.notify.AlertmanagerReceiver;
import io.recurrence.notify.Delivery;
import io.recurrence.streams.Application;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Incidents of a running pipeline, sent to a server that speaks as an Alertmanager does. */
class NotifyIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MINUTE = 60_000;
  private static final long START = 1_767_225_600_000L;

  private final List<JsonNode> alerts = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger busy = new AtomicInteger(1); // answers that it is, so many times

  @Test
  void anIncidentIsToldOnceAndARestartTellsOnlyWhatIsNew() throws Exception {
    PipelineSpec spec =
        SpecLoader.parse(
            """
            name: alarmed
            input: {topic: alarmed.in, format: number}
            output: {incidents: alarmed.incidents}
            horizon: 1
            """);
    KafkaFixture.create(1, Topics.of(spec));
    HttpServer server = server();
    try (Application application =
        new Application(spec, KafkaFixture.settings("alarmed"), new SimpleMeterRegistry())) {
      application.start();
      Random random = new Random(1);
      KafkaFixture.send(values(random, 0, 400, 350));
      tell(server, 2);
      assertThat(status(0)).isEqualTo("firing");
      assertThat(status(1)).isEqualTo("resolved");
      assertThat(last(1).get("labels")).isEqualTo(last(0).get("labels"));
      assertThat(busy).hasValueLessThanOrEqualTo(0);

      KafkaFixture.send(values(random, 400, 800, 700));
      tell(server, 4);
      assertThat(last(2).get("startsAt")).isNotEqualTo(last(0).get("startsAt"));
    } finally {
      server.stop(0);
    }
  }

  private HttpServer server() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v2/alerts",
        exchange -> {
          JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
          boolean refuses = busy.getAndDecrement() > 0;
          if (!refuses) {
            alerts.add(body);
          }
          exchange.sendResponseHeaders(refuses ? 503 : 200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** Of a report, the alert of the severity that the incident has by then. */
  private JsonNode last(int i) {
    return alerts.get(i).get(alerts.get(i).size() - 1);
  }

  private String status(int i) {
    JsonNode alert = last(i);
    long held =
        Duration.between(
                Instant.parse(alert.get("startsAt").asText()),
                Instant.parse(alert.get("endsAt").asText()))
            .toMinutes();
    return held >= 1440 ? "firing" : "resolved";
  }

  /** Values about 100, of which one is wild. */
  private static List<ProducerRecord<byte[], byte[]>> values(
      Random random, int from, int to, int wild) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int t = from; t < to; t++) {
      double value = t == wild ? 10_000 : 100 + random.nextGaussian();
      records.add(
          KafkaFixture.record("alarmed.in", START + t * MINUTE, "pump", Double.toString(value)));
    }
    return records;
  }

  /** Tells as a group until the receiver has so many reports, and a moment has brought no more. */
  private void tell(HttpServer server, int reports) throws Exception {
    URI address = URI.create("http://localhost:" + server.getAddress().getPort());
    Delivery delivery =
        new Delivery(
            AlertmanagerReceiver.at(address, "", Map.of(), Duration.ofDays(1)),
            Map.of(),
            Duration.ofSeconds(5));
    try (KafkaConsumer<byte[], byte[]> consumer =
        OutputConsumer.of(
            Map.of("bootstrap.servers", KafkaFixture.bootstrapServers()),
            Map.of("group.id", "alarmed-notify", "auto.offset.reset", "earliest"))) {
      consumer.subscribe(List.of("alarmed.incidents"));
      IncidentFeed feed =
          new IncidentFeed(
              consumer, OutputDecoder.of(null), incident -> true, delivery::send, true);
      Thread running =
          new Thread(
              () -> {
                try {
                  feed.run();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      running.start();
      await().atMost(Duration.ofSeconds(60)).until(() -> alerts.size() >= reports);
      consumer.wakeup();
      running.join();
    }
    assertThat(alerts).hasSize(reports);
  }
}
