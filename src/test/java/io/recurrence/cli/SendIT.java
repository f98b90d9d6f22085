package io.recurrence.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recurrence.config.PipelineSpec;
import io.recurrence.config.SpecLoader;
import io.recurrence.streams.Application;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Lines sent to a real broker by the command. */
class SendIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long MINUTE = 60_000;

  @RegisterExtension final Console console = new Console();
  @TempDir private Path directory;

  @Test
  void theLinesOfTheQuickStartLeadToAnIncident() {
    PipelineSpec spec =
        SpecLoader.parse(
            """
            name: sent-machines
            input: {topic: sent, series: /sensor, value: /temperature, time: {field: /ts, unit: ms}}
            output: {anomalies: sent.anomalies, incidents: sent.incidents, dead-letters: sent.dead}
            horizon: 24
            """);
    KafkaFixture.create(4, Topics.of(spec));
    assertThat(send(lines(), "sent")).isEqualTo("0 sent: records sent: 4,000\n");
    try (Application application =
        new Application(spec, KafkaFixture.settings("sent"), new SimpleMeterRegistry())) {
      application.start();
      assertThat(KafkaFixture.read("sent.anomalies", 4000, PATIENCE)).hasSize(4000);
    }
    assertThat(KafkaFixture.read("sent.incidents", 1, PATIENCE))
        .extracting(record -> new String(record.value(), UTF_8))
        .anyMatch(text -> text.contains("\"series\":\"pump-2\"") && text.contains("\"ABOVE\""));
    assertThat(KafkaFixture.read("sent.dead", 0, PATIENCE)).isEmpty();
  }

  /** Two pumps, a value a minute; the second runs hot at the end. */
  private static String lines() {
    Random random = new Random(1);
    long start = 1_767_225_600_000L;
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      for (int pump = 1; pump <= 2; pump++) {
        int t = 20 + i % 24 / 2 + random.nextInt(3) + (pump == 2 && i > 1990 ? 30 : 0);
        lines.append(
            "{\"sensor\":\"pump-%d\",\"temperature\":%d,\"ts\":%d}\n"
                .formatted(pump, t, start + i * MINUTE));
      }
    }
    return lines.toString();
  }

  @Test
  void linesGoAsTheyAreWithTheKeyThatIsAskedFor() throws IOException {
    KafkaFixture.create(1, List.of("keyed"));
    Path file = Files.write(directory.resolve("lines"), bytes("\ufeffa b\r\n\n\u00e4", 0xff, '\n'));
    assertThat(send("", "keyed", file.toString()))
        .isEqualTo("0 keyed: records sent: 2, empty lines left out: 1\n");
    assertThat(send("c\n", "keyed", "-", "--key", "m")).startsWith("0 ");
    assertThat(send("m0\td\te\n", "keyed", "--key-separator", "\\t")).startsWith("0 ");
    String json = "{\"s\":{\"x\":7},\"y\":\"m1\"}";
    assertThat(send(json, "keyed", "--key-field", "y")).startsWith("0 ");
    assertThat(send(json, "keyed", "--key-field", "/s/x")).startsWith("0 ");
    assertThat(KafkaFixture.read("keyed", 6, PATIENCE))
        .extracting(
            r -> (r.key() == null ? "" : new String(r.key(), UTF_8) + "=") + text(r.value()))
        .containsExactly("a b", "[-61, -92, -1]", "m=c", "m0=d\te", "m1=" + json, "7=" + json);
  }

  private static String text(byte[] value) {
    return value[0] < 0 ? Arrays.toString(value) : new String(value, UTF_8);
  }

  private static byte[] bytes(String text, int... more) {
    byte[] all = Arrays.copyOf(text.getBytes(UTF_8), text.getBytes(UTF_8).length + more.length);
    for (int i = 0; i < more.length; i++) {
      all[all.length - more.length + i] = (byte) more[i];
    }
    return all;
  }

  @Test
  void aLineWithoutItsKeyIsNamedAndSoIsWhatWasSentBeforeIt() {
    KafkaFixture.create(1, List.of("refused"));
    assertThat(send("a=1\n\nb\nc=2\n", "refused", "--key-separator", "="))
        .isEqualTo(
            "2 standard input, line 3: there is no '=' of --key-separator in it; sent before it: 1\n");
    assertThat(send("{\"b\":1}\n", "refused", "--key-field", "a"))
        .isEqualTo(
            "2 standard input, line 1: there is no text or number at /a of --key-field; sent before it: 0\n");
    assertThat(send("a\n", "refused", "--key-field", "a"))
        .contains("--key-field needs a JSON document in each line");
    assertThat(send("a\n", "refused", "--key", "b", "--key-field", "a"))
        .startsWith("2 ")
        .contains("mutually exclusive");
    assertThat(KafkaFixture.read("refused", 1, PATIENCE)).hasSize(1);
  }

  @Test
  void aTopicOrFileThatIsNotThereAndARecordThatIsTooLargeAreToldOf() {
    KafkaFixture.create(1, List.of("large"));
    assertThat(send("a\n", "nowhere")).startsWith("2 there is no topic nowhere;");
    assertThat(send("", "large", "none.txt")).isEqualTo("2 there is no file none.txt\n");
    assertThat(send("a".repeat(2_000_000), "large"))
        .startsWith("1 cannot write to topic large: The message is 20000");
  }

  private String send(String input, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
    try {
      return console.run(
          Stream.concat(
                  Stream.of("send", "--bootstrap-server", KafkaFixture.bootstrapServers()),
                  Stream.of(arguments))
              .toArray(String[]::new));
    } finally {
      System.setIn(before);
    }
  }
}
