package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.Emission;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.Status;
import io.recurrence.core.StepResult;
import io.recurrence.detect.GroupEvidence;
import io.recurrence.detect.GroupTracker;
import io.recurrence.record.Encoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Incidents of groups are, after a SIGKILL and a lost disk, what they would have been without. */
class GroupCrashIT {
  private static final long START = 1_767_225_600_000L;
  private static final long MINUTE = 60_000;
  private static final List<Integer> KILLED =
      List.of(400, 906); // records, the second in an incident
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path directory;

  private record Reading(String series, long time, double value) {}

  /** Three machines of a site that go wrong together twice. */
  private static List<Reading> readings() {
    Random random = new Random(4);
    List<Reading> readings = new ArrayList<>();
    for (int t = 0; t < 500; t++) {
      boolean wrong = (t >= 300 && t < 304) || (t >= 420 && t < 424);
      for (String machine : List.of("a", "b", "c")) {
        readings.add(
            new Reading(
                "north." + machine,
                START + t * MINUTE,
                50 + random.nextGaussian() + (wrong ? 15 : 0)));
      }
    }
    return readings;
  }

  @Test
  void afterAKillEachReportOfAGroupIsThereOnceAndTheSame() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("groups.yaml"),
            """
            name: crash-groups
            input: {topic: crash-groups.in, format: number, group: {series: '([^.]+)[.].*'}}
            output: {groups: crash-groups.g}
            horizon: 1
            model: smoothing
            groups: {window: 5m, alarm-every: 1d}
            kafka: {session.timeout.ms: 6000, group.instance.id: one} # comes back at once
            """);
    PipelineSpec spec = SpecLoader.load(file, Map.of(), List.of());
    KafkaFixture.create(1, Topics.of(spec));
    List<Reading> readings = readings();
    List<String> wanted = expected(spec, readings);
    assertThat(wanted).hasSizeGreaterThan(4);

    AppProcess app = AppProcess.run(file, directory.resolve("life-0"));
    int sent = 0;
    for (int until : KILLED) {
      send(readings.subList(sent, until));
      sent = until;
      int reported = expected(spec, readings.subList(0, until)).size();
      if (reported > 0) {
        assertThat(KafkaFixture.read("crash-groups.g", reported, PATIENCE)).hasSize(reported);
      }
      app.kill();
      app = AppProcess.run(file, directory.resolve("life-" + until)); // the disk is lost too
    }
    send(readings.subList(sent, readings.size()));
    assertThat(
            KafkaFixture.read("crash-groups.g", wanted.size(), PATIENCE).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8)))
        .isEqualTo(wanted);
    assertThat(app.stop()).isIn(0, 143);
  }

  private static void send(List<Reading> readings) {
    List<ProducerRecord<byte[], byte[]>> records =
        readings.stream()
            .map(
                r ->
                    KafkaFixture.record(
                        "crash-groups.in", r.time(), r.series(), Double.toString(r.value())))
            .toList();
    KafkaFixture.send(records);
  }

  /** What groups say of readings in their order. */
  private static List<String> expected(PipelineSpec spec, List<Reading> readings) {
    SeriesPipeline pipeline = spec.newPipeline(Emission.ON_REQUEST);
    StepResult out = pipeline.newOutput();
    Encoder encoder = spec.output().encoder(spec.confidence(), spec.version(pipeline));
    GroupTracker tracker = new GroupTracker(spec.groups().rule());
    Map<String, State> states = new HashMap<>();
    List<String> reports = new ArrayList<>();
    for (Reading r : readings) {
      State state = states.computeIfAbsent(r.series(), unused -> pipeline.newState());
      pipeline.step(state, r.time(), r.value(), out);
      if (out.judgement().status() != Status.WARMING_UP) {
        long interval = pipeline.samplingInterval(state);
        tracker
            .step("north", GroupEvidence.of(r.series(), out.judgement(), interval))
            .ifPresent(
                report -> reports.add(new String(encoder.group(report), StandardCharsets.UTF_8)));
      }
    }
    return reports;
  }
}
