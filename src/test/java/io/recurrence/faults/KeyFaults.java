package io.recurrence.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.record.JsonEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series in great number, and such that are forgotten and come again, under kills. */
class KeyFaults {
  private static final int KEYS = Integer.getInteger("faults.keys", 1_000_000);
  private static final int ROUNDS = 2;
  private static final Duration LONG = Duration.ofMinutes(15);
  private static final String PIPELINE =
      """
      name: many
      input: {topic: many.in, format: number, partitioned-by-series: true}
      output: {features: many.s}
      horizon: 1
      models: [naive]
      features: [mean, maximum]
      detector: tail
      kafka: {session.timeout.ms: 6000, group.instance.id: one}
      """;

  @TempDir Path directory;

  @Test
  void seriesAreForgottenAndComeAgain() throws Exception {
    int rate = 300;
    String settings = Group.STATIC + "\nstate: {idle: PT1H}";
    try (Nodes nodes = new Nodes(directory, 1);
        FaultRun run = new FaultRun(nodes, "idle", directory, 22, settings)) {
      run.pausing(true);
      run.feed(rate);
      ChildJvm instance = run.start("one");
      for (int i = 1; i <= 8; i++) {
        run.awaitCommitted(run.due() + 6 * rate);
        instance.kill();
        instance = run.start(i % 2 == 0 ? "wiped-" + i : "one");
      }
      run.pausing(false);
      run.awaitCommitted(run.due() + 10 * rate);
      run.finish();
      List<ConsumerRecord<byte[], byte[]>> forgotten = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> change : nodes.read("idle-states-changelog")) {
        if (change.value() == null) {
          forgotten.add(change);
        }
      }
      System.out.printf("%d entries were forgotten%n", forgotten.size());
      assertThat(forgotten).isNotEmpty();
      run.assertUnharmed();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static double value(int round, int key) {
    return (round * 31 + key) % 977 / 8.0;
  }

  private static long time(int round) {
    return FaultInput.START + 60_000L * round;
  }

  private static void send(Nodes nodes, int round) {
    try (KafkaProducer<byte[], byte[]> producer = nodes.producer()) {
      for (int key = 0; key < KEYS; key++) {
        byte[] value = bytes(Double.toString(value(round, key)));
        producer.send(new ProducerRecord<>("many.in", null, time(round), bytes("s" + key), value));
      }
    }
  }

  @Test
  void manyKeysUnderKills() throws Exception {
    Path file = Files.writeString(directory.resolve("many.yaml"), PIPELINE);
    try (Nodes nodes = new Nodes(directory, 1);
        Outputs outputs = new Outputs(nodes)) {
      nodes.create(2, List.of("many.in", "many.s"));
      send(nodes, 0);
      try (ChildJvm first = start(nodes, file, "kept", 0)) {
        outputs.await(KEYS);
        send(nodes, 1);
        outputs.await(KEYS + KEYS / 3);
        first.kill();
        System.out.printf(
            "killed after %d of %d, peak %d MB%n",
            outputs.count(), ROUNDS * KEYS, first.peakMegabytes());
        assertThat(outputs.count()).isLessThan(ROUNDS * KEYS);
      }
      try (ChildJvm second = start(nodes, file, "kept", 1)) {
        outputs.await(ROUNDS * KEYS);
        second.kill();
        System.out.printf("all out, peak %d MB%n", second.peakMegabytes());
      }
      long begun = System.nanoTime();
      try (ChildJvm third = start(nodes, file, "wiped", 2)) {
        third.await("-> RUNNING", LONG);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
            "%d keys: running %.1f s after a start without a store, peak %d MB%n",
            KEYS, seconds, third.peakMegabytes());
        third.terminate();
        assertThat(third.exit(Duration.ofSeconds(30))).isIn(0, 143);
      }
      outputs.assertEachIsThereOnce();
    }
  }

  private ChildJvm start(Nodes nodes, Path file, String state, int run) throws Exception {
    List<String> main = new ArrayList<>(List.of("io.recurrence.cli.Main", "run", file.toString()));
    main.addAll(List.of("--bootstrap-server", nodes.bootstrapServers()));
    main.addAll(List.of("--set", "kafka.state.dir=" + directory.resolve(state)));
    return FaultRun.instance(directory.resolve("many-" + run + ".log"), 512, main);
  }

  /** Compares each output with what a state says that never left the heap. */
  private static final class Outputs implements AutoCloseable {
    private final Nodes nodes;
    private final PipelineSpec spec = SpecLoader.parse(PIPELINE);
    private final SeriesPipeline pipeline = spec.newPipeline();
    private final Reorderer reorderer = new Reorderer(pipeline);
    private final JsonEncoder encoder = new JsonEncoder(spec.confidence(), spec.version(pipeline));
    private final byte[] seen = new byte[KEYS];
    private KafkaConsumer<byte[], byte[]> consumer;
    private int count;

    Outputs(Nodes nodes) {
      this.nodes = nodes;
    }

    int count() {
      return count;
    }

    void await(int atLeast) {
      if (consumer == null) {
        consumer = nodes.consumer("many.s");
      }
      long end = System.nanoTime() + LONG.toNanos();
      while (count < atLeast) {
        assertThat(System.nanoTime()).as("%d of %d", count, atLeast).isLessThan(end);
        consumer.poll(Duration.ofMillis(200)).forEach(this::check);
      }
    }

    private void check(ConsumerRecord<byte[], byte[]> record) {
      String name = new String(record.key(), StandardCharsets.UTF_8);
      int key = Integer.parseInt(name.substring(1));
      int round = seen[key]++;
      List<String> expected = new ArrayList<>();
      State state = pipeline.newState();
      for (int r = 0; r <= round; r++) {
        reorderer.accept(
            state,
            r,
            time(r),
            true,
            value(r, key),
            out ->
                expected.add(
                    new String(encoder.features(name, out.features()), StandardCharsets.UTF_8)));
      }
      assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo(expected.get(round));
      count++;
    }

    void assertEachIsThereOnce() {
      consumer.poll(Duration.ofSeconds(1)).forEach(this::check);
      for (int key = 0; key < KEYS; key++) {
        assertThat(seen[key]).as("outputs of key %d", key).isEqualTo((byte) ROUNDS);
      }
      assertThat(count).isEqualTo(ROUNDS * KEYS);
    }

    @Override
    public void close() {
      if (consumer != null) {
        consumer.close();
      }
    }
  }
}
