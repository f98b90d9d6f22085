package io.recurrence.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The broker of a benchmark and what is asked of it: topics, inputs, what has been committed. */
final class Cluster implements AutoCloseable {
  static final int PARTITIONS = 2;

  private final String bootstrapServers;
  private final ProcessHandle process;
  private final Admin admin;
  private final Path directory;
  private final Map<String, String> inputs = new HashMap<>();
  private int runs;

  /**
   * Connects.
   *
   * @param process of the broker, for its CPU time
   */
  Cluster(String bootstrapServers, ProcessHandle process) throws IOException {
    this.bootstrapServers = bootstrapServers;
    this.process = process;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    this.directory = Files.createTempDirectory("recurrence-bench");
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  /** A name that no other run has. */
  String name(Candidate candidate) {
    return "bench-" + candidate.id() + "-" + runs++;
  }

  /** A directory for the state of a run. */
  Path directory(String run) {
    return directory.resolve(run);
  }

  /** A topic with so many records of so many series; written when it is first asked for. */
  String input(long records, int series) {
    return inputs.computeIfAbsent(
        records + " " + series,
        unused -> {
          String topic = "input-" + inputs.size();
          create(topic);
          Load.write(bootstrapServers, topic, records, series);
          return topic;
        });
  }

  void create(String topic) {
    get(admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all());
  }

  /** The sum of the positions that a group has committed. */
  long committed(String group) {
    return get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .values()
        .stream()
        .mapToLong(offset -> offset.offset())
        .sum();
  }

  /** How many members of a group have partitions to read. */
  long working(String group) {
    if (get(admin.listGroups().valid()).stream().noneMatch(g -> g.groupId().equals(group))) {
      return 0;
    }
    return get(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
        .flatMap(description -> description.members().stream())
        .filter(member -> !member.assignment().topicPartitions().isEmpty())
        .count();
  }

  /** CPU time of the broker. */
  long nanos() {
    return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  /** How many records a topic has been given. */
  long records(String topic) {
    Map<TopicPartition, OffsetSpec> ask =
        IntStream.range(0, PARTITIONS)
            .boxed()
            .collect(Collectors.toMap(i -> new TopicPartition(topic, i), i -> OffsetSpec.latest()));
    return get(admin.listOffsets(ask).all()).values().stream().mapToLong(o -> o.offset()).sum();
  }

  /** The bytes of a topic on the broker's disk. */
  long bytes(String topic) {
    return get(admin.describeLogDirs(List.of(1)).allDescriptions()).values().stream()
        .flatMap(directories -> directories.values().stream())
        .flatMap(each -> each.replicaInfos().entrySet().stream())
        .filter(replica -> replica.getKey().topic().equals(topic))
        .mapToLong(replica -> replica.getValue().size())
        .sum();
  }

  /** The bytes of all files below a directory. */
  static long bytes(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** Removes the topics and the state of a run. */
  void clear(String run) throws IOException {
    List<String> topics =
        get(admin.listTopics().names()).stream().filter(t -> t.startsWith(run)).toList();
    get(admin.deleteTopics(topics).all());
    remove(directory(run));
  }

  static void remove(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static <T extends @Nullable Object> T get(KafkaFuture<T> future) {
    try {
      return future.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the broker does not answer as it should: " + e, e);
    }
  }

  @Override
  public void close() {
    admin.close();
    try {
      remove(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
