package io.recurrence.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.record.BinaryDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;

/** A pipeline in Kafka's TopologyTestDriver. */
final class PipelineDriver implements AutoCloseable {
  /** A pipeline of plain numbers that writes all there is to write. */
  static final String NUMBERS =
      """
      name: t
      input: {topic: in, format: number}
      output: {anomalies: a, forecasts: f, outcomes: o, features: s, dead-letters: d}
      horizon: 3
      step: PT1S
      models: [naive]
      features: [maximum, sum]
      """;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BinaryDecoder DECODER = new BinaryDecoder();

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final TopologyTestDriver driver;
  private final Path state;
  private final TestInputTopic<byte[], byte[]> input;

  private final PipelineSpec spec;

  PipelineDriver(String yaml) {
    this(SpecLoader.parse(yaml));
  }

  PipelineDriver(PipelineSpec spec) {
    this.spec = spec;
    try {
      state = stateDirectory();
      var settings = Settings.of(spec, Map.of("state.dir", state.toString()));
      driver =
          new TopologyTestDriver(Topologies.of(spec, new Meters(registry, spec.name())), settings);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    input =
        driver.createInputTopic(
            spec.input().topics().names().get(0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * In memory where there is such a file system: each record is a commit, which waits for a disk.
   */
  private static Path stateDirectory() throws IOException {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory)
        ? Files.createTempDirectory(memory, "driver")
        : Files.createTempDirectory("driver");
  }

  void send(String key, String value, long time) {
    send(key, value, time, Map.of());
  }

  void send(String key, String value, long time, Map<String, String> headers) {
    RecordHeaders all = new RecordHeaders();
    headers.forEach((name, text) -> all.add(name, text.getBytes(StandardCharsets.UTF_8)));
    input.pipeInput(
        new TestRecord<>(
            key == null ? null : key.getBytes(StandardCharsets.UTF_8),
            value == null ? null : value.getBytes(StandardCharsets.UTF_8),
            all,
            Instant.ofEpochMilli(time)));
  }

  /** Sends bytes. */
  void send(String key, byte[] value, long time) {
    input.pipeInput(
        new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), value, Instant.ofEpochMilli(time)));
  }

  /** Says something of alarms, in JSON with single quotes. */
  void feedback(String json, long time) {
    driver
        .createInputTopic(spec.feedback(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(
            new TestRecord<>(
                null,
                json.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                Instant.ofEpochMilli(time)));
  }

  /** Sends a value of a series as a number, at a time given in seconds. */
  void number(String series, double value, long seconds) {
    send(series, Double.toString(value), seconds * 1000);
  }

  List<TestRecord<String, byte[]>> raw(String topic) {
    return driver
        .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  List<JsonNode> json(String topic) {
    return raw(topic).stream().map(record -> parse(DECODER.json(record.value()))).toList();
  }

  /** The version of the weights that its network begins with. */
  String first() {
    return spec.networks().get(0).schedule().first().version();
  }

  /** Moves the clock of the machine on. */
  void pass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  WriteBehindStore states() {
    return (WriteBehindStore) driver.getAllStateStores().get(Topologies.STATES);
  }

  /** How many states the store holds, counted. */
  int entries() {
    int count = 0;
    try (KeyValueIterator<?, ?> all = states().all()) {
      for (; all.hasNext(); all.next()) {
        count++;
      }
    }
    return count;
  }

  double counter(String name, String... tags) {
    return registry.get(name).tags(tags).counter().count();
  }

  static JsonNode parse(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    driver.close();
    try {
      Utils.delete(state.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a header that a record has. */
  static String header(TestRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
