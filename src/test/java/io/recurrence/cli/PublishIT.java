package io.recurrence.cli;

import static io.recurrence.cli.ControlledPipelines.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.forecast.network.MadeWeights;
import io.recurrence.forecast.network.WeightSchedule;
import io.recurrence.forecast.network.Weights;
import io.recurrence.network.layer.LayerType;
import io.recurrence.streams.Application;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Weights published on a real broker, while records flow. */
class PublishIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SERIES = 4;
  private static final int STEPS = 1_200; // of each series

  @RegisterExtension final Console console = new Console();
  private final Path directory;
  private final ControlledPipelines pipelines;

  PublishIT(@TempDir Path directory) {
    this.directory = directory;
    this.pipelines = new ControlledPipelines(directory, console);
  }

  private static void send(String topic, int from, int to) {
    try (KafkaProducer<byte[], byte[]> producer = KafkaFixture.producer()) {
      for (int t = from; t < to; t++) {
        for (int s = 0; s < SERIES; s++) {
          double value =
              20 + s + 5 * Math.sin(t / (9.0 + s)) + Math.floorMod(t * 31 + s * 7, 13) / 10.0;
          long time = time(t).toEpochMilli();
          String json = "{\"ts\":%d,\"value\":%s}".formatted(time, value);
          ProducerRecord<byte[], byte[]> record = KafkaFixture.record(topic, time, "s" + s, json);
          producer.send(record);
        }
      }
    }
  }

  /** By series, the records in their order, without what names the pipeline. */
  private static Map<String, List<String>> read(String topic, int count) {
    Map<String, List<String>> bySeries = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : KafkaFixture.read(topic, count, PATIENCE)) {
      String value = new String(record.value(), StandardCharsets.UTF_8);
      bySeries
          .computeIfAbsent(new String(record.key(), StandardCharsets.UTF_8), s -> new ArrayList<>())
          .add(value.replaceFirst("\"pipeline_version\":\"[a-z-]+@", "\"pipeline_version\":\""));
    }
    return bySeries;
  }

  @Test
  void weightsPublishedAsRecordsFlowTakeOverAtTheirTimeWhateverIsKilled() throws Exception {
    KafkaFixture.create(2, List.of("swap.in"));
    for (String name : List.of("killed", "calm")) {
      KafkaFixture.create(2, List.of(name + ".a", name + ".f", name + ".o", name + ".d"));
    }
    Path killed = pipelines.pipeline("killed", "swap.in");
    Path calm = pipelines.pipeline("calm", "swap.in");
    Weights second = MadeWeights.like(Weights.SHIPPED, 2);
    Weights third = MadeWeights.like(Weights.SHIPPED, 3);
    Path state = directory.resolve("killed");

    AppProcess app = AppProcess.run(killed, state, "--create-topics", "2");
    Path log = Path.of("target", "killed.log");
    try {
      send("swap.in", 0, 300);
      KafkaFixture.read("killed.a", 250 * SERIES, PATIENCE);
      publishWhileItRuns(killed, second, 600, log);
      send("swap.in", 300, 590);
      KafkaFixture.read("killed.a", 580 * SERIES, PATIENCE);
      app.kill();
      app = AppProcess.run(killed, state);
      send("swap.in", 590, 700);
      KafkaFixture.read("killed.a", 610 * SERIES, PATIENCE); // some series have been swapped
      app.kill();
      app = AppProcess.run(killed, state);
      KafkaFixture.read("killed.a", 700 * SERIES, PATIENCE);
      publishWhileItRuns(killed, third, 900, log);
      send("swap.in", 700, STEPS);
      Map<String, List<String>> verdicts = read("killed.a", STEPS * SERIES);
      Map<String, List<String>> forecasts = read("killed.f", (STEPS - 1) * SERIES);
      Map<String, List<String>> outcomes = read("killed.o", 1);
      assertThat(app.stop()).isIn(0, 143);

      try (AppProcess reference = AppProcess.run(calm, directory.resolve("calm"))) {
        assertThat(verdicts).isEqualTo(read("calm.a", STEPS * SERIES));
        assertThat(forecasts).isEqualTo(read("calm.f", (STEPS - 1) * SERIES));
        assertThat(outcomes).isEqualTo(read("calm.o", 1));
        assertThat(reference.stop()).isIn(0, 143);
      }
      String first = Weights.find(Weights.SHIPPED).version();
      assertThat(forecasts).hasSize(SERIES);
      for (List<String> each : forecasts.values()) {
        assertThat(each).hasSize(STEPS - 1);
        for (int t = 1; t < STEPS; t++) {
          JsonNode fan = JSON.readTree(each.get(t - 1));
          assertThat(fan.get("timestamp").asLong()).isEqualTo(time(t).toEpochMilli());
          assertThat(fan.get("network_version").asText())
              .isEqualTo(t < 600 ? first : t < 900 ? second.version() : third.version());
        }
      }
    } finally {
      app.close();
    }
  }

  private void publishWhileItRuns(Path pipeline, Weights weights, int step, Path log)
      throws IOException {
    String at = time(step).toString();
    String file = pipelines.weights(weights).toString();
    assertThat(pipelines.publish(pipeline, "--weights", file, "--at", at, "--past"))
        .startsWith("0 swap.in.weights: weights " + weights.version() + " serve from " + at);
    await("the application reads it")
        .atMost(PATIENCE)
        .until(() -> Files.readString(log).contains(weights.version() + " serve from " + at));
  }

  @Test
  void whatCannotServeIsIgnoredAndCountedAndTheStreamGoesOn() throws Exception {
    Path file = pipelines.pipeline("hostile", "hostile.in");
    PipelineSpec spec = SpecLoader.load(file, Map.of(), List.of());
    KafkaFixture.create(1, Topics.of(spec));
    try (Topics topics = new Topics(Map.of("bootstrap.servers", KafkaFixture.bootstrapServers()))) {
      topics.createControls(Topics.controls(spec));
    }
    Weights good = MadeWeights.like(Weights.SHIPPED, 4);
    byte[] damaged = good.toBytes();
    damaged[5_000] ^= 1;
    byte[] other = MadeWeights.of(LayerType.GRU, 8, 8, 1).toBytes();
    control("hostile.in.weights", time(3).toString(), other);
    control("hostile.in.weights", time(4).toString(), new byte[] {1, 2, 3});
    control("hostile.in.weights", "tomorrow", good.toBytes());

    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    WeightSchedule schedule = spec.networks().get(0).schedule();
    try (Application application =
        new Application(spec, KafkaFixture.settings("hostile"), registry)) {
      application.start(); // what was there has been read
      assertThat(count(registry, "ignored")).isEqualTo(3);
      assertThat(schedule.scheduled()).isEmpty();
      send("hostile.in", 0, 10);
      KafkaFixture.read("hostile.a", 10 * SERIES, PATIENCE);

      control("hostile.in.weights", time(20).toString(), damaged);
      control("hostile.in.weights", time(15).toString(), good.toBytes());
      control("hostile.in.weights", time(30).toString(), good.toBytes());
      control("hostile.in.weights", time(30).toString(), damaged); // the last of a key counts
      control("hostile.in.weights", time(5).toString(), good.toBytes()); // records have passed it
      control("hostile.in.weights", time(5).toString(), null);
      await().atMost(PATIENCE).until(() -> count(registry, "withdrawn") == 1);
      assertThat(schedule.scheduled()).containsOnlyKeys(time(15));
      assertThat(count(registry, "ignored")).isEqualTo(5);
      assertThat(count(registry, "scheduled")).isEqualTo(2);
      assertThat(count(registry, "late")).isEqualTo(1);

      send("hostile.in", 10, 40);
      Set<String> versions = new LinkedHashSet<>();
      for (String fan : read("hostile.f", 39 * SERIES).get("s0")) {
        versions.add(JSON.readTree(fan).get("network_version").asText());
      }
      assertThat(versions).containsExactly(Weights.find(Weights.SHIPPED).version(), good.version());
      assertThat(registry.get("recurrence.weights.swapped").counter().count()).isEqualTo(SERIES);
    }
  }

  private static double count(SimpleMeterRegistry registry, String result) {
    return registry.get("recurrence.weights.published").tag("result", result).counter().count();
  }

  private static void control(String topic, String key, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = KafkaFixture.producer()) {
      producer.send(new ProducerRecord<>(topic, KafkaFixture.bytes(key), value)).get();
    }
  }
}
