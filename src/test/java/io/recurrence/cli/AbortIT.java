package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.generate.Plant;
import io.recurrence.generate.Sample;
import io.recurrence.streams.Application;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/**
 * A transaction that is aborted under way takes back records, positions and stored states; states
 * on the heap are to go back with them.
 */
class AbortIT {
  private static final int RECORDS = 6_000;
  private static final int ABORTS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<Sample> INPUT =
      Stream.generate(new Plant(7, 1_700_000_000_000L, 60_000, 4)::next).limit(RECORDS).toList();

  /** Chooses as Kafka does, but now and then says that the broker has not answered in time. */
  public static final class SlowBroker implements Partitioner {
    private static final Set<Integer> TIMEOUTS = Set.of(500, 2_500);
    private static final AtomicInteger CALLS = new AtomicInteger();

    @Override
    public int partition(
        String topic, Object key, byte[] keyBytes, Object value, byte[] bytes, Cluster cluster) {
      if (TIMEOUTS.contains(CALLS.incrementAndGet())) {
        throw new TimeoutException("the broker has not answered");
      }
      return Utils.toPositive(Utils.murmur2(keyBytes)) % cluster.partitionCountForTopic(topic);
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
  }

  /** A fenced producer has its tasks made anew, one that waits in vain its thread as well. */
  @Test
  void outputAfterAbortsEqualsThatOfAnUndisturbedRun() throws Exception {
    Map<String, List<String>> fenced;
    try (Application application = application("fenced", Map.of("commit.interval.ms", "1000"))) {
      application.start();
      for (int part = 0; part < ABORTS; part++) {
        send("fenced", part * RECORDS / ABORTS, (part + 1) * RECORDS / ABORTS);
        fence("fenced");
      }
      fenced = output("fenced");
    }
    Map<String, List<String>> timedOut;
    try (Application application =
        application(
            "timed-out", Map.of("producer.partitioner.class", SlowBroker.class.getName()))) {
      send("timed-out", 0, RECORDS);
      application.start();
      timedOut = output("timed-out");
    }
    try (Application application = application("undisturbed", Map.of())) {
      send("undisturbed", 0, RECORDS);
      application.start();
      Map<String, List<String>> undisturbed = output("undisturbed");

      assertThat(undisturbed.values().stream().mapToInt(List::size).sum()).isEqualTo(RECORDS);
      assertThat(fenced).isEqualTo(undisturbed);
      assertThat(timedOut).isEqualTo(undisturbed);
    }
    for (String name : List.of("fenced", "timed-out")) {
      assertThat(KafkaFixture.read(name + ".a", RECORDS, PATIENCE, "read_uncommitted"))
          .as("what was aborted is in the topic, for those who want to see it")
          .hasSizeGreaterThan(RECORDS);
    }
  }

  /** Waits until verdicts lie in an open transaction, and has the broker fence its producer. */
  private static void fence(String name) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KafkaFixture.bootstrapServers()))) {
      await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(PATIENCE)
          .until(
              () ->
                  end(admin, name + ".a", IsolationLevel.READ_UNCOMMITTED)
                      > end(admin, name + ".a", IsolationLevel.READ_COMMITTED));
      List<String> producers =
          admin.listTransactions().all().get().stream()
              .map(TransactionListing::transactionalId)
              .filter(id -> id.startsWith(name))
              .toList();
      assertThat(producers).isNotEmpty();
      admin.fenceProducers(producers).all().get();
    }
  }

  private static long end(Admin admin, String topic, IsolationLevel isolation) throws Exception {
    Map<TopicPartition, OffsetSpec> ask =
        Map.of(
            new TopicPartition(topic, 0), OffsetSpec.latest(),
            new TopicPartition(topic, 1), OffsetSpec.latest());
    return admin.listOffsets(ask, new ListOffsetsOptions(isolation)).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  private static Application application(String name, Map<String, String> more) {
    KafkaFixture.create(2, List.of(name + ".in", name + ".a"));
    PipelineSpec spec =
        SpecLoader.parse(
            """
            name: %1$s
            input: {topic: %1$s.in, value: /value, time: {field: /ts, unit: ms}}
            output: {anomalies: %1$s.a}
            horizon: 6
            kafka: {session.timeout.ms: 6000, heartbeat.interval.ms: 1500}
            """
                .formatted(name));
    Map<String, String> settings = new HashMap<>(KafkaFixture.settings(name));
    settings.putAll(more);
    return new Application(spec, settings, new SimpleMeterRegistry());
  }

  private static void send(String name, int from, int to) {
    KafkaFixture.send(
        INPUT.subList(from, to).stream()
            .map(sample -> KafkaFixture.record(name + ".in", sample))
            .toList());
  }

  private static Map<String, List<String>> output(String name) {
    return KafkaFixture.bySeries(name + ".a", RECORDS, PATIENCE);
  }
}
