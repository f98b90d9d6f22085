package io.recurrence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.forecast.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From training to a pipeline that forecasts with what was trained. */
class TrainCommandTest {
  @TempDir private Path directory;
  @RegisterExtension final Console console = new Console();

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Path rows(int n) throws IOException {
    StringBuilder csv = new StringBuilder("timestamp,value\n");
    for (int t = 0; t < n; t++) {
      double x = 20 + 5 * Math.sin(2 * Math.PI * t / 24) + t % 7 * 0.1;
      csv.append(String.format(Locale.ROOT, "%d,%.4f%n", t * 3_600_000L, x));
    }
    return file("rows.csv", csv.toString());
  }

  private int train(String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "train",
                Path.of("topology", "default.yaml").toString(),
                "--out",
                directory.resolve("made").toString(),
                "--head=4",
                "--lanes=1"));
    command.addAll(Arrays.asList(more));
    return Main.run(command.toArray(String[]::new));
  }

  private String check(String weights) throws IOException {
    Path pipeline =
        file(
            "p.yaml",
            "name: p\ninput: {topic: i}\noutput: {forecasts: f}\nmodels: [{type: lstm, weights: '"
                + weights
                + "'}]\n");
    return console.run("check", pipeline.toString());
  }

  @Test
  void whatIsTrainedForecastsInAPipeline() throws IOException {
    Path rows = rows(1100);
    assertThat(
            train(
                "--input", rows.toString(), "--hidden=4", "--epochs=1", "--fact", "data=of my own"))
        .isZero();
    Weights made = Weights.find(directory.resolve("made").toString());
    assertThat(made.provenance())
        .containsEntry("data", "of my own")
        .containsEntry("series", "1")
        .containsEntry("updates", "250");
    assertThat(made.provenance().get("input")).matches("\\[rows\\.csv [0-9a-f]{64}]");
    assertThat(console.printed()).contains(made.version());
    assertThat(check(directory.resolve("made").toString())).startsWith("0 p is sound");
    int code =
        Main.run(
            "backtest",
            directory.resolve("p.yaml").toString(),
            "--input=" + rows,
            "--output=" + directory.resolve("out"));
    assertThat(code).isZero();
    assertThat(directory.resolve("out").resolve("forecasts.csv")).isNotEmptyFile();

    assertThat(train("--input", rows.toString(), "--hidden=4", "--resume", "--epochs=2")).isZero();
    assertThat(Weights.find(directory.resolve("made").toString()).provenance())
        .containsEntry("updates", "500");
  }

  @Test
  void aFactThatTheFileTellsByItselfIsRefused() throws IOException {
    assertThat(train("--fact", "updates=9")).isEqualTo(2);
    assertThat(console.complained()).contains("--fact updates must be");
  }

  @Test
  void theSameSeedGivesTheSameBytesWithAnyNumberOfThreads() throws IOException {
    String rows = rows(1100).toString();
    assertThat(train("--input", rows, "--hidden=4", "--epochs=2", "--threads=1")).isZero();
    byte[] alone = Files.readAllBytes(directory.resolve("made"));
    assertThat(train("--input", rows, "--hidden=4", "--epochs=2", "--threads=3")).isZero();
    assertThat(Files.readAllBytes(directory.resolve("made"))).isEqualTo(alone);
    assertThat(train("--input", rows, "--hidden=4", "--epochs=2", "--seed=2")).isZero();
    assertThat(Files.readAllBytes(directory.resolve("made"))).isNotEqualTo(alone);
  }

  @Test
  void weightsThatCannotBeUsedAreAFaultOfThePipeline() throws IOException {
    Path bad = file("bad", "these are no weights, whatever their length may be, and they are long");
    assertThat(check(bad.toString()))
        .startsWith("2 ")
        .contains("models", "is not a file of weights", "./recurrence train")
        .doesNotContain("\tat ");
    assertThat(check("no-such"))
        .startsWith("2 ")
        .contains("neither a file nor the name of weights");
  }

  @Test
  void settingsThatCannotBeAreNamed() throws IOException {
    assertThat(train("--hidden=0")).isEqualTo(2);
    assertThat(train("--synthetic=2")).isEqualTo(2);
    assertThat(train("--resume")).isEqualTo(2);
    assertThat(train("--input", rows(20).toString())).isEqualTo(2);
    assertThat(console.complained())
        .contains("--hidden must be in [1, 1024]")
        .contains("--synthetic must be in [0, 1]")
        .contains("--resume: cannot read")
        .contains("no series has 160 values")
        .doesNotContain("\tat ");
  }

  @Test
  void aTaskIsLearnedAndExamined() {
    assertThat(Main.run("learn", "parity", "--hidden=4", "--length=8", "--updates=600")).isZero();
    assertThat(console.printed()).contains("all answers right in 100.0 % of 1000 sequences of 8");
    assertThat(Main.run("learn", "parity", "--rate=0")).isEqualTo(2);
  }
}
