package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of rows: generated, and read by a backtest. */
class BacktestCommandTest {
  private static final String DEFAULT = Path.of("topology", "default.yaml").toString();

  @TempDir private Path directory;
  @RegisterExtension final Console console = new Console();

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
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
    assertThat(console.printed()).contains("100 events of 1 series", "over 3 steps: MAE");
    assertThat(console.complained()).as("no bar where there is no terminal").isEmpty();
    assertThat(Files.readAllLines(output.resolve("anomalies.csv"))).hasSize(101);
    assertThat(Files.readAllLines(output.resolve("forecasts.csv"))).hasSize(1 + 2 * 3);
    assertThat(Files.readString(output.resolve("summary.json"))).contains("\"events\" : 100");
  }

  @Test
  void aBadRowIsNamedByFileAndLine() throws IOException {
    String input = file("in.csv", "timestamp,value\n1,2\nx,3\n");
    String[] command = {"backtest", DEFAULT, "--input", input, "--output", directory.toString()};
    console.assertWrong(input + " line 3: the timestamp 'x' is neither", command);
    String headless = file("headless.csv", "1,2\n2,3\n");
    command[3] = headless;
    console.assertWrong("must name the columns timestamp and value", command);
    command[3] = file("header.csv", "timestamp,value\n");
    console.assertWrong("header.csv has no rows", command);
    command[3] = file("seconds.csv", "timestamp,value\n1704672000,2\n1704672060,3\n");
    console.assertWrong(
        "line 2: the time 1704672000 looks like seconds, not milliseconds", command);
  }

  @Test
  void optionsOutOfRangeAreAnsweredWithTheirRule() throws IOException {
    String input = file("in.csv", "timestamp,value\n1,2\n");
    String[] backtest = {"backtest", DEFAULT, "--input", input, "--output", "x", "", ""};
    backtest[6] = "--origins";
    backtest[7] = "first";
    console.assertWrong("'first' does not name origins; write last, every, every:N", backtest);
    backtest[6] = "--season";
    backtest[7] = "0";
    console.assertWrong("--season was 0 but it must be", backtest);
    console.assertWrong("Missing required option", "backtest", DEFAULT, "--input", input);
  }

  @Test
  void anOutputThatCannotBeWrittenIsNamed() throws IOException {
    String input = file("in.csv", "timestamp,value\n1,2\n");
    console.assertWrong(
        "cannot write into " + input, "backtest", DEFAULT, "--input", input, "--output", input);
    String nowhere = directory.resolve("none").resolve("x.csv").toString();
    console.assertWrong("cannot write " + nowhere, "generate", "sine", "--output", nowhere);
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
    assertThat(console.printed()).contains("300 events of");
  }

  @Test
  void generatedRecordsGoToStandardOutputUnlessToldOtherwise() {
    assertThat(Main.run("generate", "fibonacci", "--count", "5", "--step", "PT1S")).isZero();
    assertThat(console.printed().lines())
        .containsExactly(
            "series,timestamp,value,label",
            "fibonacci,2026-01-01T00:00:00Z,0.0,",
            "fibonacci,2026-01-01T00:00:01Z,1.0,",
            "fibonacci,2026-01-01T00:00:02Z,1.0,",
            "fibonacci,2026-01-01T00:00:03Z,2.0,",
            "fibonacci,2026-01-01T00:00:04Z,3.0,");
  }
}
