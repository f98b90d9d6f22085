package io.recurrence.streams;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** What Kafka's own metrics say of the consumers of an application. */
final class ClientMetrics {
  private static final String LAG = "records-lag";
  private static final String HEARTBEATS = "heartbeat-total"; // that were answered
  private static final String POLL = "last-poll-seconds-ago";
  private static final String RESTORE = "restore-consumer"; // in names of clients that only restore
  private static final long LONG_SECONDS = 20; // a heartbeat is sent every 1.5 seconds

  private final Supplier<Map<MetricName, ? extends Metric>> metrics;
  private final LongSupplier clock;
  private final Map<MetricName, Answered> answered = new ConcurrentHashMap<>();

  /** How many heartbeats had been answered, and since when it has been so many. */
  private record Answered(double count, long nanos) {}

  /**
   * Reads metrics.
   *
   * @param clock in nanoseconds
   */
  ClientMetrics(Supplier<Map<MetricName, ? extends Metric>> metrics, LongSupplier clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * How many records of topics wait to be processed; empty before the first fetch. A topic whose
   * name has a dot is there twice, the second time with an underscore in its place, which a pattern
   * may match as well.
   */
  OptionalLong lag(Predicate<String> topics) {
    List<? extends Metric> lags =
        metrics.get().values().stream()
            .filter(metric -> metric.metricName().name().equals(LAG))
            .toList();
    Set<String> copies =
        lags.stream()
            .map(ClientMetrics::topic)
            .filter(topic -> topic.contains("."))
            .map(topic -> topic.replace('.', '_'))
            .collect(Collectors.toSet());
    double[] known =
        lags.stream()
            .filter(metric -> topics.test(topic(metric)) && !copies.contains(topic(metric)))
            .mapToDouble(metric -> known(metric, -1))
            .filter(lag -> lag >= 0)
            .toArray();
    return known.length == 0
        ? OptionalLong.empty()
        : OptionalLong.of((long) Arrays.stream(known).sum());
  }

  private static String topic(Metric metric) {
    return metric.metricName().tags().getOrDefault("topic", "");
  }

  /**
   * For how many seconds no heartbeat of a consumer has been answered, or a thread has not asked
   * for records, as where it waits to write; 0 while that is not long. What is not asked for is not
   * seen: it counts from the first question.
   */
  long stalledSeconds() {
    double longest = 0;
    for (Metric metric : metrics.get().values()) {
      MetricName name = metric.metricName();
      if (name.name().equals(HEARTBEATS)) {
        longest = Math.max(longest, unanswered(metric));
      } else if (name.name().equals(POLL)
          && !name.tags().getOrDefault("client-id", "").contains(RESTORE)) {
        longest = Math.max(longest, known(metric, 0));
      }
    }
    return longest > LONG_SECONDS ? (long) longest : 0;
  }

  private double unanswered(Metric metric) {
    double count = known(metric, 0);
    long now = clock.getAsLong();
    Answered last =
        answered.compute(
            metric.metricName(),
            (name, before) ->
                before != null && before.count() == count ? before : new Answered(count, now));
    return (now - last.nanos()) / 1e9;
  }

  private static double known(Metric metric, double otherwise) {
    return metric.metricValue() instanceof Number number && !Double.isNaN(number.doubleValue())
        ? number.doubleValue()
        : otherwise;
  }
}
