package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.Emission;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.core.StepResult;
import io.recurrence.record.Encoder;
import io.recurrence.record.Feedback;
import io.recurrence.record.Feedback.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feedback on alarms holds after a SIGKILL and a lost disk. */
class FeedbackCrashIT {
  private static final long START = 1_767_225_600_000L;
  private static final long MINUTE = 60_000;
  private static final int SAID = 300; // records before feedback is given,
  private static final int KILLED = 350; // before the application is killed,
  private static final int MUTED = 450; // and before the minutes that are muted
  private static final int RECORDS = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final List<Feedback> FEEDBACK =
      List.of(
          new Feedback(Kind.FALSE_ALARM, "x", at(49), at(49)),
          new Feedback(Kind.FALSE_ALARM, "x", at(99), at(99)),
          new Feedback(Kind.FALSE_ALARM, "x", at(149), at(149)),
          new Feedback(Kind.MUTE, "x", at(MUTED), at(RECORDS)),
          new Feedback(Kind.MAINTENANCE, "x", at(KILLED + 10), at(KILLED + 20)));

  @TempDir Path directory;

  private static long at(int minute) {
    return START + minute * MINUTE;
  }

  /** Noise with a spike in each fiftieth minute. */
  private static List<Double> values() {
    Random random = new Random(3);
    List<Double> values = new ArrayList<>();
    for (int minute = 0; minute < RECORDS; minute++) {
      values.add(50 + random.nextGaussian() + (minute % 50 == 49 ? 8 : 0));
    }
    return values;
  }

  @Test
  void whatWasSaidBeforeAKillHoldsAfterIt() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("feedback.yaml"),
            """
            name: crash-feedback
            input: {topic: crash-feedback.in, format: number}
            output: {anomalies: crash-feedback.a, dead-letters: crash-feedback.d}
            feedback: crash-feedback.said
            horizon: 1
            model: smoothing
            detector: {type: surprise, alarm-rate: 0.005}
            kafka: {session.timeout.ms: 6000, heartbeat.interval.ms: 1500}
            """);
    PipelineSpec spec = SpecLoader.load(file, Map.of(), List.of());
    KafkaFixture.create(1, Topics.of(spec));
    List<Double> values = values();

    AppProcess app = AppProcess.run(file, directory.resolve("life-0"));
    send(values, 0, SAID);
    KafkaFixture.read("crash-feedback.a", SAID, PATIENCE);
    KafkaFixture.send(
        Stream.concat(
                FEEDBACK.stream().map(each -> new String(each.toJson(), StandardCharsets.UTF_8)),
                Stream.of("the last, which is refused"))
            .map(each -> KafkaFixture.record("crash-feedback.said", at(SAID), "", each))
            .toList());
    assertThat(KafkaFixture.read("crash-feedback.d", 1, PATIENCE)).hasSize(1);
    send(values, SAID, KILLED);
    KafkaFixture.read("crash-feedback.a", KILLED, PATIENCE);
    app.kill();
    app = AppProcess.run(file, directory.resolve("life-1")); // the disk is lost too
    send(values, KILLED, RECORDS);

    assertThat(
            KafkaFixture.read("crash-feedback.a", RECORDS, PATIENCE).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8)))
        .isEqualTo(expected(spec, values, true))
        .isNotEqualTo(expected(spec, values, false));
    assertThat(app.stop()).isIn(0, 143);
  }

  private static void send(List<Double> values, int from, int to) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int minute = from; minute < to; minute++) {
      records.add(
          KafkaFixture.record("crash-feedback.in", at(minute), "x", values.get(minute).toString()));
    }
    KafkaFixture.send(records);
  }

  /** What is written of the values, with or without feedback. */
  private static List<String> expected(PipelineSpec spec, List<Double> values, boolean feedback) {
    SeriesPipeline pipeline = spec.newPipeline(Emission.ON_REQUEST);
    StepResult out = pipeline.newOutput();
    Encoder encoder = spec.output().encoder(spec.confidence(), spec.version(pipeline));
    State state = pipeline.newState();
    List<String> written = new ArrayList<>();
    for (int minute = 0; minute < RECORDS; minute++) {
      if (feedback && minute == SAID) {
        FEEDBACK.stream()
            .filter(each -> !each.kind().window())
            .forEach(each -> state.feedback(each.kind() == Kind.MISSED, each.from()));
      }
      if (feedback && minute == MUTED) {
        state.mute(at(MUTED), at(RECORDS));
      }
      if (feedback && minute >= KILLED + 10 && minute < KILLED + 20) {
        pipeline.miss(state, at(minute), out);
      } else {
        pipeline.step(state, at(minute), values.get(minute), out);
      }
      written.add(new String(encoder.anomaly("x", out.judgement()), StandardCharsets.UTF_8));
    }
    return written;
  }
}
