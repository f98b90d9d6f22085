package io.recurrence.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recurrence.streams.ReferenceRun.Written;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Versions are exchanged one instance after the other, there and back, under load and SIGKILLs:
 * those of the application and of Kafka's libraries that are given as class paths.
 */
class UpgradeFaults {
  private static final int RATE = 200; // records a second
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final String CARRIED_OVER = "Stored states of another shape are carried over";
  private static final String[] STORES = {"one", "other"};

  @TempDir Path directory;

  private FaultRun run;
  private final ChildJvm[] running = new ChildJvm[STORES.length];
  private final Installation[] installed = new Installation[STORES.length];
  private final List<ChildJvm> all = new ArrayList<>();

  /** Class paths, parted by commas. */
  private static Stream<String> given(String property) {
    return Arrays.stream(System.getProperty(property, "").split(",")).filter(s -> !s.isBlank());
  }

  static Stream<String> earlier() {
    return given("faults.earlier");
  }

  static Stream<String> kafka() {
    return given("faults.kafka");
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("earlier")
  void ofTheApplication(String classPath) throws Exception {
    roll("rolled", Installation.of(classPath));
    assertThat(died()).isZero();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("kafka")
  void ofTheLibrariesOfKafka(String libraries) throws Exception {
    System.out.println(libraries);
    roll("libraries", Installation.CURRENT.with(libraries));
    System.out.printf("a stream thread died in %d of %d instances%n", died(), all.size());
    // Kafka Streams 4.2 cannot open a store of 4.3; the thread is replaced, the store restored
    assertThat(died()).isEqualTo(count("Column families not opened: offsets"));
  }

  private long died() {
    return count("A stream thread died");
  }

  private long count(String printed) {
    return all.stream().filter(each -> each.printed(printed)).count();
  }

  private void roll(String name, Installation old) throws Exception {
    Installation now = Installation.CURRENT;
    Installation[][] stages = {{old, old}, {now, old}, {now, now}, {old, now}, {old, old}};
    List<Double> seconds = new ArrayList<>();
    int kills = 0;
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun one = new FaultRun(nodes, name, directory, 41, Group.DEFAULTS)) {
      run = one;
      run.feed(RATE);
      for (Installation[] stage : stages) {
        for (int i = 0; i < STORES.length; i++) {
          exchange(i, stage[i], seconds.size() % 2 == 0);
        }
        for (int i = 0; i < STORES.length; i++) {
          Moment.RUNNING.await(running[i]);
          seconds.add(run.awaitRecovery());
          running[i].kill();
          kills++;
          start(i, stage[i]);
          seconds.add(run.awaitRecovery());
        }
        run.awaitCommitted(run.due() + 3 * RATE);
      }
      System.out.printf("%s: %d kills; seconds of recovery %s%n", name, kills, seconds);
      run.finish();
      run.assertUnharmed();
    }
  }

  private void exchange(int i, Installation wanted, boolean kill) throws Exception {
    if (wanted.equals(installed[i])) {
      return;
    }
    if (running[i] != null && kill) {
      running[i].kill();
    } else if (running[i] != null) {
      running[i].terminate();
      assertThat(running[i].exit(GRACE)).isIn(0, 143);
    }
    start(i, wanted);
  }

  private void start(int i, Installation wanted) throws Exception {
    running[i] = run.start(wanted, STORES[i]);
    installed[i] = wanted;
    all.add(running[i]);
  }

  static Stream<String> older() {
    return given("faults.older");
  }

  /**
   * A version that reads an earlier format of states alone: it refuses those that the newer one has
   * written, which takes over all that it wrote itself. What the two compute differs.
   */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("older")
  void ofTheFormatOfStates(String classPath) throws Exception {
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun one = new FaultRun(nodes, "older", directory, 42, Group.DEFAULTS)) {
      run = one;
      Installation old = Installation.of(classPath);
      run.feed(RATE);
      start(0, old);
      start(1, old);
      run.awaitCommitted(10 * RATE);
      exchange(0, Installation.CURRENT, true);
      awaitWork(0, 1);
      running[0].kill(); // so that the older one is given what it has written
      assertRefuses(running[1]);
      start(0, Installation.CURRENT);
      start(1, Installation.CURRENT);
      awaitWork(0, 1);
      running[1].kill();
      start(1, Installation.CURRENT);
      awaitWork(0, 1);
      assertThat(count(CARRIED_OVER)).isPositive();
      exchange(1, old, false);
      assertRefuses(running[1]);
      run.stopFeeding();
      await().atMost(FaultRun.PATIENCE).until(() -> lag(nodes) == 0);
      assertOneVerdictEach(nodes);
    }
  }

  /**
   * How many records of the input, marks of transactions among them, the group has yet to commit.
   */
  private long lag(Nodes nodes) {
    long lag = 0;
    Map<TopicPartition, OffsetAndMetadata> committed =
        Nodes.get(
            nodes.admin().listConsumerGroupOffsets(run.name()).partitionsToOffsetAndMetadata());
    try (KafkaConsumer<byte[], byte[]> consumer = nodes.consumer(run.name() + ".in")) {
      for (Map.Entry<TopicPartition, Long> end :
          consumer.endOffsets(consumer.assignment()).entrySet()) {
        OffsetAndMetadata at = committed.get(end.getKey());
        lag += end.getValue() - (at == null ? 0 : at.offset());
      }
    }
    return lag;
  }

  /** Each record of a series has one verdict, in order, whatever it is. */
  private void assertOneVerdictEach(Nodes nodes) {
    String topic = run.name() + ".a";
    Map<String, List<Long>> expected = times(run.reference().outputs().get(topic));
    Map<String, List<Long>> verdicts = times(Committed.records(nodes, topic));
    assertThat(Mismatch.first(expected, verdicts)).isEmpty();
    System.out.printf(
        "%s: one verdict for each of %d records%n",
        run.name(), verdicts.values().stream().mapToInt(List::size).sum());
  }

  private static Map<String, List<Long>> times(Map<String, List<Written>> byKey) {
    Map<String, List<Long>> times = new TreeMap<>();
    byKey.forEach((key, records) -> times.put(key, records.stream().map(Written::time).toList()));
    times.remove("poison"); // versions may differ in what they take
    return times;
  }

  private void awaitWork(int... instances) {
    for (int i : instances) {
      Moment.RUNNING.await(running[i]);
    }
    run.awaitCommitted(run.committed() + 10 * RATE);
  }

  private static void assertRefuses(ChildJvm instance) {
    assertThat(instance.exit(FaultRun.PATIENCE)).isEqualTo(1);
    assertThat(instance.printed("state has format 3, this version reads format 2")).isTrue();
  }
}
