package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
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

  private void lag(double records, String topic, int partition) {
    set("records-lag", records, Map.of("topic", topic, "partition", Integer.toString(partition)));
  }

  @Test
  void lagIsThatOfTheRecordsThatWaitNotOfWhatIsRestoredOrReadByOthers() {
    Set<String> topics = Set.of("in", "p-by-series-repartition");
    assertThat(clients.lag(topics::contains)).as("nothing fetched").isEmpty();
    lag(Double.NaN, "in", 2);
    assertThat(clients.lag(topics::contains)).as("not known yet").isEmpty();
    lag(3, "in", 0);
    lag(4, "in", 1);
    lag(5, "p-by-series-repartition", 0);
    lag(100, "p-states-changelog", 1);
    lag(200, "another", 1);
    assertThat(clients.lag(topics::contains)).hasValue(12);
  }

  @Test
  void aTopicWithADotInItsNameIsCountedOnceThoughKafkaHasItTwice() {
    lag(3, "plant.in", 0);
    lag(3, "plant_in", 0);
    assertThat(clients.lag("plant.in"::equals)).hasValue(3);
    assertThat(clients.lag(topic -> topic.startsWith("plant"))).as("by a pattern").hasValue(3);
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
