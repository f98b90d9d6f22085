package io.recurrence.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recurrence.streams.ReferenceRun;
import io.recurrence.streams.ReferenceRun.Written;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * One pipeline under faults. A feeder sends records at a steady rate, a reader counts the verdicts
 * that are committed, instances come and go; in the end what was committed is compared with a
 * {@link ReferenceRun}.
 */
final class FaultRun implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final int PARTITIONS = 2;

  private final Nodes nodes;
  private final String name;
  private final Path directory;
  private final String yaml;
  private final Path pipeline;
  private final FaultInput input;
  private final ReferenceRun reference;
  private final List<ChildJvm> instances = new ArrayList<>();
  private final AtomicInteger committed = new AtomicInteger();
  private final Thread reader = new Thread(this::count, "reader");
  private final Feeder feeder;
  private volatile boolean closed;
  private boolean routed;

  /**
   * A pipeline and its topics.
   *
   * @param more keys of the pipeline
   */
  FaultRun(Nodes nodes, String name, Path directory, long seed, String more) throws IOException {
    this.nodes = nodes;
    this.name = name;
    this.directory = directory;
    this.yaml =
        """
        name: %1$s
        input: {topic: %1$s.in, value: /value, time: {field: /ts, unit: ms}}
        output: {anomalies: %1$s.a, forecasts: %1$s.f, outcomes: %1$s.o, dead-letters: %1$s.d}
        horizon: 12
        emit: 10
        %2$s
        """
            .formatted(name, more);
    this.reference = new ReferenceRun(yaml, PARTITIONS);
    this.pipeline = Files.writeString(directory.resolve(name + ".yaml"), yaml);
    this.input = new FaultInput(name + ".in", seed, 8);
    this.feeder = new Feeder(input, reference, name + ".a", nodes::producer);
    nodes.create(
        PARTITIONS, List.of(name + ".in", name + ".a", name + ".f", name + ".o", name + ".d"));
    reader.setDaemon(true);
    reader.start();
    System.out.printf("%s: seed %d%n", name, seed);
  }

  private void count() {
    try (KafkaConsumer<byte[], byte[]> consumer = nodes.consumer(name + ".a")) {
      while (!closed) {
        committed.addAndGet(consumer.poll(Duration.ofMillis(50)).count());
      }
    }
  }

  /** Starts an instance, which keeps its store in a directory of this name. */
  ChildJvm start(String state, String... settings) throws IOException {
    return startAt(nodes.bootstrapServers(), state, settings);
  }

  ChildJvm startAt(String bootstrapServers, String state, String... settings) throws IOException {
    return start(Installation.CURRENT, bootstrapServers, state, settings);
  }

  /** Starts an instance of another version, or in another environment. */
  ChildJvm start(Installation installation, String state) throws IOException {
    return start(installation, nodes.bootstrapServers(), state);
  }

  private ChildJvm start(
      Installation installation, String bootstrapServers, String state, String... settings)
      throws IOException {
    List<String> main = new ArrayList<>(List.of(installation.mainClass(), "run"));
    main.addAll(List.of(pipeline.toString(), "--bootstrap-server", bootstrapServers));
    main.addAll(List.of("--set", "kafka.state.dir=" + state(state)));
    for (String setting : settings) {
      main.addAll(List.of("--set", setting));
    }
    if (routed) {
      main.addAll(List.of("--set", "input.partitioned-by-series=false"));
    }
    Path log = directory.resolve("%s-%s-%d.log".formatted(name, state, instances.size()));
    ChildJvm instance =
        ChildJvm.start(
            log, installation.environment(), options(256), installation.classPath(), main);
    instances.add(instance);
    return instance;
  }

  /** Lets the records of instances to come go through an internal topic, by series. */
  void route() {
    routed = true;
  }

  /** Runs the application in a JVM of its own. */
  static ChildJvm instance(Path log, int heapMegabytes, List<String> main) throws IOException {
    return ChildJvm.start(log, Map.of(), options(heapMegabytes), main);
  }

  private static List<String> options(int heapMegabytes) {
    URL logging = FaultRun.class.getResource("/faults/log4j2.xml"); // no other version has it
    return List.of("-Xmx" + heapMegabytes + "m", "-Dlog4j2.configurationFile=" + logging);
  }

  /** Whether some series pause for two hours of every four. */
  void pausing(boolean pausing) {
    input.pausing(pausing);
  }

  /** The directory of a store. */
  Path state(String state) {
    return directory.resolve(name).resolve(state);
  }

  /** Sends so many records at once. */
  void send(int count) {
    feeder.send(count);
  }

  /** Sends so many records a second from now on. */
  void feed(int perSecond) {
    feeder.begin(perSecond);
  }

  void stopFeeding() {
    feeder.end();
  }

  int committed() {
    return committed.get();
  }

  void awaitCommitted(int count) {
    try {
      await(count + " verdicts")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .failFast("no instance is alive", () -> instances.stream().noneMatch(ChildJvm::alive))
          .until(() -> committed() >= count);
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw new AssertionError(
          "%d of %d verdicts; the last instance says:%n%s"
              .formatted(committed(), count, instances.get(instances.size() - 1).printed()),
          e);
    }
  }

  /** How many verdicts are due for what has been sent. */
  int due() {
    return feeder.due();
  }

  String name() {
    return name;
  }

  /** Waits until what has been sent by now has its verdict; how many seconds that takes. */
  double awaitRecovery() {
    long begun = System.nanoTime();
    awaitCommitted(feeder.due());
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Ends the feeder, waits for the last verdict and ends the instances that live. */
  void finish() {
    stopFeeding();
    awaitCommitted(feeder.due());
    for (ChildJvm instance : instances) {
      instance.terminate();
    }
    for (ChildJvm instance : instances) {
      instance.exit(GRACE);
    }
  }

  /**
   * After {@link #finish}: what was committed is what an undisturbed run writes, and so are the
   * states.
   */
  void assertUnharmed() {
    int compared = 0;
    for (Map.Entry<String, Map<String, List<Written>>> topic : reference.outputs().entrySet()) {
      Map<String, List<Written>> written = Committed.records(nodes, topic.getKey());
      if (routed && topic.getKey().equals(name + ".d")) { // refused before and after that topic
        Committed.sort(written);
        Committed.sort(topic.getValue());
      }
      assertThat(Mismatch.first(topic.getValue(), written)).as(topic.getKey()).isEmpty();
      compared += written.values().stream().mapToInt(List::size).sum();
    }
    Map<String, String> states = ReferenceRun.states(yaml, nodes.table(name + "-states-changelog"));
    assertThat(Mismatch.first(reference.states(), states)).as("states").isEmpty();
    System.out.printf(
        "%s: %d records, %d outputs and %d states equal; peak %d MB%n",
        name,
        input.count(),
        compared,
        states.size(),
        instances.stream().mapToLong(ChildJvm::peakMegabytes).max().orElse(0));
  }

  /** What an undisturbed run writes. */
  ReferenceRun reference() {
    return reference;
  }

  @Override
  public void close() {
    closed = true;
    instances.forEach(ChildJvm::close);
    feeder.end();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
