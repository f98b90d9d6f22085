package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.core.Reorderer;
import io.recurrence.core.SeriesForecast;
import io.recurrence.core.SeriesPipeline;
import io.recurrence.core.State;
import io.recurrence.record.JsonEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Records of a real broker, explained: what a pipeline writes of two series, one with a spike. */
class ExplainIT {
  private static final String YAML =
      """
      name: explained
      input: {topic: explained.in}
      output: {anomalies: explained.anomalies, forecasts: explained.forecasts}
      horizon: 12
      feedback: explained.feedback
      """;
  private static final long START = 1_767_571_200_000L;
  private static final long STEP = 60_000;
  private static final int RECORDS = 900;
  private static final int SPIKE = 700;
  private static final int MISSING = 650;

  @TempDir private static Path directory;
  private static Path file;
  @RegisterExtension final Console console = new Console();

  @BeforeAll
  static void writeWhatAPipelineWrites() throws IOException {
    file = Files.writeString(directory.resolve("explained.yaml"), YAML);
    PipelineSpec spec = SpecLoader.parse(YAML);
    KafkaFixture.create(
        2, List.of("explained.anomalies", "explained.forecasts", "explained.feedback"));
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (String series : List.of("pump-1", "pump-2", "pump-3")) {
      SeriesPipeline pipeline = spec.newPipeline();
      JsonEncoder encoder = new JsonEncoder(spec.confidence(), spec.version(pipeline));
      State state = pipeline.newState();
      SeriesForecast forecast = pipeline.newOutput().forecast();
      Reorderer reorderer = new Reorderer(pipeline);
      Random random = new Random(series.hashCode());
      for (int i = 0; i < RECORDS; i++) {
        long time = START + i * STEP;
        double value = 20 + 5 * Math.sin(i / 40.0) + random.nextGaussian() / 5;
        reorderer.accept(
            state,
            i,
            time,
            i != MISSING,
            i == SPIKE && series.equals("pump-2") ? 60 : value,
            out ->
                records.add(
                    record(
                        "explained.anomalies",
                        out.time(),
                        series,
                        encoder.anomaly(series, out.judgement()))));
        if (pipeline.forecast(state, forecast)) {
          records.add(
              record("explained.forecasts", time, series, encoder.forecast(series, forecast)));
        }
      }
    }
    KafkaFixture.send(records);
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, long time, String series, byte[] value) {
    return new ProducerRecord<>(topic, null, time, KafkaFixture.bytes(series), value);
  }

  private static String time(int record) {
    return Instant.ofEpochMilli(START + record * STEP).toString();
  }

  private String explain(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "explain", file.toString(), "--bootstrap-server", KafkaFixture.bootstrapServers()));
    words.addAll(List.of(more));
    return console.run(words.toArray(String[]::new));
  }

  @Test
  void aFlaggedRecordHasItsReasonAndWhatWasForecastEarlier() throws IOException {
    Path report = directory.resolve("pages/report.html");
    assertThat(explain("pump-2", "--at", time(SPIKE), "--report", report.toString()))
        .startsWith("0 ")
        .contains("pump-2 at " + time(SPIKE) + ": anomaly, point (above)", "severity critical")
        .contains("Value 60.0", "above it by")
        .contains("Why: unusually high", "flagged from p = 0.000099 on")
        .contains(time(SPIKE - 12) + ", 12 steps before", time(SPIKE - 1) + ", 1 step before")
        .contains(": wrong", "!", "░", "▲ " + time(SPIKE));
    assertThat(report).content().contains("<svg", "Why: unusually high", "The earliest forecast");
  }

  @Test
  void aRecordThatWasNotFlaggedIsExplainedToo() {
    assertThat(explain("pump-1", "--at", time(SPIKE)))
        .startsWith("0 ")
        .contains("pump-1 at " + time(SPIKE) + ": not flagged", "inside it")
        .contains("Why not:", "alarm rate of 0.000099", ": right");
    assertThat(explain("pump-1", "--at", time(3))).contains("Why not: the series was warming up");
    assertThat(explain("pump-1", "--at", time(MISSING))).contains("No value came");
    assertThat(explain("pump-2", "--at", time(SPIKE + 1)))
        .contains("Why not: it is in an incident", "Incident: since " + time(SPIKE));
  }

  private String feedback(String... more) {
    List<String> words = new ArrayList<>(List.of("feedback", file.toString()));
    words.addAll(List.of(more));
    words.addAll(List.of("--bootstrap-server", KafkaFixture.bootstrapServers()));
    return console.run(words.toArray(String[]::new));
  }

  @Test
  void feedbackThatWasGivenIsPartOfTheExplanation() {
    assertThat(feedback("mute", "--series", "pump-3", "--from", time(400), "--for", "5m"))
        .isEqualTo(
            "0 explained.feedback: {\"feedback\":\"mute\",\"series\":\"pump-3\",\"from\":\"%s\",\"to\":\"%s\"}\n"
                .formatted(time(400), time(405)));
    assertThat(feedback("maintenance", "--series", "*-3", "--from", time(500), "--to", time(501)))
        .startsWith("0 ");
    assertThat(explain("pump-3", "--at", time(404)))
        .contains("Why not: muted by feedback of 'pump-3' from " + time(400));
    assertThat(explain("pump-3", "--at", time(405))).doesNotContain("muted");
    assertThat(explain("pump-3", "--at", time(500))).contains("left out for maintenance");
    KafkaFixture.send(
        List.of(
            record(
                "explained.feedback",
                START + RECORDS * STEP, // long after the record
                "pump-3",
                KafkaFixture.bytes(
                    "{\"feedback\":\"false-alarm\",\"incident\":\"pump-3@%s\"}"
                        .formatted(time(0))))));
    assertThat(explain("pump-3", "--at", time(SPIKE)))
        .contains(
            "1 false, 0 missed; for records that came after it the alarm rate is 0.18 times",
            "alarm rate of 0.000018");
  }

  @Test
  void windowsThatAreNotOverAreListed() {
    String topic = "feedback=listed.feedback";
    KafkaFixture.create(1, List.of("listed.feedback"));
    assertThat(feedback("mute", "--series", "a", "--for", "2h", "--set", topic)).startsWith("0 ");
    assertThat(feedback("mute", "--series", "b", "--from", time(1), "--for", "5m", "--set", topic))
        .startsWith("0 ");
    assertThat(feedback("list", "--set", topic))
        .startsWith("0 mute        a  ")
        .contains(" to ")
        .hasLineCount(1);
  }

  @Test
  void feedbackThatMeansNothingIsRefused() {
    assertThat(feedback("fine", "--series", "x")).startsWith("2 ").contains("'fine' is none of");
    assertThat(feedback("missed", "--series", "x")).startsWith("2 missed needs --at");
    assertThat(feedback("mute", "--series", "x")).startsWith("2 mute needs --to or --for");
    assertThat(feedback("missed", "--incident", "x"))
        .startsWith("2 --incident cannot stand beside");
    assertThat(feedback("false-alarm", "--incident", "x")).startsWith("2 --incident: the feedback");
    assertThat(feedback("mute", "--series", "x", "--from", time(9), "--to", time(8)))
        .startsWith("2 --to must not be before --from");
    assertThat(
            console.run(
                "feedback", "topology/default.yaml", "mute", "--series", "x", "--for", "1h"))
        .startsWith("2 ")
        .contains("takes no feedback; name a topic for it");
  }

  @Test
  void withoutATimeItIsTheNewestRecord() {
    assertThat(explain("pump-3")).contains("pump-3 at " + time(RECORDS - 1));
  }

  @Test
  void saysWhatIsThereWhereNothingIsFound() {
    assertThat(explain("pump-22", "--at", time(5)))
        .startsWith("2 ")
        .contains("no record of the series 'pump-22'; did you mean 'pump-2'?");
    assertThat(explain("pump-2", "--at", "2020-01-01T00:00:00Z"))
        .startsWith("2 ")
        .contains("no record of 'pump-2' at 2020-01-01T00:00:00Z; the nearest is at " + time(0));
    assertThat(explain("pump-2", "--at", "soon")).startsWith("2 ").contains("--at was 'soon'");
    assertThat(console.run("explain", "topology/doors.yaml", "front")).startsWith("2 ");
    assertThat(console.run("explain", file.toString(), "a", "--bootstrap-server", "localhost:1"))
        .startsWith("1 ")
        .contains("no broker answers at localhost:1");
  }
}
