package io.recurrence.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that need no broker: what they print, and how they end. */
class CommandsTest {
  private static final String DEFAULT = Path.of("topology", "default.yaml").toString();

  @TempDir private Path directory;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private void assertWrong(String message, String... command) {
    complained.reset();
    assertThat(Main.run(command)).as(String.join(" ", command)).isEqualTo(2);
    assertThat(complained.toString(StandardCharsets.UTF_8))
        .contains(message)
        .doesNotContain("\tat ", "Exception");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  @Test
  void readSaysWithinSecondsThatNoBrokerAnswers() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String address = "localhost:" + port;
    assertTimeout(
        Duration.ofSeconds(20),
        () -> assertThat(Main.run("read", "t", "--bootstrap-server", address)).isEqualTo(1));
    assertThat(complained.toString(StandardCharsets.UTF_8))
        .contains("no broker answers at " + address, "--bootstrap-server");
  }

  @Test
  void noProgressBarGoesToAPipe() {
    assertThat(Main.run("learn", "parity", "--hidden=4", "--length=8", "--updates=20"))
        .isNotEqualTo(2);
    assertThat(complained.toString(StandardCharsets.UTF_8)).doesNotContain("%", "\u001b");
  }

  @Test
  void seasonsAreFoundFromTemperaturesAlone() throws IOException {
    String file = directory.resolve("made.csv").toString();
    assertThat(
            Main.run(
                "generate", "temperature", "--step", "P1D", "--count", "1500", "--output", file))
        .isZero();
    printed.reset();
    for (String[] command :
        new String[][] {
          {"learn", "seasons", "--seed", "7"}, {"learn", "seasons", "--input", file, "--lag", "10"}
        }) {
      assertThat(Main.run(command)).isZero();
    }
    assertThat(printed().lines().filter(line -> line.contains("when learned")))
        .hasSize(4)
        .allMatch(line -> Double.parseDouble(line.substring(40).strip()) >= 90);
    assertThat(printed()).contains("lasts, days", "Jan   Feb   Mar");
    String few = file("few.csv", "timestamp,value\n2024-01-01,3\n2024-02-01,4\n");
    assertWrong("temperatures of a year or more", "learn", "seasons", "--input", few);
    String two = file("two.csv", "series,timestamp,value\na,2024-01-01,3\nb,2024-02-01,4\n");
    assertWrong("more than one series", "learn", "seasons", "--input", two);
  }

  @Test
  void aSoundPipelineIsSaidToBeSound() {
    assertThat(Main.run("check", DEFAULT)).isZero();
    assertThat(printed()).matches("default is sound: [\\d,]+ bytes of state per series\\R");
  }

  @Test
  void anUnsoundPipelineIsAnsweredWithAllItsFaults() throws IOException {
    String bad =
        file(
            "bad.yaml",
            "name: x\nhorizn: 5\nconfidence: 7\ninput: {topic: a}\noutput: {anomalies: b}\n");
    assertWrong("bad.yaml has 2 faults", "check", bad);
    assertWrong(
        "horizn (bad.yaml line 2) is not a known key; did you mean 'horizon'?", "check", bad);
    assertWrong("confidence (bad.yaml line 3) was '7'", "check", bad);
    assertWrong("horizon (command line) was '0'", "check", DEFAULT, "--set", "horizon=0");
    assertWrong("is not YAML", "check", file("broken.yaml", "a: [1, 2\n"));
  }

  @Test
  void checkRefusesWhatRunRefuses() throws IOException {
    for (String text :
        List.of("", "name: bare\n", "input: {topic: in}\n", "output: {features: f}\n")) {
      String pipeline = file("p.yaml", text);
      for (String command : List.of("check", "run")) {
        assertWrong(text.contains("in}") ? "output" : "input.topic", command, pipeline);
      }
    }
    assertWrong("names no topic", "check", file("p.yaml", "name: bare\n"));
    String twice =
        file(
            "twice.yaml",
            "horizon: 0\ninput: {topic: a}\noutput: {anomalies: a}\nkafka: {acks: 1}\n");
    for (String command : List.of("check", "run")) {
      assertWrong("twice.yaml has 3 faults", command, twice);
    }
    String settings = file("client.properties", "acks=0\n");
    assertWrong("acks was '0' but it must be all", "run", DEFAULT, "--command-config", settings);
  }

  @ParameterizedTest
  @CsvSource({"rnu, run", "chekc, check", "bactest, backtest", "rum, run"})
  void aCommandThatIsMisspelledIsAnsweredWithTheOneThatWasMeant(String typed, String meant) {
    assertWrong("there is no command '" + typed + "'; did you mean '" + meant + "'?", typed);
  }

  @Test
  void aWrongOptionIsAnsweredInAFewLines() {
    assertWrong("recurrence run --help says how it is used", "run", DEFAULT, "--htp-port", "1");
    assertThat(complained.toString(StandardCharsets.UTF_8).lines()).hasSizeLessThan(6);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    String missing = directory.resolve("none.yaml").toString();
    assertWrong("there is no file " + missing, "check", missing);
    assertWrong("there is no file " + missing, "describe", missing);
    assertWrong(directory.toString(), "check", directory.toString());
    String input = directory.resolve("none.csv").toString();
    assertWrong(
        "there is no file " + input, "backtest", DEFAULT, "--input", input, "--output", input);
  }

  @Test
  void describeShowsTheStateStageByStageAndTheTopology() {
    assertThat(Main.run("describe", DEFAULT, "--set", "models=[{type: ar, order: 2}]")).isZero();
    assertThat(printed())
        .contains("pipeline default@", "bytes of state per series", "model:ar(2)", "Topologies:");
  }

  @Test
  void describeShowsWhatAStateHoldsAtTheEndOfAFile() throws IOException {
    String input = file("in.csv", "series,timestamp,value\na,1,5\nb,1,7\na,2,6\nb,2,9\n");
    assertThat(
            Main.run(
                "describe", DEFAULT, "--set", "models=[mean]", "--input", input, "--series", "b"))
        .isZero();
    assertThat(printed()).contains("series 'b' after 2 values:", "mean 8.00000", "next: 8.00000");
    assertWrong(
        "has no rows of the series 'c'", "describe", DEFAULT, "--input", input, "--series", "c");
  }

  @Test
  void backtestWritesItsFilesAndPrintsItsFigures() throws IOException {
    StringBuilder rows = new StringBuilder("timestamp,value\n");
    for (int t = 0; t < 100; t++) {
      rows.append(t * 60_000L).append(',').append(t % 5).append('\n');
    }
    String input = file("in.csv", rows.toString());
    Path output = directory.resolve("deep").resolve("out");
    assertThat(
            Main.run(
                "backtest",
                DEFAULT,
                "--input",
                input,
                "--output",
                output.toString(),
                "--set",
                "horizon=3",
                "--origins",
                "back:2:10",
                "--season",
                "5"))
        .isZero();
    assertThat(printed()).contains("100 events of 1 series", "over 3 steps: MAE");
    assertThat(Files.readAllLines(output.resolve("anomalies.csv"))).hasSize(101);
    assertThat(Files.readAllLines(output.resolve("forecasts.csv"))).hasSize(1 + 2 * 3);
    assertThat(Files.readString(output.resolve("summary.json"))).contains("\"events\" : 100");
  }

  @Test
  void aBadRowIsNamedByFileAndLine() throws IOException {
    String input = file("in.csv", "timestamp,value\n1,2\nx,3\n");
    String[] command = {"backtest", DEFAULT, "--input", input, "--output", directory.toString()};
    assertWrong(input + " line 3: the timestamp 'x' is neither", command);
    String headless = file("headless.csv", "1,2\n2,3\n");
    command[3] = headless;
    assertWrong("must name the columns timestamp and value", command);
    command[3] = file("header.csv", "timestamp,value\n");
    assertWrong("header.csv has no rows", command);
    command[3] = file("seconds.csv", "timestamp,value\n1704672000,2\n1704672060,3\n");
    assertWrong("line 2: the time 1704672000 looks like seconds, not milliseconds", command);
  }

  @Test
  void optionsOutOfRangeAreAnsweredWithTheirRule() throws IOException {
    String input = file("in.csv", "timestamp,value\n1,2\n");
    String[] backtest = {"backtest", DEFAULT, "--input", input, "--output", "x", "", ""};
    backtest[6] = "--origins";
    backtest[7] = "first";
    assertWrong("'first' does not name origins; write last, every, every:N", backtest);
    backtest[6] = "--season";
    backtest[7] = "0";
    assertWrong("--season was 0 but it must be", backtest);
    assertWrong("Missing required option", "backtest", DEFAULT, "--input", input);
  }

  @Test
  void anOutputThatCannotBeWrittenIsNamed() throws IOException {
    String input = file("in.csv", "timestamp,value\n1,2\n");
    assertWrong(
        "cannot write into " + input, "backtest", DEFAULT, "--input", input, "--output", input);
    String nowhere = directory.resolve("none").resolve("x.csv").toString();
    assertWrong("cannot write " + nowhere, "generate", "sine", "--output", nowhere);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "growth",
        "ar",
        "fibonacci",
        "logistic",
        "random-walk",
        "sine",
        "temperature",
        "plant",
        "ticks"
      })
  void everySequenceIsGeneratedAndCanBeBacktested(String sequence) throws IOException {
    Path file = directory.resolve(sequence + ".csv");
    assertThat(Main.run("generate", sequence, "--count", "300", "--output", file.toString()))
        .isZero();
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(301);
    assertThat(lines.get(0)).isEqualTo("series,timestamp,value,label");
    assertThat(
            Main.run(
                "backtest",
                DEFAULT,
                "--input",
                file.toString(),
                "--output",
                directory.resolve("out").toString()))
        .isZero();
    assertThat(printed()).contains("300 events of");
  }

  @Test
  void generatedRecordsGoToStandardOutputUnlessToldOtherwise() {
    assertThat(Main.run("generate", "fibonacci", "--count", "5", "--step", "PT1S")).isZero();
    assertThat(printed().lines())
        .containsExactly(
            "series,timestamp,value,label",
            "fibonacci,2026-01-01T00:00:00Z,0.0,",
            "fibonacci,2026-01-01T00:00:01Z,1.0,",
            "fibonacci,2026-01-01T00:00:02Z,1.0,",
            "fibonacci,2026-01-01T00:00:03Z,2.0,",
            "fibonacci,2026-01-01T00:00:04Z,3.0,");
  }

  @ParameterizedTest
  @CsvSource({
    "there is no sequence 'sin'; did you mean 'sine'?, generate sin",
    "--count must be at least 1, generate sine --count 0",
    "'--states must be in [2, 8]', learn seasons --states 1",
    "'--years must be in [1, 100]', learn seasons --years 0",
    "--step must be at least PT0.001S, generate sine --step PT0S",
    "--order must be in, generate ar --order 0",
    "--series must be in, generate plant --series 0",
    "--speed must be positive, generate sine --speed 0",
    "give either --output or --topic, generate sine --output a --topic b",
    "Invalid value for option '--count', generate sine --count many",
    "'today' is not a time such as, generate sine --start today",
    "'1m' is not a duration such as PT1M, generate sine --step 1m",
    "Unknown option, check --fast topology/default.yaml",
    "there is no command 'evaporate', evaporate",
    "Missing required parameter, generate"
  })
  void aMistakeIsAnsweredWithWhatToDo(String message, String command) {
    assertWrong(message, command.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "backtest", "check", "describe", "generate", "run", "demo"})
  void helpTeachesEveryCommand(String command) {
    assertThat(Main.run((command + " --help").strip().split(" ", -1))).isZero();
    assertThat(printed()).contains("Usage: recurrence " + command).contains("--help");
  }

  @Test
  void aDemoOfUnknownDataIsAUsageError() {
    assertWrong("'numbres' is neither numbers nor symbols", "demo", "--what", "numbres");
  }

  @Test
  void theVersionIsTold() {
    assertThat(Main.run("--version")).isZero();
    assertThat(printed()).startsWith("recurrence ");
  }
}
