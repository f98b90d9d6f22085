package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several pipelines in one process, on a real broker. */
class SeveralPipelinesIT {
  private static final String CONSUMED = "kafka.consumer.fetch.manager.records.consumed.total";
  private static final int SERIES = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path directory;

  /** Of each of two pipelines, what tells a record that was lost or came twice. */
  private static String direct(String name, String topic) {
    return """
        name: %1$s
        input: {topic: %2$s, value: /x, partitioned-by-series: true, time: {field: /ts}}
        output: {anomalies: %1$s.a, features: %1$s.s}
        horizon: 3
        features: [sum]
        kafka: {session.timeout.ms: 6000}
        """
        .formatted(name, topic);
  }

  private static String routed(String name, String topic) {
    return """
        name: %1$s
        input: {topic: %2$s, series: /id, value: /y, time: {field: /ts}}
        output: {anomalies: %1$s.a, features: %1$s.s}
        horizon: 2
        models: [naive]
        features: [sum]
        kafka: {heartbeat.interval.ms: 1500}
        """
        .formatted(name, topic);
  }

  private static List<ProducerRecord<byte[], byte[]>> records(String topic, int from, int to) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = from; i < to; i++) {
      String series = "k" + i % SERIES;
      long time = 1_700_000_000_000L + 1000L * (i / SERIES);
      double x = 5 + Math.sin(i / 20.0) + i % 7 / 10.0;
      String json =
          "{\"id\":\"%s\",\"ts\":%d,\"x\":%.2f,\"y\":%d}".formatted(series, time, x, i / SERIES);
      records.add(KafkaFixture.record(topic, time, series, json));
    }
    return records;
  }

  private static void create(PipelineSpec... specs) {
    for (PipelineSpec spec : specs) {
      KafkaFixture.create(2, Topics.of(spec));
    }
  }

  private static Map<String, List<String>> written(String topic, int records) {
    return KafkaFixture.bySeries(topic, records, PATIENCE);
  }

  @Test
  void afterAKillBothHaveWrittenWhatEachWritesAloneAndUndisturbed() throws Exception {
    int count = 4_000;
    String topic = "killed-in";
    Path one = Files.writeString(directory.resolve("one.yaml"), direct("killed-direct", topic));
    Path two = Files.writeString(directory.resolve("two.yaml"), routed("killed-routed", topic));
    List<PipelineSpec> alone =
        List.of(
            SpecLoader.parse(direct("whole-direct", topic)),
            SpecLoader.parse(routed("whole-routed", topic)));
    create(alone.get(0), alone.get(1));
    create(SpecLoader.parse(Files.readString(one)), SpecLoader.parse(Files.readString(two)));
    List<ProducerRecord<byte[], byte[]>> records = records(topic, 0, count);

    String[] more = {two.toString(), "--name", "killed"};
    AppProcess app = AppProcess.run(one, directory.resolve("killed"), more);
    try (KafkaProducer<byte[], byte[]> producer = KafkaFixture.producer()) {
      records.subList(0, count / 2).forEach(producer::send);
      producer.flush();
      for (String output : List.of("killed-direct.a", "killed-routed.a")) {
        assertThat(KafkaFixture.read(output, 200, PATIENCE)).hasSizeGreaterThanOrEqualTo(200);
      }
      assertThat(app.alive()).isTrue();
      app.kill();
      app = AppProcess.run(one, directory.resolve("killed"), more);
      records.subList(count / 2, count).forEach(producer::send);
    }
    for (PipelineSpec spec : alone) {
      try (Application whole =
          new Application(spec, KafkaFixture.settings(spec.name()), new SimpleMeterRegistry())) {
        whole.start();
        assertThat(KafkaFixture.read(spec.output().anomalies(), count, PATIENCE)).hasSize(count);
      }
    }
    for (String kind : List.of("direct.a", "direct.s", "routed.a", "routed.s")) {
      Map<String, List<String>> expected = written("whole-" + kind, count);
      assertThat(expected).hasSize(SERIES);
      assertThat(written("killed-" + kind, count)).as(kind).isEqualTo(expected);
    }
    assertThat(app.stop()).isIn(0, 143);
    assertThat(app.printed())
        .contains("killed-direct: killed-in -> [killed-direct.a, killed-direct.s]")
        .containsPattern("killed-direct: NOT_RUNNING, [\\d,]+ records")
        .containsPattern("killed-routed: NOT_RUNNING, [\\d,]+ records");
  }

  @Test
  void aRecordOfATopicThatAllReadIsFetchedOnce() {
    int count = 1_000;
    String topic = "fetched";
    List<PipelineSpec> specs =
        IntStream.range(0, 3)
            .mapToObj(i -> SpecLoader.parse(direct("fetching-" + i, topic)))
            .toList();
    create(specs.toArray(PipelineSpec[]::new));
    KafkaFixture.send(records(topic, 0, count));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    ApplicationSpec spec = new ApplicationSpec("fetching", false, specs, Map.of());
    try (Application application =
        new Application(spec, KafkaFixture.settings("fetching"), registry)) {
      application.start();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(application.pipelines())
                      .allSatisfy(
                          each -> {
                            assertThat(each.records()).isEqualTo(count);
                            assertThat(each.series()).isEqualTo(SERIES);
                            assertThat(each.lag()).hasValue(0);
                          }));
      assertThat(registry.get("recurrence.ready").gauges())
          .as("of each pipeline")
          .hasSize(specs.size())
          .allMatch(gauge -> gauge.value() == 1);
      await().atMost(PATIENCE).until(() -> consumed(registry, topic) > 0);
      assertThat(consumed(registry, topic)).isEqualTo(count);
    }
  }

  private static double consumed(SimpleMeterRegistry registry, String topic) {
    return registry.getMeters().stream()
        .filter(meter -> meter instanceof FunctionCounter)
        .filter(meter -> meter.getId().getName().equals(CONSUMED))
        .filter(meter -> topic.equals(meter.getId().getTag("topic")))
        .map(Meter::measure)
        .mapToDouble(measured -> measured.iterator().next().getValue())
        .sum();
  }

  /**
   * The pipelines that join stand before the one that is there, so that its tasks have other
   * numbers, and other directories, than they had.
   */
  @Test
  void aPipelineKeepsItsStatesWhenOthersJoinAndLeave() {
    PipelineSpec stays = SpecLoader.parse(direct("stays", "shared-in"));
    PipelineSpec other = SpecLoader.parse(routed("elsewhere", "other-in"));
    PipelineSpec reader = SpecLoader.parse(direct("reader", "shared-in"));
    create(stays, other, reader);
    Map<String, String> settings = KafkaFixture.settings("joined");
    int count = 400;
    run(settings, "shared-in", 0, count, stays);
    KafkaFixture.send(records("other-in", 0, count));
    run(settings, "shared-in", count, 2 * count, other, reader, stays);
    run(settings, "shared-in", 2 * count, 3 * count, stays);

    assertThat(sums("stays.s", 3 * count)).isEqualTo(sumsOfX(0, 3 * count));
    assertThat(sums("elsewhere.s", count).values()).allMatch(each -> each.size() == count / SERIES);
    assertThat(sums("reader.s", count))
        .as("of a topic that was read already, what comes after it joins")
        .isEqualTo(sumsOfX(count, 2 * count));
  }

  private static void run(
      Map<String, String> settings, String topic, int from, int to, PipelineSpec... specs) {
    ApplicationSpec spec = new ApplicationSpec("joined", false, List.of(specs), Map.of());
    try (Application application = new Application(spec, settings, new SimpleMeterRegistry())) {
      application.start();
      KafkaFixture.send(records(topic, from, to));
      KafkaFixture.read("stays.s", to, PATIENCE);
      await().atMost(PATIENCE).until(() -> application.pipelines().get(0).records() > 0);
    }
  }

  private static Map<String, List<Double>> sums(String topic, int count) {
    return written(topic, count).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                each ->
                    each.getValue().stream()
                        .map(json -> json.replaceAll(".*\"sum\":([\\d.]+).*", "$1"))
                        .map(Double::parseDouble)
                        .map(sum -> Math.round(sum * 100) / 100.0)
                        .toList()));
  }

  private static Map<String, List<Double>> sumsOfX(int from, int to) {
    Map<String, List<Double>> sums = new TreeMap<>();
    for (ProducerRecord<byte[], byte[]> record : records("any", from, to)) {
      double x = Double.parseDouble(text(record.value()).replaceAll(".*\"x\":([\\d.]+).*", "$1"));
      List<Double> of = sums.computeIfAbsent(text(record.key()), k -> new ArrayList<>());
      double before = of.isEmpty() ? 0 : of.get(of.size() - 1);
      of.add(Math.round((before + x) * 100) / 100.0);
    }
    return sums;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
