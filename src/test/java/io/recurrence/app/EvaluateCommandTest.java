package io.recurrence.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.recurrence.evaluate.benchmark.SmallData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluations as a user asks for them. */
class EvaluateCommandTest {
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

  private void assertWrong(String message, String... command) {
    complained.reset();
    assertThat(Main.run(command)).as(String.join(" ", command)).isEqualTo(2);
    assertThat(complained.toString(StandardCharsets.UTF_8))
        .contains(message)
        .doesNotContain("\tat ", "Exception");
  }

  @Test
  void theSameRunWritesTheSameFigures() throws IOException {
    String data = SmallData.nab(directory.resolve("nab")).toString();
    for (String run : new String[] {"first", "second"}) {
      String to = directory.resolve(run).toString();
      assertThat(Main.run("evaluate", "nab", data, "--out", to)).isZero();
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("NAB, 2 files, 2 windows", "> Recurrence, is_anomaly", "published, all 58 files");
    for (String file : new String[] {"results.csv", "scores.csv"}) {
      assertThat(directory.resolve("first").resolve(file))
          .hasSameBinaryContentAs(directory.resolve("second").resolve(file));
    }
    assertThat(directory.resolve("first/report.html")).exists();
    assertThat(directory.resolve("first/results.json")).exists();
  }

  @Test
  void aPipelineOfOnesOwnIsEvaluated() throws IOException {
    Path own = Files.writeString(directory.resolve("own.yaml"), "name: mine\nmodels: [naive]\n");
    String[] command = {
      "evaluate", "calibration", "--rows", "200", "--limit", "1", "--pipeline", own.toString()
    };
    assertThat(Main.run(command)).isZero();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("pipeline: mine", "False alarms asked for against got");
  }

  @Test
  void whatCannotBeRunIsToldInAWord() {
    String missing = directory.resolve("none").toString();
    for (String benchmark : new String[] {"nab", "gift", "m4", "online", "skab"}) {
      assertWrong("there is no directory " + missing, "evaluate", benchmark, missing);
      assertWrong("it has to hold", "evaluate", benchmark, directory.toString(), "--limit", "3");
    }
    assertWrong(
        "the protocol of the data set decides", "evaluate", "m4", missing, "--set", "horizon=3");
    assertWrong("there is no directory", "evaluate", "nab", missing, "--set", "horizon=3");
    assertWrong("horizn", "evaluate", "nab", missing, "--set", "horizn=3");
    assertWrong("--limit was 0", "evaluate", "nab", missing, "--limit", "0");
    assertWrong("--rows was 5", "evaluate", "calibration", "--rows", "5");
    assertWrong("Missing required", "evaluate");
  }
}
