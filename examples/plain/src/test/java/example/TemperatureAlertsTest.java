package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.SpecException;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.DeadLetters;
import io.recurrence.streams.SeriesEvent;
import io.recurrence.streams.SeriesEventSerde;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.DoubleDeserializer;
import org.apache.kafka.common.serialization.DoubleSerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemperatureAlertsTest {
  private static final int MOST_JARS = 11; // beyond those that Kafka Streams brings
  private static final Set<String> OF_KAFKA_STREAMS =
      Set.of(
          "kafka-streams",
          "kafka-clients",
          "zstd-jni",
          "lz4-java",
          "snappy-java",
          "rocksdbjni",
          "slf4j-api",
          "jackson-annotations",
          "jackson-core",
          "jackson-databind");

  @TempDir Path directory;

  @Test
  void aSpikeIsAnAlertAndAnUnusableValueADeadLetter() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    try (TopologyTestDriver driver =
        new TopologyTestDriver(TemperatureAlerts.topology(new SimpleMeterRegistry()), settings)) {
      var in =
          driver.createInputTopic("temperatures", new StringSerializer(), new DoubleSerializer());
      for (int i = 0; i < 500; i++) {
        in.pipeInput("boiler", i == 400 ? 95.0 : 20 + 0.1 * (i * i % 7), 60_000L * i);
      }
      in.pipeInput("boiler", Double.NaN, 500 * 60_000L); // a step without a value
      in.pipeInput("boiler", 1e300, 501 * 60_000L);

      List<String> alerts =
          driver
              .createOutputTopic(
                  "temperatures.alerts", new StringDeserializer(), new StringDeserializer())
              .readValuesToList();
      assertThat(alerts).isNotEmpty().allSatisfy(alert -> assertThat(alert).contains(": "));
      List<SeriesEvent> events =
          driver
              .createOutputTopic(
                  "temperatures.events",
                  new StringDeserializer(),
                  new SeriesEventSerde().deserializer())
              .readValuesToList();
      assertThat(events.get(400).anomaly()).isTrue();
      assertThat(events.get(499).forecast().orElseThrow().weights()).containsKey("median(5)");
      var dead =
          driver
              .createOutputTopic(
                  "temperatures.dead", new StringDeserializer(), new DoubleDeserializer())
              .readRecord();
      assertThat(new String(dead.headers().lastHeader(DeadLetters.REASON).value()))
          .isEqualTo("NOT_FINITE");
    }
  }

  @Test
  void settingsOfTheOwnModelAreChecked() {
    assertThatThrownBy(() -> SpecLoader.parse("models: [{type: median, windw: 5}]"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("did you mean")
        .hasMessageContaining("window");
  }

  @Test
  void aFormatWhoseLibraryIsNotThereNamesIt() {
    assertThatThrownBy(
            () -> SpecLoader.parse("input: {topic: t, format: cbor, series: /s, value: /v}"))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("com.fasterxml.jackson.dataformat:jackson-dataformat-cbor");
  }

  @Test
  void theLibraryBringsLittleAndNoLoggingBackend() throws IOException {
    List<String> jars =
        Arrays.stream(
                Files.readString(Path.of("target/runtime.classpath")).split(File.pathSeparator))
            .map(jar -> Path.of(jar.strip()).getFileName().toString().replaceAll("-\\d.*", ""))
            .toList();
    assertThat(jars)
        .contains("recurrence-core", "recurrence-streams")
        .containsAll(OF_KAFKA_STREAMS);
    assertThat(jars.stream().filter(jar -> !OF_KAFKA_STREAMS.contains(jar)).toList())
        .hasSizeLessThanOrEqualTo(MOST_JARS)
        .noneMatch(
            jar -> jar.contains("log4j") || jar.contains("logback") || jar.contains("kafka_"));
    assertThat(getClass().getResource("/log4j2.xml")).isNull();
  }
}
