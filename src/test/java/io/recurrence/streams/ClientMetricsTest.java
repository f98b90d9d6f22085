package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class ClientMetricsTest {
  private final Map<MetricName, Metric> metrics = new HashMap<>();
  private final AtomicLong clock = new AtomicLong();
  private final ClientMetrics clients = new ClientMetrics(() -> metrics, clock::get);

  private long stalledAfter(int seconds) {
    clock.addAndGet(Duration.ofSeconds(seconds).toNanos());
    return clients.stalledSeconds();
  }

  private void set(String name, double value, Map<String, String> tags) {
    MetricName key = new MetricName(name, "consumer", "", tags);
    metrics.put(
        key,
        new Metric() {
          @Override
          public MetricName metricName() {
            return key;
          }

          @Override
          public Object metricValue() {
            return value;
          }
        });
  }

  @Test
  void lagIsThatOfTheRecordsThatWaitNotOfWhatIsRestored() {
    assertThat(clients.lag()).as("nothing fetched").isEmpty();
    set("records-lag", Double.NaN, Map.of("topic", "in", "partition", "2"));
    assertThat(clients.lag()).as("not known yet").isEmpty();
    set("records-lag", 3, Map.of("topic", "in", "partition", "0"));
    set("records-lag", 4, Map.of("topic", "in", "partition", "1"));
    set("records-lag", 100, Map.of("topic", "p-states-changelog", "partition", "1"));
    assertThat(clients.lag()).hasValue(7);
  }

  @Test
  void aBrokerThatDoesNotAnswerIsNoticedAfterTwentySeconds() {
    Map<String, String> main = Map.of("client-id", "p-StreamThread-1-consumer");
    set("last-poll-seconds-ago", 700, Map.of("client-id", "p-StreamThread-1-restore-consumer"));
    set("last-poll-seconds-ago", 1, main);
    set("heartbeat-total", 7, main);
    assertThat(stalledAfter(100)).as("counted from the first question").isZero();
    assertThat(stalledAfter(19)).isZero();
    assertThat(stalledAfter(12)).isEqualTo(31);
    set("heartbeat-total", 8, main);
    assertThat(stalledAfter(60)).as("one was answered since").isZero();
    set("last-poll-seconds-ago", 60, main);
    assertThat(stalledAfter(1)).isEqualTo(60);
  }
}
