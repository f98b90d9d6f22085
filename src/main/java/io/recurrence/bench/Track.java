package io.recurrence.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/** Where contestants run, one at a time, on the same input. */
final class Track implements AutoCloseable {
  private static final int PARTITIONS = 2;
  private static final int FEW = 20; // series that the slow ones read
  private static final long FEW_RECORDS = 200_000;
  private static final String MANY_TOPIC = "bench.many";
  private static final String FEW_TOPIC = "bench.few";
  private static final long NOTICE_NANOS = 5_000_000; // how soon a commit is noticed
  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final long WARM_NANOS = 1_000_000_000;

  private final Bench.Settings settings;
  private final Admin admin;
  private final Path directory;
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private int run;

  /** Where a run stands. */
  private record Mark(
      long committed, long nanos, long appNanos, long brokerNanos, long allocated) {}

  Track(Bench.Settings settings) throws IOException {
    this.settings = settings;
    this.admin = Admin.create(Map.of("bootstrap.servers", settings.bootstrapServers()));
    this.directory = Files.createTempDirectory("recurrence-bench");
    create(MANY_TOPIC);
    create(FEW_TOPIC);
    Load.write(settings.bootstrapServers(), MANY_TOPIC, settings.records(), settings.series());
    Load.write(settings.bootstrapServers(), FEW_TOPIC, FEW_RECORDS, FEW);
  }

  private void create(String topic) {
    get(admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all());
  }

  /** Runs a contestant from the start of the input. */
  Heat run(Contestant contestant) throws IOException {
    String name = "bench-" + contestant.id() + "-" + run++;
    String out = name + ".out";
    create(out);
    Path state = directory.resolve(name);
    Properties p = new Properties();
    p.putAll(contestant.settings());
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    p.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    String in = contestant.few() ? FEW_TOPIC : MANY_TOPIC;
    KafkaStreams streams = new KafkaStreams(contestant.topology().apply(in, out), p);
    try {
      streams.start();
      Mark first = await(name, 1, total(in), Long.MIN_VALUE);
      Mark start = await(name, first.committed + 1, total(in), first.nanos + WARM_NANOS);
      int commits = 0;
      Mark end = start;
      while (end.nanos - start.nanos < settings.window().toNanos() && end.committed < total(in)) {
        end = await(name, end.committed + 1, total(in), Long.MIN_VALUE);
        commits++;
      }
      if (end.committed == start.committed) {
        throw new IllegalStateException(
            "the input ended before " + contestant.id() + " was warm: give more records");
      }
      streams.close(
          CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
              .withTimeout(Duration.ofSeconds(30)));
      return heat(contestant, name, state, start, end, commits);
    } finally {
      streams.close();
      clear(name, state);
    }
  }

  private long total(String in) {
    return in.equals(FEW_TOPIC) ? FEW_RECORDS : settings.records();
  }

  /**
   * Waits for the first commit at {@code committed} or behind that is seen after {@code after}, or
   * for the end of the input.
   */
  private Mark await(String name, long committed, long end, long after) {
    long begun = System.nanoTime();
    Mark mark = mark(name);
    while (mark.committed < end && (mark.committed < committed || mark.nanos < after)) {
      if (mark.nanos - begun > PATIENCE_NANOS) {
        throw new IllegalStateException(name + " has committed nothing new for a minute");
      }
      LockSupport.parkNanos(NOTICE_NANOS);
      mark = mark(name);
    }
    return mark;
  }

  private Mark mark(String name) {
    long committed =
        get(admin.listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata()).values().stream()
            .mapToLong(offset -> offset.offset())
            .sum();
    return new Mark(
        committed,
        System.nanoTime(),
        process.getProcessCpuTime(),
        settings.broker().totalCpuDuration().map(Duration::toNanos).orElse(0L),
        allocated());
  }

  private long allocated() {
    long sum = 0;
    for (var info : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (info != null && info.getThreadName().contains("StreamThread")) {
        sum += Math.max(0, threads.getThreadAllocatedBytes(info.getThreadId()));
      }
    }
    return sum;
  }

  private Heat heat(
      Contestant contestant, String name, Path state, Mark start, Mark end, int commits)
      throws IOException {
    double logged = 0;
    double loggedBytes = 0;
    double storedBytes = 0;
    if (!contestant.store().isEmpty()) {
      String changelog = name + "-" + contestant.store() + "-changelog";
      long records = ends(changelog);
      Mark all = mark(name);
      logged = (double) records / all.committed;
      loggedBytes = (double) bytes(changelog) / records;
      long series = Math.min(settings.series(), all.committed);
      try (Stream<Path> files = Files.walk(state)) {
        storedBytes = (double) files.mapToLong(file -> file.toFile().length()).sum() / series;
      }
    }
    return new Heat(
        end.committed - start.committed,
        commits,
        (end.nanos - start.nanos) / 1e9,
        end.appNanos - start.appNanos,
        end.brokerNanos - start.brokerNanos,
        end.allocated - start.allocated,
        logged,
        loggedBytes,
        storedBytes);
  }

  private long ends(String topic) {
    Map<TopicPartition, OffsetSpec> ask =
        Stream.iterate(0, i -> i + 1)
            .limit(PARTITIONS)
            .collect(Collectors.toMap(i -> new TopicPartition(topic, i), i -> OffsetSpec.latest()));
    return get(admin.listOffsets(ask).all()).values().stream().mapToLong(o -> o.offset()).sum();
  }

  private long bytes(String topic) {
    return get(admin.describeLogDirs(List.of(1)).allDescriptions()).values().stream()
        .flatMap(directories -> directories.values().stream())
        .flatMap(each -> each.replicaInfos().entrySet().stream())
        .filter(replica -> replica.getKey().topic().equals(topic))
        .mapToLong(replica -> replica.getValue().size())
        .sum();
  }

  private void clear(String name, Path state) throws IOException {
    List<String> topics =
        get(admin.listTopics().names()).stream().filter(t -> t.startsWith(name)).toList();
    get(admin.deleteTopics(topics).all());
    remove(state);
  }

  private static void remove(Path directory) throws IOException {
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
