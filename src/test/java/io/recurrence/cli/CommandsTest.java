package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that need no broker: what they print, and how they end. */
class CommandsTest {
  private static final String DEFAULT = Path.of("topology", "default.yaml").toString();

  @TempDir private Path directory;
  @RegisterExtension final Console console = new Console();

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void readAndSendSayWithinSecondsThatNoBrokerAnswers() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String address = "localhost:" + port;
    for (String command : List.of("read", "send")) {
      console.clear();
      assertTimeout(
          Duration.ofSeconds(20),
          () -> assertThat(Main.run(command, "t", "--bootstrap-server", address)).isEqualTo(1));
      assertThat(console.complained())
          .contains("no broker answers at " + address, "--bootstrap-server");
    }
  }

  @Test
  void noProgressBarGoesToAPipe() {
    assertThat(Main.run("learn", "parity", "--hidden=4", "--length=8", "--updates=20"))
        .isNotEqualTo(2);
    assertThat(console.complained()).doesNotContain("%", "\u001b");
  }

  @Test
  void seasonsAreFoundFromTemperaturesAlone() throws IOException {
    String file = directory.resolve("made.csv").toString();
    assertThat(
            Main.run(
                "generate", "temperature", "--step", "P1D", "--count", "1500", "--output", file))
        .isZero();
    console.clear();
    for (String[] command :
        new String[][] {
          {"learn", "seasons", "--seed", "7"}, {"learn", "seasons", "--input", file, "--lag", "10"}
        }) {
      assertThat(Main.run(command)).isZero();
    }
    assertThat(console.printed().lines().filter(line -> line.contains("when learned")))
        .hasSize(4)
        .allMatch(line -> Double.parseDouble(line.substring(40).strip()) >= 90);
    assertThat(console.printed()).contains("lasts, days", "Jan   Feb   Mar");
    String few = file("few.csv", "timestamp,value\n2024-01-01,3\n2024-02-01,4\n");
    console.assertWrong("temperatures of a year or more", "learn", "seasons", "--input", few);
    String two = file("two.csv", "series,timestamp,value\na,2024-01-01,3\nb,2024-02-01,4\n");
    console.assertWrong("more than one series", "learn", "seasons", "--input", two);
  }

  @Test
  void aSoundPipelineIsSaidToBeSound() {
    assertThat(Main.run("check", DEFAULT)).isZero();
    assertThat(console.printed()).matches("default is sound: [\\d,]+ bytes of state per series\\R");
  }

  @Test
  void anUnsoundPipelineIsAnsweredWithAllItsFaults() throws IOException {
    String bad =
        file(
            "bad.yaml",
            "name: x\nhorizn: 5\nconfidence: 7\ninput: {topic: a}\noutput: {anomalies: b}\n");
    console.assertWrong("bad.yaml has 2 faults", "check", bad);
    console.assertWrong(
        "horizn (bad.yaml line 2) is not a known key; did you mean 'horizon'?", "check", bad);
    console.assertWrong("confidence (bad.yaml line 3) was '7'", "check", bad);
    console.assertWrong("horizon (command line) was '0'", "check", DEFAULT, "--set", "horizon=0");
    console.assertWrong("is not YAML", "check", file("broken.yaml", "a: [1, 2\n"));
  }

  @Test
  void checkRefusesWhatRunRefuses() throws IOException {
    for (String text :
        List.of("", "name: bare\n", "input: {topic: in}\n", "output: {features: f}\n")) {
      String pipeline = file("p.yaml", text);
      for (String command : List.of("check", "run")) {
        console.assertWrong(text.contains("in}") ? "output" : "input.topic", command, pipeline);
      }
    }
    console.assertWrong("names no topic", "check", file("p.yaml", "name: bare\n"));
    String twice =
        file(
            "twice.yaml",
            "horizon: 0\ninput: {topic: a}\noutput: {anomalies: a}\nkafka: {acks: 1}\n");
    for (String command : List.of("check", "run")) {
      console.assertWrong("twice.yaml has 3 faults", command, twice);
    }
    String settings = file("client.properties", "acks=0\n");
    console.assertWrong(
        "acks was '0' but it must be all", "run", DEFAULT, "--command-config", settings);
  }

  @ParameterizedTest
  @CsvSource({"rnu, run", "chekc, check", "bactest, backtest", "rum, run"})
  void aCommandThatIsMisspelledIsAnsweredWithTheOneThatWasMeant(String typed, String meant) {
    console.assertWrong(
        "there is no command '" + typed + "'; did you mean '" + meant + "'?", typed);
  }

  @Test
  void aWrongOptionIsAnsweredInAFewLines() {
    console.assertWrong(
        "recurrence run --help says how it is used", "run", DEFAULT, "--htp-port", "1");
    assertThat(console.complained().lines()).hasSizeLessThan(6);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    String missing = directory.resolve("none.yaml").toString();
    console.assertWrong("there is no file " + missing, "check", missing);
    console.assertWrong("there is no file " + missing, "describe", missing);
    console.assertWrong(directory.toString(), "check", directory.toString());
    String input = directory.resolve("none.csv").toString();
    console.assertWrong(
        "there is no file " + input, "backtest", DEFAULT, "--input", input, "--output", input);
  }

  @Test
  void describeShowsTheStateStageByStageAndTheTopology() {
    assertThat(Main.run("describe", DEFAULT, "--set", "models=[{type: ar, order: 2}]")).isZero();
    assertThat(console.printed())
        .contains("pipeline default@", "bytes of state per series", "model:ar(2)", "Topologies:");
  }

  @Test
  void describeShowsWhatAStateHoldsAtTheEndOfAFile() throws IOException {
    String input = file("in.csv", "series,timestamp,value\na,1,5\nb,1,7\na,2,6\nb,2,9\n");
    assertThat(
            Main.run(
                "describe", DEFAULT, "--set", "models=[mean]", "--input", input, "--series", "b"))
        .isZero();
    assertThat(console.printed())
        .contains("series 'b' after 2 values:", "mean 8.00000", "next: 8.00000");
    console.assertWrong(
        "has no rows of the series 'c'", "describe", DEFAULT, "--input", input, "--series", "c");
  }

  @ParameterizedTest
  @CsvSource({
    "there is no sequence 'sin'; did you mean 'sine'?, generate sin",
    "--count must be at least 1, generate sine --count 0",
    "'--states must be in [2, 8]', learn seasons --states 1",
    "'--years must be in [1, 100]', learn seasons --years 0",
    "--step must be at least 1ms, generate sine --step PT0S",
    "--order must be in, generate ar --order 0",
    "--series must be in, generate plant --series 0",
    "--speed must be positive, generate sine --speed 0",
    "give either --speed or --follow, generate sine --speed 2 --follow",
    "--history is of --follow, generate sine --history 1d",
    "give either --output or --topic, generate sine --output a --topic b",
    "Invalid value for option '--count', generate sine --count many",
    "'today' is not a time such as, generate sine --start today",
    "'1M' is not a duration such as 5m or PT5M, generate sine --step 1M",
    "Unknown option, check --fast topology/default.yaml",
    "there is no command 'evaporate', evaporate",
    "Missing required parameter, generate"
  })
  void aMistakeIsAnsweredWithWhatToDo(String message, String command) {
    console.assertWrong(message, command.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "backtest", "check", "describe", "generate", "run", "send", "demo"})
  void helpTeachesEveryCommand(String command) {
    assertThat(Main.run((command + " --help").strip().split(" ", -1))).isZero();
    assertThat(console.printed()).contains("Usage: recurrence " + command).contains("--help");
  }

  @Test
  void aDemoOfUnknownDataIsAUsageError() {
    console.assertWrong("'numbres' is neither numbers nor symbols", "demo", "--what", "numbres");
  }

  @Test
  void theVersionIsTold() {
    assertThat(Main.run("--version")).isZero();
    assertThat(console.printed()).startsWith("recurrence ");
  }
}
