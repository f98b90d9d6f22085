package io.recurrence.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.ApplicationSpec;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several pipelines in one topology. */
class SharedTopologyTest {
  private static final String OVEN =
      """
      name: oven
      input: {topic: plant, value: /oven, partitioned-by-series: true, %s}
      output: {anomalies: oven.a, dead-letters: oven.d}
      horizon: 2
      models: [naive]
      """;
  private static final String FAN =
      """
      name: fan
      input: {topic: plant, value: /fan, partitioned-by-series: true, %s}
      output: {anomalies: fan.a, dead-letters: fan.d}
      horizon: 2
      models: [naive]
      """;
  private static final String ROUTED =
      """
      name: routed
      input: {topic: plant, series: /id}
      output: {features: routed.s}
      features: [sum]
      """;

  @TempDir Path directory;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private static ApplicationSpec application(PipelineSpec... pipelines) {
    return new ApplicationSpec("works", false, List.of(pipelines), Map.of());
  }

  private static PipelineSpec pipeline(String yaml, String more) {
    return SpecLoader.parse(yaml.formatted(more));
  }

  private Topology topology(ApplicationSpec application) {
    return Topologies.of(
        application.name(),
        NamedPipeline.of(application, registry),
        TopicFacts.UNKNOWN,
        pipeline -> SourcePositions.ONE_PARTITION);
  }

  private TopologyTestDriver driver(ApplicationSpec application, String state) {
    Properties settings =
        Settings.of(application, Map.of("state.dir", directory.resolve(state).toString()));
    return new TopologyTestDriver(topology(application), settings);
  }

  private static void send(TopologyTestDriver driver, String json, long time) {
    TestInputTopic<byte[], byte[]> input =
        driver.createInputTopic("plant", new ByteArraySerializer(), new ByteArraySerializer());
    input.pipeInput(bytes("k"), bytes(json), time);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What has been written to a topic: values, times and headers. */
  private static List<String> read(TopologyTestDriver driver, String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .stream()
        .map(SharedTopologyTest::text)
        .toList();
  }

  private static String text(TestRecord<byte[], byte[]> record) {
    return new String(record.value(), StandardCharsets.UTF_8)
        + record.timestamp()
        + Arrays.stream(record.headers().toArray())
            .map(header -> header.key() + '=' + new String(header.value(), StandardCharsets.UTF_8))
            .toList();
  }

  @Test
  void aTopicThatSeveralPipelinesReadIsOneSource() {
    String described =
        topology(application(pipeline(OVEN, ""), pipeline(FAN, ""), pipeline(ROUTED, "")))
            .describe()
            .toString();
    assertThat(described.lines().filter(line -> line.contains("topics: [plant]")))
        .containsExactly("    Source: oven.input (topics: [plant])");
    assertThat(described)
        .contains("--> fan.reader, oven.reader, routed.reader")
        .contains("Processor: oven.series (stores: [oven.states])")
        .contains("Processor: fan.series (stores: [fan.states])")
        .contains("Sink: fan.dead-letters (topic: fan.d)")
        .contains("Source: routed.by-series-repartition-source (topics: [routed.by-series")
        .contains("Processor: routed.gather (stores: [routed.gather");
  }

  @Test
  void eachWritesWhatItWritesAlone() {
    PipelineSpec oven = pipeline(OVEN, "");
    PipelineSpec fan = pipeline(FAN, "");
    long farAhead = System.currentTimeMillis() + 86_400_000;
    try (TopologyTestDriver together = driver(application(oven, fan), "together");
        TopologyTestDriver ovenAlone = driver(ApplicationSpec.of(oven), "oven");
        TopologyTestDriver fanAlone = driver(ApplicationSpec.of(fan), "fan")) {
      Stream.of(together, ovenAlone, fanAlone)
          .forEach(
              driver -> {
                send(driver, "{\"oven\": 5, \"fan\": 7}", 1_000);
                send(driver, "{\"oven\": 6}", 2_000);
                send(driver, "{\"oven\": 6, \"fan\": 8}", farAhead);
                send(driver, "no JSON", 3_000);
                send(driver, "{\"oven\": 5, \"fan\": 7}", 4_000);
              });
      List<String> dead = read(together, "fan.d");
      assertThat(dead).hasSize(3).isEqualTo(read(fanAlone, "fan.d"));
      assertThat(dead.get(1)).contains("AHEAD_OF_TIME", "recurrence.timestamp=" + farAhead);
      assertThat(read(together, "oven.d")).hasSize(2).isEqualTo(read(ovenAlone, "oven.d"));
      assertThat(read(together, "oven.a")).hasSize(3).isEqualTo(read(ovenAlone, "oven.a"));
      assertThat(read(together, "fan.a")).hasSize(2).isEqualTo(read(fanAlone, "fan.a"));
    }
  }

  @Test
  void eachRefusesTimesByItsOwnLimit() {
    PipelineSpec oven = pipeline(OVEN, "max-ahead: PT1H");
    PipelineSpec fan = pipeline(FAN, "max-ahead: PT0S");
    try (TopologyTestDriver driver = driver(application(oven, fan), "ahead")) {
      send(driver, "{\"oven\": 5, \"fan\": 7}", System.currentTimeMillis() + 1_800_000);
      assertThat(read(driver, "oven.a")).hasSize(1);
      assertThat(read(driver, "oven.d")).isEmpty();
      assertThat(read(driver, "fan.a")).isEmpty();
      assertThat(read(driver, "fan.d")).singleElement().asString().contains("AHEAD_OF_TIME");
    }
  }

  @Test
  void whatIsCountedIsCountedOfThePipeline() {
    try (TopologyTestDriver driver =
        driver(application(pipeline(OVEN, ""), pipeline(FAN, "")), "counted")) {
      send(driver, "{\"oven\": 5}", 1_000);
      send(driver, "{\"oven\": 6, \"fan\": 7}", 2_000);
    }
    assertThat(accepted("oven")).isEqualTo(2);
    assertThat(accepted("fan")).isEqualTo(1);
  }

  private double accepted(String pipeline) {
    return registry
        .get("recurrence.records")
        .tags("pipeline", pipeline, "result", "accepted")
        .counter()
        .count();
  }

  @Test
  void theHeapIsSharedByTheStatesOfAllPipelines() {
    try (TopologyTestDriver driver =
        driver(application(pipeline(OVEN, ""), pipeline(FAN, "")), "shared")) {
      send(driver, "{\"oven\": 6, \"fan\": 7}", 2_000);
      assertThat(
              Stream.of("oven.states", "fan.states")
                  .map(name -> (WriteBehindStore) driver.getAllStateStores().get(name))
                  .map(WriteBehindStore::share))
          .containsOnly(HeapBudget.standard() / 2);
    }
  }

  @Test
  void aPipelineKeepsItsStatesWhenAnotherJoinsIt() {
    PipelineSpec oven = pipeline(OVEN, "");
    try (TopologyTestDriver driver = driver(application(oven), "joined")) {
      assertThat(driver.getAllStateStores()).containsOnlyKeys("oven.states");
    }
    try (TopologyTestDriver driver = driver(application(oven, pipeline(FAN, "")), "joined")) {
      assertThat(driver.getAllStateStores()).containsOnlyKeys("oven.states", "fan.states");
    }
  }
}
