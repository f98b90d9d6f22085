package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.recurrence.notify.Delivery;
import io.recurrence.notify.WebhookReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports of incidents on their way to a server of HTTP that does not always take them. */
class IncidentFeedTest {
  private static final TopicPartition PARTITION = new TopicPartition("incidents", 0);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final Deque<Integer> answers = new ArrayDeque<>(); // 200 where there is none
  private final List<String> received = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private boolean retryAfter;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          int answer = answers.isEmpty() ? 200 : answers.poll();
          received.add(answer + " " + JSON.readTree(body).path("status").asText());
          if (retryAfter) {
            exchange.getResponseHeaders().add("Retry-After", "1");
          }
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    server.start();
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.subscribe(List.of("incidents"));
    consumer.rebalance(List.of(PARTITION));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void record(long offset, String value) {
    consumer.addRecord(
        new ConsumerRecord<>(
            "incidents",
            0,
            offset,
            null,
            value == null ? null : value.getBytes(StandardCharsets.UTF_8)));
  }

  private void report(long offset, String status) {
    record(
        offset,
        "{\"series\":\"a\",\"timestamp\":5,\"incident_id\":\"a@3\",\"status\":\"%s\",\"onset_timestamp\":3}"
            .formatted(status));
  }

  private IncidentFeed feed(Duration timeout, URI address) {
    Delivery delivery = new Delivery(new WebhookReceiver(address, ""), Map.of(), timeout);
    return new IncidentFeed(
        consumer, OutputDecoder.of(null), incident -> true, delivery::send, true);
  }

  private URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/hook");
  }

  /** Runs until all records have been polled, and once more. */
  private String run() throws InterruptedException {
    IncidentFeed feed = feed(Duration.ofSeconds(5), address());
    consumer.schedulePollTask(() -> {});
    consumer.schedulePollTask(consumer::wakeup);
    feed.run();
    return feed.summary();
  }

  private long committed() {
    OffsetAndMetadata committed = consumer.committed(Set.of(PARTITION)).get(PARTITION);
    return committed == null ? 0 : committed.offset();
  }

  @Test
  void reportsAreToldInTheirOrderAndThenCommitted() throws InterruptedException {
    report(0, "OPEN");
    record(1, null); // a tombstone
    record(2, "{\"no\":\"incident\"}");
    report(3, "CLOSED");
    assertThat(run()).startsWith("2 delivered, 0 refused");
    assertThat(received).containsExactly("200 OPEN", "200 CLOSED");
    assertThat(committed()).isEqualTo(4);
  }

  @Test
  void recordsThatAreNoIncidentsAreCountedByTheirTopic() throws InterruptedException {
    record(0, "{\"series\":\"a\",\"is_anomaly\":true}");
    record(1, "{\"series\":\"a\",\"is_anomaly\":false}");
    report(2, "OPEN");
    record(3, "no document");
    assertThat(run()).endsWith(", no incidents and left out: {incidents=3}");
    assertThat(received).containsExactly("200 OPEN");
    assertThat(committed()).isEqualTo(4);
  }

  @Test
  void aDryRunSaysThatNothingWasSentAndCommitsNothing() throws InterruptedException {
    report(0, "OPEN");
    IncidentFeed feed =
        new IncidentFeed(
            consumer,
            OutputDecoder.of(null),
            incident -> true,
            incident -> new Delivery.Attempt(Delivery.Fate.DELIVERED, "printed", Duration.ZERO),
            false);
    consumer.schedulePollTask(() -> {});
    consumer.schedulePollTask(consumer::wakeup);
    feed.run();
    assertThat(feed.summary()).isEqualTo("1 would be sent, 0 passed over; nothing was sent");
    assertThat(committed()).isZero();
  }

  @Test
  void whatIsRefusedIsLeftOutAndTheNextIsTold() throws InterruptedException {
    answers.add(400);
    report(0, "OPEN");
    report(1, "CLOSED");
    assertThat(run()).startsWith("1 delivered, 1 refused");
    assertThat(received).containsExactly("400 OPEN", "200 CLOSED");
    assertThat(committed()).isEqualTo(2);
  }

  @Test
  void aServerThatIsBusyOrBrokenIsAskedAgainBeforeAnythingElseIsTold() throws InterruptedException {
    answers.addAll(List.of(503, 429));
    retryAfter = true;
    report(0, "OPEN");
    report(1, "CLOSED");
    IncidentFeed feed = feed(Duration.ofSeconds(5), address());
    server.createContext(
        "/done",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    stopAfter(feed, 4);
    assertThat(feed.summary()).startsWith("2 delivered, 0 refused").endsWith("2 tries repeated");
    assertThat(received).containsExactly("503 OPEN", "429 OPEN", "200 OPEN", "200 CLOSED");
    assertThat(committed()).isEqualTo(2);
  }

  /** Runs until the server has been asked so many times. */
  private void stopAfter(IncidentFeed feed, int requests) throws InterruptedException {
    watch(requests);
    feed.run();
  }

  /** Looks at each poll whether the server has been asked so many times. */
  private void watch(int requests) {
    consumer.schedulePollTask(
        () -> {
          if (received.size() >= requests) {
            consumer.wakeup();
          } else {
            watch(requests);
          }
        });
  }

  @Test
  void aWrongAddressEndsItWithNothingLost() {
    answers.add(404);
    report(0, "OPEN");
    IncidentFeed feed = feed(Duration.ofSeconds(5), address());
    assertThatThrownBy(feed::run)
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("/hook answered 404")
        .hasMessageContaining("Nothing is lost");
    assertThat(committed()).isZero();
  }

  @Test
  void aServerThatIsNotThereOrTooSlowIsAskedAgain() throws InterruptedException {
    report(0, "OPEN");
    URI nobody = URI.create("http://localhost:1/");
    List<String> tries = new ArrayList<>();
    Delivery first = new Delivery(new WebhookReceiver(nobody, ""), Map.of(), Duration.ofSeconds(1));
    Delivery then =
        new Delivery(new WebhookReceiver(address(), ""), Map.of(), Duration.ofSeconds(5));
    IncidentFeed feed =
        new IncidentFeed(
            consumer,
            OutputDecoder.of(null),
            incident -> true,
            incident -> {
              Delivery.Attempt attempt = (tries.isEmpty() ? first : then).send(incident);
              tries.add(attempt.answer());
              return attempt;
            },
            true);
    stopAfter(feed, 1);
    assertThat(tries).hasSize(2);
    assertThat(tries.get(0)).startsWith("no answer from http://localhost:1/");
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void aReportThatIsNotWantedIsPassedOverAndCommitted() throws InterruptedException {
    report(0, "OPEN");
    IncidentFeed feed =
        new IncidentFeed(
            consumer,
            OutputDecoder.of(null),
            incident -> false,
            incident -> {
              throw new AssertionError("sent " + incident);
            },
            true);
    consumer.schedulePollTask(() -> {});
    consumer.schedulePollTask(consumer::wakeup);
    feed.run();
    assertThat(feed.summary()).contains("1 passed over");
    assertThat(committed()).isEqualTo(1);
  }
}
