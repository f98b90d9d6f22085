package io.recurrence.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** A candidate at work in this process, with an output topic of its own; it can start again. */
final class Run implements AutoCloseable {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Cluster cluster;
  private final Candidate candidate;
  private final String name;
  private final String in;
  private final Map<String, Object> more;
  private final Restores restores = new Restores();
  private KafkaStreams streams;

  /** When the first store began to be restored and the last one was done. */
  private static final class Restores implements StateRestoreListener {
    private long begun;
    private long ended;
    private long records;

    @Override
    public synchronized void onRestoreStart(
        TopicPartition partition, String store, long from, long to) {
      begun = records == 0 && begun == 0 ? System.nanoTime() : begun;
    }

    @Override
    public synchronized void onBatchRestored(
        TopicPartition partition, String store, long to, long restored) {
      records += restored;
    }

    @Override
    public synchronized void onRestoreEnd(TopicPartition partition, String store, long total) {
      ended = System.nanoTime();
    }

    synchronized void clear() {
      begun = 0;
      ended = 0;
      records = 0;
    }

    synchronized double seconds() {
      return (ended - begun) / 1e9;
    }

    synchronized long records() {
      return records;
    }
  }

  /** Prepares a run; {@code more} overrides settings of the contestant. */
  Run(Cluster cluster, Candidate candidate, String in, Map<String, Object> more) {
    this.cluster = cluster;
    this.candidate = candidate;
    this.name = cluster.name(candidate);
    this.in = in;
    this.more = more;
    cluster.create(out());
    cluster.create(Candidate.forecasts(out()));
    this.streams = make();
  }

  private KafkaStreams make() {
    Properties p =
        settings(candidate, cluster.bootstrapServers(), name, cluster.directory(name), more);
    KafkaStreams made = new KafkaStreams(candidate.topology().apply(in, out()), p);
    made.setGlobalStateRestoreListener(restores);
    return made;
  }

  /** The settings of a contestant, of a run. */
  static Properties settings(
      Candidate candidate,
      String bootstrapServers,
      String group,
      Path state,
      Map<String, Object> more) {
    Properties p = new Properties();
    p.putAll(candidate.settings());
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, group);
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    p.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    p.putAll(more);
    return p;
  }

  /** Starts, waits until records are processed, and returns how many seconds that took. */
  double start() {
    CountDownLatch running = new CountDownLatch(1);
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.RUNNING || now == KafkaStreams.State.ERROR) {
            running.countDown();
          }
        });
    long begun = System.nanoTime();
    streams.start();
    try {
      if (!running.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)
          || streams.state() == KafkaStreams.State.ERROR) {
        throw new IllegalStateException(name + " does not start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Stops and leaves the group; state and positions are kept. */
  void stop() {
    leave(streams);
  }

  static void leave(KafkaStreams streams) {
    streams.close(
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(Duration.ofSeconds(30)));
  }

  /** Loses the local state, so that the next start restores it from the changelog. */
  void wipe() throws IOException {
    Cluster.remove(state());
    restores.clear();
    streams = make();
  }

  WindowTimer watch(long total) {
    return new WindowTimer(cluster, name, total, PROCESS::getProcessCpuTime, Run::allocated);
  }

  /** What the stream threads of this process have allocated. */
  private static long allocated() {
    long sum = 0;
    for (var info : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (info != null && info.getThreadName().contains("StreamThread")) {
        sum += Math.max(0, THREADS.getThreadAllocatedBytes(info.getThreadId()));
      }
    }
    return sum;
  }

  String name() {
    return name;
  }

  String out() {
    return name + ".out";
  }

  String changelog() {
    return name + "-" + candidate.store() + "-changelog";
  }

  Path state() {
    return cluster.directory(name);
  }

  /** Seconds from the first store that began to be restored to the last one that was done. */
  double restoreSeconds() {
    return restores.seconds();
  }

  long restored() {
    return restores.records();
  }

  @Override
  public void close() throws IOException {
    leave(streams);
    cluster.clear(name);
  }
}
