package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Records of a series that lie in several partitions, each in order: what comes out is what comes
 * out of the same records in one partition.
 */
class GatherIT {
  private static final int DEVICES = 20;
  private static final int DAY = 288;
  private static final int STEPS = 4 * DAY;
  private static final int PARTITIONS = 4;
  private static final int RECORDS = DEVICES * STEPS;
  private static final long START = 1_700_000_000_000L;
  private static final long STEP = 300_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;

  /** How records are spread over the partitions. */
  enum Spread {
    IN_TURN,
    AT_RANDOM,
    BY_DAY,
    /** One partition holds nearly all, another none. */
    UNEVEN;

    int partition(int device, int step) {
      return switch (this) {
        case IN_TURN -> (device + step) % PARTITIONS;
        case AT_RANDOM -> (((device * 31 + step) * 0x9E3779B1) >>> 13) % PARTITIONS;
        case BY_DAY -> (device + step / DAY) % PARTITIONS;
        case UNEVEN -> step % 50 == 7 ? 1 : step % 90 == 3 ? 2 : 0;
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBacklogOverPartitionsGivesWhatOnePartitionGives(Spread spread) throws Exception {
    String name = "spread-" + spread.name().toLowerCase(Locale.ROOT).replace('_', '-');
    Map<String, List<String>> expected = onePartition(name + "-one", STEPS);
    create(name);
    KafkaFixture.send(records(name, 0, STEPS, spread::partition));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (Application application = application(name, registry)) {
      application.start();
      Map<String, List<String>> got = KafkaFixture.bySeries(name + ".a", RECORDS, PATIENCE);
      assertThat(registry.get("recurrence.records").tag("result", "late").counter().count())
          .isZero();
      assertThat(got).isEqualTo(expected);
      assertThat(KafkaFixture.read(name + ".d", 0, Duration.ofSeconds(3))).isEmpty();
    }
  }

  /** Each record reaches the topic after those before it, or else it is late there already. */
  @Test
  void recordsThatComeWhileItRunsAreGatheredToo() throws Exception {
    String name = "spread-live";
    Map<String, List<String>> expected = onePartition(name + "-one", DAY);
    create(name);
    try (Application application = application(name, new SimpleMeterRegistry());
        KafkaProducer<byte[], byte[]> producer = KafkaFixture.producer()) {
      application.start();
      for (int step = 0; step < DAY; step++) {
        records(name, step, step + 1, Spread.AT_RANDOM::partition).forEach(producer::send);
        producer.flush();
      }
      assertThat(KafkaFixture.bySeries(name + ".a", DEVICES * DAY, PATIENCE)).isEqualTo(expected);
    }
  }

  @Test
  void partitionsMayBeAddedToTheInputTopic() throws Exception {
    String name = "spread-wider";
    Map<String, List<String>> expected = onePartition(name + "-one", STEPS);
    KafkaFixture.create(2, List.of(name + ".in", name + ".a", name + ".d"));
    try (Application application = application(name, new SimpleMeterRegistry());
        Admin admin = Admin.create(Map.of("bootstrap.servers", KafkaFixture.bootstrapServers()))) {
      application.start();
      KafkaFixture.send(records(name, 0, STEPS / 2, (device, step) -> (device + step) % 2));
      KafkaFixture.read(name + ".a", RECORDS / 2, PATIENCE);
      admin
          .createPartitions(Map.of(name + ".in", NewPartitions.increaseTo(PARTITIONS)))
          .all()
          .get();
      await().atMost(PATIENCE).until(() -> reads(admin, name, PARTITIONS));
    }
    KafkaFixture.send(records(name, STEPS / 2, STEPS, Spread.AT_RANDOM::partition));
    try (Application application = application(name, new SimpleMeterRegistry())) {
      application.start();
      assertThat(KafkaFixture.bySeries(name + ".a", RECORDS, PATIENCE)).isEqualTo(expected);
      assertThat(KafkaFixture.read(name + ".d", 0, Duration.ofSeconds(3))).isEmpty();
    }
  }

  @Test
  void aBacklogIsGatheredThoughTheProcessIsKilled() throws Exception {
    String name = "spread-killed";
    Map<String, List<String>> expected = onePartition(name + "-one", STEPS);
    create(name);
    KafkaFixture.send(records(name, 0, STEPS, Spread.AT_RANDOM::partition));
    Path pipeline = Files.writeString(directory.resolve(name + ".yaml"), yaml(name));
    for (int kills = 0; kills < 3; kills++) {
      AppProcess app = AppProcess.run(pipeline, directory.resolve(name));
      awaitRecords(name + ".a", kills * RECORDS / 4 + 1);
      app.kill();
    }
    try (AppProcess app = AppProcess.run(pipeline, directory.resolve(name))) {
      assertThat(KafkaFixture.bySeries(name + ".a", RECORDS, PATIENCE)).isEqualTo(expected);
      assertThat(KafkaFixture.read(name + ".d", 0, Duration.ofSeconds(3))).isEmpty();
      assertThat(app.stop()).isIn(0, 143);
    }
  }

  private static Map<String, List<String>> onePartition(String name, int steps) {
    KafkaFixture.create(1, List.of(name + ".in", name + ".a", name + ".d"));
    KafkaFixture.send(records(name, 0, steps, (device, step) -> 0));
    try (Application application = application(name, new SimpleMeterRegistry())) {
      application.start();
      Map<String, List<String>> all = KafkaFixture.bySeries(name + ".a", DEVICES * steps, PATIENCE);
      assertThat(all.values().stream().mapToInt(List::size).sum()).isEqualTo(DEVICES * steps);
      return all;
    }
  }

  /** Waits until a topic has been given so many records, committed or not. */
  private static void awaitRecords(String topic, int count) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", KafkaFixture.bootstrapServers()))) {
      Map<TopicPartition, OffsetSpec> ask = new HashMap<>();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        ask.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .until(
              () ->
                  admin.listOffsets(ask).all().get().values().stream()
                          .mapToLong(ListOffsetsResultInfo::offset)
                          .sum()
                      >= count);
    }
  }

  /** Whether so many partitions of the input topic are being read. */
  private static boolean reads(Admin admin, String name, int partitions) throws Exception {
    return admin.describeConsumerGroups(List.of(name)).all().get().values().stream()
            .flatMap(group -> group.members().stream())
            .flatMap(member -> member.assignment().topicPartitions().stream())
            .filter(partition -> partition.topic().equals(name + ".in"))
            .count()
        == partitions;
  }

  private static void create(String name) {
    KafkaFixture.create(PARTITIONS, List.of(name + ".in", name + ".a", name + ".d"));
  }

  private static String yaml(String name) {
    return """
        name: %1$s
        input: {topic: %1$s.in, series: /id, time: {field: /ts, unit: ms}}
        output: {anomalies: %1$s.a, dead-letters: %1$s.d}
        horizon: 6
        kafka: {session.timeout.ms: 6000, heartbeat.interval.ms: 1500, metadata.max.age.ms: 2000}
        """
        .formatted(name);
  }

  private static Application application(String name, SimpleMeterRegistry registry) {
    Map<String, String> settings = new HashMap<>(KafkaFixture.settings(name));
    return new Application(SpecLoader.parse(yaml(name)), settings, registry);
  }

  private static List<ProducerRecord<byte[], byte[]>> records(
      String name, int from, int to, IntBinaryOperator partition) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int step = from; step < to; step++) {
      for (int device = 0; device < DEVICES; device++) {
        long time = START + step * STEP;
        double value =
            20 + device + 5 * Math.sin(step * Math.PI / 144) + (step * 7 + device) % 11 / 10.0;
        records.add(
            new ProducerRecord<>(
                name + ".in",
                partition.applyAsInt(device, step),
                time,
                null,
                KafkaFixture.bytes(
                    "{\"id\":\"device-%d\",\"ts\":%d,\"value\":%s}"
                        .formatted(device, time, value))));
      }
    }
    return records;
  }
}
