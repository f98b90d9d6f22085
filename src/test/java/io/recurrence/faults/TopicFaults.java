package io.recurrence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics are cut and deleted. */
class TopicFaults {
  private static final int RATE = 300; // records a second
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofMinutes(4);

  @TempDir Path directory;

  private static Map<TopicPartition, Long> ends(Nodes nodes, String topic) {
    Map<TopicPartition, OffsetSpec> ask =
        Map.of(
            new TopicPartition(topic, 0), OffsetSpec.latest(),
            new TopicPartition(topic, 1), OffsetSpec.latest());
    return Nodes.get(nodes.admin().listOffsets(ask).all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
  }

  /** Deletes all before these offsets; a broker does so only where the topic may delete. */
  private static void cut(Nodes nodes, String topic, Map<TopicPartition, Long> offsets) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    AlterConfigOp policy =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete"),
            AlterConfigOp.OpType.SET);
    Nodes.get(nodes.admin().incrementalAlterConfigs(Map.of(resource, List.of(policy))).all());
    Map<TopicPartition, RecordsToDelete> delete = new HashMap<>();
    offsets.forEach((partition, at) -> delete.put(partition, RecordsToDelete.beforeOffset(at)));
    Nodes.get(nodes.admin().deleteRecords(delete).all());
  }

  /**
   * The store of an instance that was away ends before the changelog begins. What is left of that
   * holds each state whole, since each is written whole every so often.
   */
  @Test
  void theChangelogBeginsAfterTheStore() throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, "cut-changelog", directory, 18, Group.STATIC)) {
      String changelog = run.name() + "-states-changelog";
      run.feed(RATE);
      ChildJvm instance = run.start("old");
      run.awaitCommitted(3 * RATE);
      instance.terminate();
      instance.exit(GRACE);
      Map<TopicPartition, Long> old = ends(nodes, changelog);
      instance = run.start("new");
      run.awaitCommitted(run.due() + 3 * RATE);
      Map<TopicPartition, Long> start = ends(nodes, changelog);
      run.awaitCommitted(run.due() + 12 * RATE);
      instance.terminate();
      instance.exit(GRACE);
      cut(nodes, changelog, start);
      old.forEach((partition, end) -> assertThat(end).isLessThan(start.get(partition)));
      instance = run.start("old");
      System.out.printf("caught up in %.1f s%n", run.awaitRecovery());
      assertThat(instance.alive()).isTrue();
      run.finish();
      run.assertUnharmed();
    }
  }

  /**
   * All of the changelog goes. The store ends at its last mark of a transaction, which is gone too,
   * so that Kafka Streams does not believe it; what is lost is logged.
   */
  @Test
  void aChangelogThatWasEmptiedIsMissedAloud() throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, "no-changelog", directory, 19, Group.STATIC)) {
      String changelog = run.name() + "-states-changelog";
      run.feed(RATE);
      ChildJvm instance = run.start("one");
      run.awaitCommitted(3 * RATE);
      instance.terminate();
      instance.exit(GRACE);
      Map<TopicPartition, Long> end = ends(nodes, changelog);
      end.values().forEach(offset -> assertThat(offset).isPositive());
      cut(nodes, changelog, end);
      instance = run.start("one");
      instance.await("STATES_LOST", FaultRun.PATIENCE);
      Moment.RUNNING.await(instance);
    }
  }

  @ParameterizedTest
  @CsvSource({"a", "f", "d", "in", "states-changelog", "by-series-repartition"})
  void aTopicIsDeletedWhileItRuns(String topic) throws Exception {
    String name = "deleted-" + topic.charAt(0);
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, name, directory, 20, Group.STATIC)) {
      String whole = name + (topic.contains("-") ? '-' : '.') + topic;
      if (topic.endsWith("repartition")) {
        run.route();
      }
      run.feed(RATE);
      ChildJvm instance = run.start("one");
      run.awaitCommitted(RATE);
      if (topic.equals("in")) {
        run.stopFeeding();
      }
      long begun = System.nanoTime();
      Nodes.get(nodes.admin().deleteTopics(List.of(whole)).all());
      int code = instance.exit(LONG);
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf("%s deleted: exit code %d after %.0f s%n", whole, code, seconds);
      assertThat(code).isEqualTo(1);
      assertThat(instance.printed()).as("it names the topic").contains(whole);
    }
  }
}
