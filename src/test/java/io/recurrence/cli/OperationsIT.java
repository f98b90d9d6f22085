package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Looking into a pipeline, replaying it, comparing outputs, beginning anew. */
class OperationsIT {
  private static final int STEPS = 40;
  private static final List<String> SERIES = List.of("a", "b", "c");

  @RegisterExtension private final Console console = new Console();
  @TempDir Path directory;

  private Path pipeline(String name) throws Exception {
    KafkaFixture.create(2, List.of(name + ".in", name + ".out", name + ".f"));
    return Files.writeString(
        directory.resolve(name + ".yaml"),
        """
        name: %1$s
        input: {topic: %1$s.in, value: /value, time: {field: /ts, unit: ms}}
        output: {anomalies: %1$s.out, forecasts: %1$s.f}
        horizon: 3
        models: [holt, naive]
        kafka: {bootstrap.servers: "%2$s", state.dir: "%3$s"}
        """
            .formatted(name, KafkaFixture.bootstrapServers(), directory.resolve("state")));
  }

  private static void send(String topic, int from) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = from; i < from + STEPS; i++) {
      for (String series : SERIES) {
        long time = 1_700_000_000_000L + 60_000L * i;
        String json = "{\"ts\":%d,\"value\":%d}".formatted(time, i + series.charAt(0) + i % 7);
        records.add(KafkaFixture.record(topic, time, series, json));
      }
    }
    KafkaFixture.send(records);
  }

  /** Runs the pipeline until it has written so much. */
  private List<ConsumerRecord<byte[], byte[]>> run(Path file, String topic, int outputs) {
    try (Application application =
        new Application(
            SpecLoader.load(file, Map.of(), List.of()), Map.of(), new SimpleMeterRegistry())) {
      application.start();
      return KafkaFixture.read(topic, outputs, Duration.ofSeconds(60));
    }
  }

  private String command(String name, Path file, String... more) {
    return console.run(
        Stream.concat(Stream.of(name, file.toString()), Arrays.stream(more))
            .toArray(String[]::new));
  }

  private String diff(String one, String other) {
    return console.run("diff", one, other, "--bootstrap-server", KafkaFixture.bootstrapServers());
  }

  @Test
  void aReplayGivesTheSameOutputsAndOtherSettingsOthers() throws Exception {
    Path file = pipeline("past");
    send("past.in", 0);
    int all = SERIES.size() * STEPS;
    run(file, "past.out", all);
    assertThat(command("replay", file))
        .startsWith("0 ")
        .contains("past.replay: 120 records", "outputs: past.out.replay, past.f.replay");
    assertThat(diff("past.out", "past.out.replay"))
        .isEqualTo("0 0 of 3 keys differ; records: 120 in past.out, 120 in past.out.replay\n");
    assertThat(command("replay", file)).startsWith("2 ").contains("another --suffix");

    assertThat(
            command(
                "replay",
                file,
                "--suffix=.part",
                "--set=confidence=0.5",
                "--to=2023-11-14T22:23:20Z"))
        .startsWith("0 ")
        .contains("past.part: 30 records of 3 series");
    assertThat(diff("past.out", "past.out.part"))
        .startsWith("1 a: 40 of 40 and 10 records differ; the first: timestamp 1700000000000, ")
        .contains("confidence_level: 0.95, then 0.5", "3 of 3 keys differ");

    Path lines = Files.writeString(directory.resolve("lines"), "a|{\"ts\":1,\"value\":1}\n");
    assertThat(command("replay", file, "--suffix=.file", "--file=" + lines, "--key-separator=|"))
        .contains("past.file: 1 records of 1 series");
  }

  @Test
  void theStateOfASeriesIsShownAndForgotten() throws Exception {
    Path file = pipeline("known");
    send("known.in", 0);
    int all = SERIES.size() * STEPS;
    run(file, "known.out", all);
    assertThat(command("inspect", file, "b"))
        .startsWith("0 series 'b' of known@")
        .contains("40 values in 40 steps, the last at 2023-11-14T22:52:20Z", "level ", "next: ");
    assertThat(command("inspect", file, "none")).startsWith("2 ").contains("no state");

    assertThat(command("reset", file, "--series=b")).contains("nothing was done");
    assertThat(command("inspect", file, "b")).startsWith("0 ");
    assertThat(command("reset", file, "--series=b", "--execute")).startsWith("0 ");
    assertThat(command("inspect", file, "b")).startsWith("2 ").contains("no state");
    assertThat(command("reset", file, "--series=b", "--execute")).contains("had none");

    send("known.in", STEPS);
    List<ConsumerRecord<byte[], byte[]>> out = run(file, "known.out", 2 * all);
    assertThat(firstOf(out, "b")).contains("\"expected_value\":null", "WARMING_UP");
    assertThat(firstOf(out, "a")).doesNotContain("\"expected_value\":null");
    assertThat(command("inspect", file, "b")).contains("40 values in 40 steps");
    assertThat(command("inspect", file, "a")).contains("80 values in 80 steps");
  }

  /** The first record of a series after the first run. */
  private static String firstOf(List<ConsumerRecord<byte[], byte[]>> records, String series) {
    return records.stream()
        .filter(each -> new String(each.key(), StandardCharsets.UTF_8).equals(series))
        .map(each -> new String(each.value(), StandardCharsets.UTF_8))
        .skip(STEPS)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aWholePipelineBeginsAnewButNotWhileItRuns() throws Exception {
    Path file = pipeline("anew");
    send("anew.in", 0);
    int all = SERIES.size() * STEPS;
    run(file, "anew.out", all);
    try (Application application =
        new Application(
            SpecLoader.load(file, Map.of(), List.of()), Map.of(), new SimpleMeterRegistry())) {
      application.start();
      send("anew.in", STEPS);
      KafkaFixture.read("anew.out", 2 * all, Duration.ofSeconds(60));
      assertThat(command("reset", file, "--execute")).startsWith("2 ").contains("stop all");
    }
    assertThat(command("reset", file, "--keep-offsets", "--execute"))
        .startsWith("0 topic anew-states-changelog is deleted")
        .doesNotContain("group");
    send("anew.in", 2 * STEPS);
    List<ConsumerRecord<byte[], byte[]>> out = run(file, "anew.out", 3 * all);
    assertThat(out).hasSize(3 * all);
    assertThat(command("inspect", file, "a")).contains("40 values in 40 steps");

    assertThat(command("reset", file, "--execute")).startsWith("0 ").contains("group anew");
    assertThat(run(file, "anew.out", 6 * all)).hasSize(6 * all);
  }
}
