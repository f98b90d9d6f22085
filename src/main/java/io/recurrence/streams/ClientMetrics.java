package io.recurrence.streams;

import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** What Kafka's own metrics say of the consumers of a pipeline. */
final class ClientMetrics {
  private static final String LAG = "records-lag";
  private static final String HEARTBEAT = "last-heartbeat-seconds-ago";
  private static final String POLL = "last-poll-seconds-ago";
  private static final String CHANGELOG = "-changelog";
  private static final String RESTORE = "restore-consumer"; // in names of clients that only restore
  private static final long LONG_SECONDS = 20; // a heartbeat is sent every 3 seconds

  private final Supplier<Map<MetricName, ? extends Metric>> metrics;

  ClientMetrics(Supplier<Map<MetricName, ? extends Metric>> metrics) {
    this.metrics = metrics;
  }

  /** How many records of its partitions wait to be processed; empty before the first fetch. */
  OptionalLong lag() {
    long sum = 0;
    boolean known = false;
    for (Metric metric : metrics.get().values()) {
      String topic = metric.metricName().tags().get("topic");
      if (metric.metricName().name().equals(LAG) && topic != null && !topic.endsWith(CHANGELOG)) {
        double lag = known(metric, -1);
        known |= lag >= 0;
        sum += (long) Math.max(0, lag);
      }
    }
    return known ? OptionalLong.of(sum) : OptionalLong.empty();
  }

  /**
   * For how many seconds a consumer has sent no heartbeat, as where its broker does not answer, or
   * has not asked for records, as where the thread waits to write; 0 while that is not long.
   */
  long stalledSeconds() {
    double longest = 0;
    for (Metric metric : metrics.get().values()) {
      MetricName name = metric.metricName();
      if ((name.name().equals(HEARTBEAT) || name.name().equals(POLL))
          && !name.tags().getOrDefault("client-id", "").contains(RESTORE)) {
        longest = Math.max(longest, known(metric, 0));
      }
    }
    return longest > LONG_SECONDS ? (long) longest : 0;
  }

  private static double known(Metric metric, double otherwise) {
    return metric.metricValue() instanceof Number number && !Double.isNaN(number.doubleValue())
        ? number.doubleValue()
        : otherwise;
  }
}
